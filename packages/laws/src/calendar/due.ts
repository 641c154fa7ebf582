import { dayMs, type Instant } from '@liandong/words';
import { type Calendar, isWorkingDay, type TimeLimit, type TimeLimitKind } from './calendar.ts';
import { afterCountedMs, countedMs, endOfWorkDay, regularDayMs, unitMs } from './counted-time.ts';
import { type Day, day } from './day.ts';
import { instantAt, wallTime } from './zone.ts';

/**
 * When a limit that starts now is due; an act at that instant is still in time.
 *
 * - `urgentHour`, `workHour`: that many hours of counted time after the start.
 * - `workDay`: the start day is not counted; due at the end of the n-th working day after it
 *   (Civil Code of the PRC, articles 201 and 203: the first day is left out, the last ends with business).
 *   Part of a day, e.g. 0.5, is counted as that share of a regular day's working time from the start on.
 * - `naturalDay`: the same time of the wall clock n days later, also across a change to summer time.
 * @throws refusal `calendar.year-not-published` when working days of an unpublished year would be needed
 */
export const dueAt = (start: Instant, limit: TimeLimit, calendar: Calendar): Instant => {
  const { kind, value } = limit;
  switch (kind) {
    case 'urgentHour':
    case 'workHour':
      return afterCountedMs(start, Math.round(value * unitMs[kind]), kind, calendar);
    case 'workDay':
      return Number.isInteger(value)
        ? endOfWorkDay(workDayAfter(wallTime(calendar.zone, start).day, value, calendar), calendar)
        : afterCountedMs(start, Math.round(value * regularDayMs(calendar)), kind, calendar);
    case 'naturalDay': {
      const { day: date, msOfDay } = wallTime(calendar.zone, start);
      const wallMs = msOfDay + Math.round(value * dayMs);
      return instantAt(calendar.zone, day(date + Math.floor(wallMs / dayMs)), wallMs % dayMs);
    }
  }
};

/** How much of a limit has passed, in the unit that its kind counts. */
export type Elapsed =
  | { readonly kind: 'urgentHour' | 'workHour'; readonly countedMs: number }
  | { readonly kind: 'workDay' | 'naturalDay'; readonly days: number };

/**
 * What a limit of this kind has counted between two instants: milliseconds for hours; for `workDay` the working
 * days after the start day that are over; for `naturalDay` days of the wall clock with their fraction.
 * @throws refusal `calendar.year-not-published`
 */
export const elapsedOf = (start: Instant, end: Instant, kind: TimeLimitKind, calendar: Calendar): Elapsed => {
  switch (kind) {
    case 'urgentHour':
    case 'workHour':
      return { kind, countedMs: countedMs(start, end, kind, calendar) };
    case 'workDay':
      return { kind, days: end <= start ? 0 : workDaysOver(start, end, calendar) };
    case 'naturalDay':
      return { kind, days: end <= start ? 0 : wallDays(start, end, calendar.zone) };
  }
};

const workDayAfter = (startDay: Day, count: number, calendar: Calendar): Day => {
  let date = startDay;
  for (let left = count; left > 0; ) {
    date = day(date + 1);
    if (isWorkingDay(date, calendar)) left -= 1;
  }
  return date;
};

const workDaysOver = (start: Instant, end: Instant, calendar: Calendar): number => {
  const last = wallTime(calendar.zone, end).day;
  let over = 0;
  for (let date = day(wallTime(calendar.zone, start).day + 1); date <= last; date = day(date + 1)) {
    if (isWorkingDay(date, calendar) && endOfWorkDay(date, calendar) <= end) over += 1;
  }
  return over;
};

const wallDays = (start: Instant, end: Instant, zone: string): number => {
  const from = wallTime(zone, start);
  const to = wallTime(zone, end);
  return Math.max(0, to.day - from.day + (to.msOfDay - from.msOfDay) / dayMs);
};
