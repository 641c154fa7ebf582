import type { Instant } from '@liandong/words';
import type { Calendar, TimeLimitKind } from './calendar.ts';
import { countedMs } from './counted-time.ts';

/** 亮灯: in good time, soon due, overdue. */
export const lamps = ['green', 'yellow', 'red'] as const;
export type Lamp = (typeof lamps)[number];

/** What a lamp is judged by; the times are city time. */
export type LampQuestion = {
  readonly start: Instant;
  readonly due: Instant;
  readonly now: Instant;
  readonly kind: TimeLimitKind;
  readonly calendar: Calendar;
};

/**
 * The lamp of a running limit, by the share of its counted time that has passed: yellow from one share on, red after
 * another (both from the calendar's profile). Once the due instant is over it is red even where nothing is counted any
 * more, as in the night after a last working day.
 * @throws refusal `calendar.year-not-published`
 */
export const lampOf = ({ start, due, now, kind, calendar }: LampQuestion): Lamp => {
  const { yellowFrom, redAfter } = calendar.lamp;
  const share = usedShare({ start, due, now, kind, calendar });
  if (now > due || share > redAfter) return 'red';
  return share >= yellowFrom ? 'yellow' : 'green';
};

/**
 * The share of a limit's counted time that has passed: 1 at the due instant, more after it.
 * @throws refusal `calendar.year-not-published`
 */
export const usedShare = ({ start, due, now, kind, calendar }: LampQuestion): number => {
  const wholeMs = countedMs(start, due, kind, calendar);
  if (wholeMs > 0) return countedMs(start, now, kind, calendar) / wholeMs;
  return now > due ? 1 : 0;
};
