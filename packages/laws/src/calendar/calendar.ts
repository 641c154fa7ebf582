import { type Brand, refuse, type Words } from '@liandong/words';
import { type Day, dayText, type Weekday, weekdayOf, yearOf } from './day.ts';

/** Names a calendar of the profiles, e.g. `cn-national`. */
export type CalendarId = Brand<string, 'CalendarId'>;

/** 时段: a piece of a day in minutes of the wall clock since midnight, half-open; 1440 is the end of the day. */
export type DaySegment = { readonly fromMinute: number; readonly toMinute: number };

/** When 紧急工作时 count: always, or within segments of every day or of working days. */
export type UrgentHours =
  | { readonly policy: 'roundTheClock' }
  | { readonly policy: 'segments'; readonly days: 'every' | 'working'; readonly segments: readonly DaySegment[] };

/** 工作日历: the working time of one place, from its profile. */
export type Calendar = {
  readonly id: CalendarId;
  readonly name: Words;
  /** IANA zone name. */
  readonly zone: string;
  readonly workingWeekdays: readonly Weekday[];
  /** In order, not touching each other, at least one. */
  readonly workingSegments: readonly DaySegment[];
  readonly urgentHours: UrgentHours;
  /** Whether a limit in working days ends when business ends on its last day, or at midnight. */
  readonly workDayEnds: 'endOfBusiness' | 'midnight';
  /** Shares of the limit from which the lamp is yellow, and beyond which it is red. */
  readonly lamp: { readonly yellowFrom: number; readonly redAfter: number };
  /** The years whose holidays have been published; no working day is known outside. */
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: ReadonlySet<Day>;
  /** 调休上班日: days of the weekend that are worked. */
  readonly makeUpWorkdays: ReadonlySet<Day>;
};

/** 时限单位: 紧急工作时, 工作时, 工作日, 自然日. */
export const timeLimitKinds = ['urgentHour', 'workHour', 'workDay', 'naturalDay'] as const;
export type TimeLimitKind = (typeof timeLimitKinds)[number];

/** 时限: a positive number of hours or days that one of the four kinds counts. */
export type TimeLimit = { readonly kind: TimeLimitKind; readonly value: number };

/**
 * Whether a date is worked in this calendar.
 * @throws refusal `calendar.year-not-published` outside the published years: a holiday is never guessed
 */
export const isWorkingDay = (date: Day, calendar: Calendar): boolean => {
  const year = yearOf(date);
  if (year < calendar.firstYear || year > calendar.lastYear) {
    const { id, firstYear, lastYear } = calendar;
    throw refuse('calendar.year-not-published', { calendar: id, day: dayText(date), year, firstYear, lastYear });
  }
  if (calendar.makeUpWorkdays.has(date)) return true;
  return !calendar.holidays.has(date) && calendar.workingWeekdays.includes(weekdayOf(date));
};
