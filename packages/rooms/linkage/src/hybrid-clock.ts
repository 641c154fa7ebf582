import { compareHybrid, type HybridTime, maxClockDriftMs, mergeHybrid, tickHybrid } from '@liandong/laws';
import type { Clock } from '@liandong/platform';

export type HybridClock = {
  /** Time of a new local event. */
  tick(): HybridTime;
  now(): HybridTime;
  /** Takes in a time heard from a peer, or read back after a restart. */
  hear(time: HybridTime): void;
};

/**
 * The node's hybrid logical clock over its machine clock. It never goes back, with one exception: a machine clock that
 * was far ahead and has been put right takes the hybrid clock with it, or the node would stay in quarantine until the
 * true time has caught up.
 */
export const createHybridClock = (clock: Clock): HybridClock => {
  let last: HybridTime = { wallMs: 0, count: 0 };
  const settle = (): number => {
    const wallMs = clock.machine();
    if (last.wallMs > wallMs + maxClockDriftMs) last = { wallMs, count: 0 };
    return wallMs;
  };
  return {
    tick: () => {
      last = tickHybrid(last, settle());
      return last;
    },
    now: () => {
      settle();
      return last;
    },
    hear: (time) => {
      const wallMs = settle();
      if (compareHybrid(time, last) > 0) last = mergeHybrid(last, time, wallMs);
    },
  };
};
