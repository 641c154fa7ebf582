import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A load generator in a process of its own; it runs the same file with `--load`. */
export type LoadProcess = {
  /** Gives a task and waits for what came of it. */
  run<Result>(task: unknown): Promise<Result>;
  close(): Promise<void>;
};

const flag = '--load';

export const isLoadProcess = (): boolean => process.argv.includes(flag);

export const startLoadProcess = (file: string): LoadProcess => {
  const child: ChildProcess = fork(file, [flag], {
    execArgv: process.execArgv.filter((word) => !word.startsWith('--cpu-prof')),
  });
  const died = once(child, 'exit').then(([code]): never => {
    throw new Error(`load generator ended (${String(code)})`);
  });
  // Its end is told to whoever waits for a result; at other times it is our own doing.
  died.catch(() => undefined);
  return {
    run: async <Result>(task: unknown) => {
      const answer = once(child, 'message');
      child.send(task as object);
      const [message] = await Promise.race([answer, died]);
      return message as Result;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
};

/** In the load process: does each task that comes. */
export const serveLoad = <Task>(work: (task: Task) => Promise<unknown>): void => {
  // The launcher's preload lets go of the channel; here it is what the process lives for.
  process.channel?.ref();
  process.on('message', (task: Task) => {
    work(task).then(
      (result) => process.send?.(result),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
};
