import { type Instant, minuteMs, secondMs } from '@liandong/words';

/** A shower over one gauge: water gathers, stands, drains. */
export type RainEvent = {
  readonly startedAt: Instant;
  /** Code of the ponding gauge that is flooded. */
  readonly terminalCode: string;
  readonly streetCode: string;
  /** Highest water over the gauge. */
  readonly peakCm: number;
};

/** How long the parts of a shower take. */
const riseMs = 40 * secondMs;
const standMs = minuteMs;
const drainMs = 90 * secondMs;
const rainMs = 4 * minuteMs;

/** Share of the event's peak depth at an instant, 0…1. */
export const floodShare = ({ startedAt }: RainEvent, at: number): number => {
  const since = at - startedAt;
  if (since <= 0) return 0;
  if (since < riseMs) return since / riseMs;
  if (since < riseMs + standMs) return 1;
  return Math.max(0, 1 - (since - riseMs - standMs) / drainMs);
};

/** Share of the heaviest rain at an instant, 0…1: it begins before the water gathers. */
export const rainShare = ({ startedAt }: RainEvent, at: number): number => {
  const since = at - startedAt + minuteMs;
  return since <= 0 || since >= rainMs + minuteMs ? 0 : Math.sin((Math.PI * since) / (rainMs + minuteMs)) ** 0.6;
};
