import type { LinkTiming } from './timing.ts';

/** Growing waits with jitter, so that subordinates don't come back all at once. */
export type BackOff = { next(mostMs?: number): number; reset(): void };

export const createBackOff = (timing: LinkTiming, random: () => number = Math.random): BackOff => {
  let failures = 0;
  return {
    next: (mostMs = timing.backOffMaxMs) => {
      const fullMs = Math.min(mostMs, timing.backOffMinMs * 2 ** Math.min(failures, 20));
      failures += 1;
      return fullMs * (0.5 + random() / 2);
    },
    reset: () => {
      failures = 0;
    },
  };
};
