/** Timers as a port, so that tests move time instead of waiting. */
export type Timers = {
  /** Runs once after a time; gives back how to call it off. */
  after(ms: number, run: () => void): () => void;
  every(ms: number, run: () => void): () => void;
};

/** The machine's own timers. */
export const machineTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};
