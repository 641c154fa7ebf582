import type { CaseRow } from '@liandong/contract';

type Clock = NonNullable<CaseRow['clock']>;

/**
 * How much of the limit is used at this moment: the node counted it by the calendar when it answered; until it answers
 * again a limit that has passed meanwhile shows at once.
 * @param nowMs city time, epoch milliseconds
 */
export const clockNow = (clock: Clock, nowMs: number): { readonly usedShare: number; readonly lamp: Clock['lamp'] } => {
  const over = clock.stoppedAt === undefined && nowMs > Date.parse(clock.dueAt);
  return { usedShare: over ? Math.max(1, clock.usedShare) : clock.usedShare, lamp: over ? 'red' : clock.lamp };
};
