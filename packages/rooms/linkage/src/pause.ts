/** Waits by the machine's timer; ends early, without an error, when the signal is aborted. */
export const pause = (durationMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end);
  });

/** A door that people wait at: opening it lets everybody through who waits, and the next one if nobody does. */
export type Gate = { open(): void; wait(durationMs: number, signal: AbortSignal): Promise<void> };

export const createGate = (): Gate => {
  let isOpen = false;
  let waiting = new AbortController();
  return {
    open: () => {
      isOpen = true;
      waiting.abort();
      waiting = new AbortController();
    },
    wait: async (durationMs, signal) => {
      if (!isOpen) await pause(durationMs, AbortSignal.any([signal, waiting.signal]));
      isOpen = false;
    },
  };
};

/** Runs the tasks of one key one after the other. */
export type Turns = { take<Result>(key: string, task: () => Promise<Result>): Promise<Result>; idle(): Promise<void> };

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: <Result>(key: string, task: () => Promise<Result>): Promise<Result> => {
      const mine = (last.get(key) ?? Promise.resolve()).then(task, task);
      last.set(key, mine);
      return mine;
    },
    idle: async () => {
      await Promise.allSettled(last.values());
    },
  };
};
