import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { host, mqttPortOf } from './federation.ts';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, 'apps/node/src/main.ts');
const commandLine = path.join(root, 'apps/node/src/cli.ts');
const startLimitMs = 90_000;

export type Installation = { readonly dataDirectory: string; readonly port: number };

/** The whole platform as a process of its own, as `npm start` runs it; nothing is simulated unless told. */
export type FederationProcess = {
  /** Resolves when all nodes answer; fails with the program's last words when it ends before. */
  ready(): Promise<void>;
  /** kill -9 of the process, and of nothing else: PostgreSQL goes on without it. */
  kill(): Promise<void>;
  /** Asks it to stop in order. @returns its exit code */
  stop(): Promise<number | null>;
};

const isReady = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

const exitOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

export type ProcessOptions = {
  /** Terminals of the sample; its usual number when absent. */
  readonly size?: number | undefined;
  /** As a newcomer sees it: the sample lives, the ground is built. */
  readonly whole?: boolean;
};

/** Starts the platform on this data folder. */
export const startFederationProcess = (
  { dataDirectory, port }: Installation,
  options: ProcessOptions = { size: 80 },
): FederationProcess => {
  const said = path.join(dataDirectory, 'said.log');
  const output = openSync(said, 'w');
  const ports = ['--port', String(port), '--mqtt-port', String(mqttPortOf(port))];
  const words = [
    '--data',
    dataDirectory,
    ...ports,
    ...(options.size === undefined ? [] : ['--size', String(options.size)]),
  ];
  const child = spawn(process.execPath, [program, ...words], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...(options.whole === true ? {} : { LIANDONG_LIVING: '0', LIANDONG_GROUND: '0' }) },
  });
  closeSync(output);
  // Whatever becomes of the test, its child goes with it.
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const exited = exitOf(child);
  const gone = exited.then((code) => {
    process.off('exit', endWithUs);
    return code;
  });
  return {
    ready: async () => {
      const end = performance.now() + startLimitMs;
      for (const index of [0, 1, 2]) {
        while (!(await isReady(port + index))) {
          const isOver = child.exitCode !== null || child.signalCode !== null;
          if (isOver || performance.now() > end) throw new Error(`not ready: ${readFileSync(said, 'utf8')}`);
          await delay(50);
        }
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
};

const clusterOf = (dataDirectory: string): string => {
  const folder = path.join(dataDirectory, 'postgres');
  try {
    return path.join(readFileSync(path.join(folder, 'cluster-is-in'), 'utf8').trim(), 'cluster');
  } catch {
    return path.join(folder, 'cluster');
  }
};

const parentOf = (pid: string): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return -1;
  }
};

/** The PostgreSQL server of a data folder; undefined when none runs. */
const postmasterOf = (dataDirectory: string): number | undefined => {
  try {
    const cluster = clusterOf(dataDirectory);
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster) ? pid : undefined;
  } catch {
    return undefined;
  }
};

/** kill -9 of the PostgreSQL server, alone or with all its backends. */
export const killPostgres = (dataDirectory: string, withBackends: boolean): void => {
  const server = postmasterOf(dataDirectory);
  if (server === undefined) return;
  const backends = withBackends
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === server)
    : [];
  for (const pid of [server, ...backends.map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
};

/** Runs a command of the command line on this installation. */
export const runCommand = async (
  { dataDirectory, port }: Installation,
  words: readonly string[],
): Promise<{ readonly code: number | null; readonly text: string }> => {
  const place = ['--data', dataDirectory, '--port', String(port)];
  const child = spawn(process.execPath, [commandLine, ...words, ...place], { cwd: root });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    text += part.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
};
