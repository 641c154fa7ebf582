/** Lets one holder at a time work with the states in memory until what he did is committed or undone. */
export type Turn = {
  /** Waits for the turn; call what it gives when done. */
  take(): Promise<() => void>;
};

export const createTurn = (): Turn => {
  let last: Promise<void> = Promise.resolve();
  return {
    take: async () => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      return resolve;
    },
  };
};
