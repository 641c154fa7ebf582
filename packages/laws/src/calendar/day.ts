import type { Brand } from '@liandong/words';
import { dayMs } from '@liandong/words';

/** A civil date without a zone, as days since 1970-01-01 in the proleptic Gregorian calendar. */
export type Day = Brand<number, 'Day'>;

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weekdays: readonly Weekday[] = [4, 5, 6, 7, 1, 2, 3];

/** Brands a whole number of days since 1970-01-01. */
export const day = (epochDay: number): Day => epochDay as Day;

/** Parses `YYYY-MM-DD`; undefined when there is no such date. */
export const parseDay = (text: string): Day | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(epochMs)) return undefined;
  const parsed = day(epochMs / dayMs);
  return dayText(parsed) === text ? parsed : undefined;
};

/** Writes a date as `YYYY-MM-DD`. */
export const dayText = (date: Day): string => new Date(date * dayMs).toISOString().slice(0, 10);

/** The year a date lies in. */
export const yearOf = (date: Day): number => new Date(date * dayMs).getUTCFullYear();

/** The weekday of a date; 1970-01-01 was a Thursday. */
export const weekdayOf = (date: Day): Weekday => weekdays[((date % 7) + 7) % 7] ?? 4;
