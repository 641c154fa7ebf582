import { hourMs, type Instant, instant, minuteMs } from '@liandong/words';
import { type Calendar, type DaySegment, isWorkingDay, type TimeLimitKind } from './calendar.ts';
import { type Day, day } from './day.ts';
import { instantAt, wallTime } from './zone.ts';

/** Which hours of which days a clock counts; undefined segments mean every moment. */
type Counting = { readonly segments: readonly DaySegment[] | undefined; readonly workingDaysOnly: boolean };

const always: Counting = { segments: undefined, workingDaysOnly: false };

/**
 * The milliseconds between two instants that a kind of limit counts: 0 when the end is not after the start.
 * A limit in working days is measured in working time, one in natural days in plain time.
 * @throws refusal `calendar.year-not-published`
 */
export const countedMs = (start: Instant, end: Instant, kind: TimeLimitKind, calendar: Calendar): number => {
  const { segments, workingDaysOnly } = countingOf(kind, calendar);
  if (end <= start) return 0;
  if (segments === undefined) return end - start;
  let counted = 0;
  const last = wallTime(calendar.zone, end).day;
  for (let date = wallTime(calendar.zone, start).day; date <= last; date = day(date + 1)) {
    if (workingDaysOnly && !isWorkingDay(date, calendar)) continue;
    for (const segment of segments) counted += overlapMs(start, end, date, segment, calendar.zone);
  }
  return counted;
};

/**
 * The first instant at which the given time has been counted since the start.
 * @param toCountMs more than 0
 * @throws refusal `calendar.year-not-published`
 */
export const afterCountedMs = (start: Instant, toCountMs: number, kind: TimeLimitKind, calendar: Calendar): Instant => {
  const { segments, workingDaysOnly } = countingOf(kind, calendar);
  if (segments === undefined) return instant(start + toCountMs);
  let leftMs = toCountMs;
  for (let date = wallTime(calendar.zone, start).day; ; date = day(date + 1)) {
    if (workingDaysOnly && !isWorkingDay(date, calendar)) continue;
    for (const segment of segments) {
      const from = Math.max(start, segmentStart(date, segment, calendar.zone));
      const lengthMs = Math.max(0, segmentEnd(date, segment, calendar.zone) - from);
      if (leftMs <= lengthMs) return instant(from + leftMs);
      leftMs -= lengthMs;
    }
  }
};

/** The working time of a regular day in milliseconds. */
export const regularDayMs = (calendar: Calendar): number =>
  calendar.workingSegments.reduce((sum, segment) => sum + segment.toMinute - segment.fromMinute, 0) * minuteMs;

/** When a working day is over for the limits that end on it. */
export const endOfWorkDay = (date: Day, calendar: Calendar): Instant => {
  const last = calendar.workDayEnds === 'endOfBusiness' ? calendar.workingSegments.at(-1) : undefined;
  return last === undefined ? instantAt(calendar.zone, day(date + 1), 0) : segmentEnd(date, last, calendar.zone);
};

/** Milliseconds of one hour as limits are written. */
export const unitMs = { urgentHour: hourMs, workHour: hourMs } as const;

const countingOf = (kind: TimeLimitKind, calendar: Calendar): Counting => {
  switch (kind) {
    case 'urgentHour': {
      const { urgentHours } = calendar;
      if (urgentHours.policy === 'roundTheClock') return always;
      return { segments: urgentHours.segments, workingDaysOnly: urgentHours.days === 'working' };
    }
    case 'workHour':
    case 'workDay':
      return { segments: calendar.workingSegments, workingDaysOnly: true };
    case 'naturalDay':
      return always;
  }
};

const overlapMs = (start: Instant, end: Instant, date: Day, segment: DaySegment, zone: string): number =>
  Math.max(0, Math.min(end, segmentEnd(date, segment, zone)) - Math.max(start, segmentStart(date, segment, zone)));

const segmentStart = (date: Day, segment: DaySegment, zone: string): Instant =>
  instantAt(zone, date, segment.fromMinute * minuteMs);

// The end of the day is the next midnight: on a day of 23 or 25 hours 24:00 of the wall clock is not 24 hours on.
const segmentEnd = (date: Day, segment: DaySegment, zone: string): Instant =>
  segment.toMinute === 1_440 ? instantAt(zone, day(date + 1), 0) : instantAt(zone, date, segment.toMinute * minuteMs);
