import { brandId, instant } from '@liandong/words';
import {
  type Entry,
  items,
  member,
  mistake,
  number,
  oneOf,
  present,
  profileRoot,
  text,
  words,
} from '../profile/read-profile.ts';
import type { Calendar, DaySegment, UrgentHours } from './calendar.ts';
import { type Day, day, dayText, parseDay, yearOf } from './day.ts';
import { offsetMs } from './zone.ts';

/**
 * Reads a calendar of the profiles (`calendar.json`).
 * @throws Error that names the place of the first mistake: years with a gap, a holiday outside its year, …
 */
export const parseCalendar = (json: unknown, fileName = 'calendar'): Calendar => {
  const root = profileRoot(json, fileName);
  const years = items(member(root, 'years'));
  const numbers = years.map((year) => number(member(year, 'year')));
  const firstYear = numbers[0];
  if (firstYear === undefined || numbers.some((year, index) => year !== firstYear + index)) {
    throw mistake(member(root, 'years'), 'at least one year, in order and without a gap');
  }
  for (const year of years) text(member(year, 'source'));
  return {
    id: brandId(text(member(root, 'id'))),
    name: words(member(root, 'name')),
    zone: parseZone(member(root, 'zone')),
    workingWeekdays: items(member(root, 'workingWeekdays')).map((entry) => oneOf(entry, [1, 2, 3, 4, 5, 6, 7])),
    workingSegments: parseSegments(member(root, 'workingSegments')),
    urgentHours: parseUrgentHours(member(root, 'urgentHours')),
    workDayEnds: oneOf(member(root, 'workDayEnds'), ['endOfBusiness', 'midnight']),
    lamp: parseLamp(member(root, 'lamp')),
    firstYear,
    lastYear: firstYear + years.length - 1,
    holidays: new Set(years.flatMap((year) => items(member(year, 'holidays')).flatMap((entry) => span(entry, year)))),
    makeUpWorkdays: new Set(
      years.flatMap((year) => items(member(year, 'makeUpWorkdays')).map((entry) => dayIn(entry, year))),
    ),
  };
};

const parseZone = (entry: Entry): string => {
  const zone = text(entry);
  try {
    offsetMs(zone, instant(0));
  } catch (cause) {
    throw new Error(`profile ${entry.path}: no such time zone ${zone}`, { cause });
  }
  return zone;
};

const parseSegments = (entry: Entry): readonly DaySegment[] => {
  let reached = -1;
  const segments = items(entry).map((segment) => {
    const fromMinute = minuteOfDay(member(segment, 'from'));
    const toMinute = minuteOfDay(member(segment, 'to'));
    if (fromMinute <= reached || toMinute <= fromMinute) throw mistake(segment, 'a segment after the one before it');
    reached = toMinute;
    return { fromMinute, toMinute };
  });
  if (segments.length === 0) throw mistake(entry, 'at least one segment');
  return segments;
};

const minuteOfDay = (entry: Entry): number => {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text(entry)) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (!(minute <= 1_440)) throw mistake(entry, 'a time of day from 00:00 to 24:00');
  return minute;
};

const parseUrgentHours = (entry: Entry): UrgentHours => {
  const policy = oneOf(member(entry, 'policy'), ['roundTheClock', 'segments']);
  if (policy === 'roundTheClock') return { policy };
  const days = oneOf(member(entry, 'days'), ['every', 'working']);
  return { policy, days, segments: parseSegments(member(entry, 'segments')) };
};

const parseLamp = (entry: Entry): Calendar['lamp'] => {
  const yellowFrom = number(member(entry, 'yellowFrom'), 0);
  const redAfter = number(member(entry, 'redAfter'), yellowFrom);
  if (redAfter > 1) throw mistake(member(entry, 'redAfter'), 'a share of the limit, at most 1');
  return { yellowFrom, redAfter };
};

const span = (entry: Entry, year: Entry): readonly Day[] => {
  words(member(entry, 'name'));
  const from = dayIn(member(entry, 'from'), year);
  const to = present(member(entry, 'to')) ? dayIn(member(entry, 'to'), year) : from;
  if (to < from) throw mistake(entry, 'a holiday that ends after it begins');
  return Array.from({ length: to - from + 1 }, (_, index) => day(from + index));
};

const dayIn = (entry: Entry, year: Entry): Day => {
  const parsed = parseDay(text(entry));
  const wanted = number(member(year, 'year'));
  if (parsed === undefined || yearOf(parsed) !== wanted)
    throw mistake(entry, `a date of ${wanted}, as ${dayText(day(0))}`);
  return parsed;
};
