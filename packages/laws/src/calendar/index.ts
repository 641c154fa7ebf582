export {
  type Calendar,
  type CalendarId,
  type DaySegment,
  isWorkingDay,
  type TimeLimit,
  type TimeLimitKind,
  timeLimitKinds,
  type UrgentHours,
} from './calendar.ts';
export { countedMs } from './counted-time.ts';
export { type Day, day, dayText, parseDay, type Weekday, weekdayOf, yearOf } from './day.ts';
export { dueAt, type Elapsed, elapsedOf } from './due.ts';
export { type Lamp, type LampQuestion, lampOf, lamps, usedShare } from './lamp.ts';
export { type LimitText, parseLimitText } from './limit-text.ts';
export { parseCalendar } from './parse-calendar.ts';
export { calendarRefusals } from './refusals.ts';
export { instantAt, wallTime } from './zone.ts';
