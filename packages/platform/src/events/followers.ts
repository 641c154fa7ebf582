import { createRunner, type Follower, type Runner, type RunnerOptions } from './runner.ts';

export type { Follower } from './runner.ts';

export type Followers = {
  follow(follower: Follower): void;
  start(): void;
  stop(): Promise<void>;
  /** Waits until every follower has digested what has committed so far. */
  idle(): Promise<void>;
};

/** Durable followers of the event log; each goes at its own pace and starts where it stopped. */
export const createFollowers = (options: RunnerOptions): Followers => {
  const runners: Runner[] = [];
  let unwatch: (() => void) | undefined;
  const pokeAll = (): void => {
    for (const runner of runners) void runner.run();
  };
  return {
    follow: (follower) => {
      runners.push(createRunner(follower, options));
    },
    start: () => {
      unwatch = options.eventLog.watch(pokeAll);
      pokeAll();
    },
    idle: async () => {
      await options.eventLog.sequenceNow();
      for (const runner of runners) await runner.run();
    },
    stop: async () => {
      unwatch?.();
      for (const runner of runners) await runner.stop();
    },
  };
};
