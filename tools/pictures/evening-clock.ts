const machineNow = Date.now.bind(Date);

/** 夜间时钟: the hour that this process and the windows of its pictures take it to be. */
export type EveningClock = {
  /** Lets time go by at once. */
  leap(milliseconds: number): void;
  /** Runs in a page before the console: the same hour there. */
  readonly inPage: () => string;
  readonly stop: () => void;
};

/**
 * Turns the clock of this process back to an hour of the evening, since pictures of a flood at whatever hour the script
 * happens to run would be pictures of somebody's night. What other programs on this machine think stays as it is.
 */
export const turnBackTo = (evening: number): EveningClock => {
  let shift = evening - machineNow();
  Date.now = () => machineNow() + shift;
  return {
    leap: (milliseconds) => {
      shift += milliseconds;
    },
    inPage: () => `{
      const Real = Date;
      const now = () => Real.now() + ${shift};
      globalThis.Date = class extends Real {
        constructor(...parts) {
          if (parts.length === 0) super(now());
          else super(...parts);
        }
        static now() { return now(); }
      };
    }`,
    stop: () => {
      Date.now = machineNow;
    },
  };
};
