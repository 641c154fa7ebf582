import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '@liandong/words';
import { day, dayText, isWorkingDay, parseCalendar, parseDay, weekdayOf, yearOf } from '../src/calendar/index.ts';
import { profileCalendar } from './calendars.ts';

const cn = profileCalendar('cn-national');
const nyc = profileCalendar('us-nyc');
const date = (text: string) => parseDay(text) ?? assert.fail(`no date ${text}`);
const daysOf = (year: number) => {
  const first = date(`${year}-01-01`);
  return Array.from({ length: date(`${year + 1}-01-01`) - first }, (_, index) => day(first + index));
};

describe('working days', () => {
  it('counts as many working days in each mainland year as the notices leave', () => {
    // Days of the year, less weekends, less the holidays on weekdays, plus the make-up days.
    const counts = [2024, 2025, 2026].map((year) => daysOf(year).filter((at) => isWorkingDay(at, cn)).length);
    assert.deepEqual(counts, [251, 248, 248]);
  });

  it('works on the make-up Saturday and rests on the weekday it was moved to', () => {
    assert.equal(isWorkingDay(date('2026-02-14'), cn), true);
    assert.equal(isWorkingDay(date('2026-02-16'), cn), false);
    assert.equal(isWorkingDay(date('2025-10-11'), cn), true);
    assert.equal(isWorkingDay(date('2024-06-08'), cn), false);
  });

  it('has every make-up day of the mainland on a weekend', () => {
    for (const at of cn.makeUpWorkdays) assert.ok(weekdayOf(at) >= 6, dayText(at));
    for (const at of cn.makeUpWorkdays) assert.ok(!cn.holidays.has(at), dayText(at));
  });

  it('rests on the federal holidays that the law computes', () => {
    for (let year = nyc.firstYear; year <= nyc.lastYear; year += 1) {
      const published = daysOf(year).filter((at) => nyc.holidays.has(at));
      assert.deepEqual(published.map(dayText), federalHolidays(year), String(year));
    }
  });

  it('refuses a year whose holidays nobody has published instead of guessing', () => {
    for (const text of ['2023-12-31', '2027-01-01']) {
      assert.throws(
        () => isWorkingDay(date(text), cn),
        (no) => no instanceof Refusal && no.code === 'calendar.year-not-published' && no.data.day === text,
      );
    }
  });

  it('takes no calendar with a gap between years, a date in the wrong year, or a zone that does not exist', () => {
    const good = { ...exampleCalendar };
    assert.equal(parseCalendar(good).lastYear, 2025);
    const year = (value: number) => ({ year: value, source: 's', holidays: [], makeUpWorkdays: [] });
    assert.throws(() => parseCalendar({ ...good, years: [year(2024), year(2026)] }), /without a gap/);
    assert.throws(() => parseCalendar({ ...good, years: [] }), /at least one year/);
    assert.throws(() => parseCalendar({ ...good, zone: 'Asia/Atlantis' }), /no such time zone/);
    const stray = { ...year(2024), makeUpWorkdays: ['2025-01-04'] };
    assert.throws(() => parseCalendar({ ...good, years: [stray] }), /a date of 2024/);
    const touching = [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ];
    assert.throws(() => parseCalendar({ ...good, workingSegments: touching }), /workingSegments\[1\]/);
  });
});

const exampleCalendar = {
  id: 'example',
  name: { 'zh-Hans': '例', 'zh-Hant': '例', en: 'Example' },
  zone: 'Asia/Shanghai',
  workingWeekdays: [1, 2, 3, 4, 5],
  workingSegments: [{ from: '09:00', to: '17:00' }],
  urgentHours: { policy: 'roundTheClock' },
  workDayEnds: 'midnight',
  lamp: { yellowFrom: 0.8, redAfter: 1 },
  years: [2024, 2025].map((year) => ({ year, source: 's', holidays: [], makeUpWorkdays: [] })),
};

/** 5 U.S.C. 6103: a Saturday holiday is kept on Friday, a Sunday holiday on Monday; Juneteenth since 2021. */
const federalHolidays = (year: number): readonly string[] => {
  const observed = (at: number) => at + (weekdayOf(day(at)) === 6 ? -1 : weekdayOf(day(at)) === 7 ? 1 : 0);
  const fixed = (monthDay: string, inYear = year) => observed(date(`${inYear}-${monthDay}`));
  const nth = (month: string, weekday: number, count: number) => {
    const first = date(`${year}-${month}-01`);
    return first + ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7;
  };
  const lastMondayOfMay = date(`${year}-05-31`) - ((weekdayOf(date(`${year}-05-31`)) + 6) % 7);
  const all = [
    fixed('01-01'),
    nth('01', 1, 3),
    nth('02', 1, 3),
    lastMondayOfMay,
    ...(year >= 2021 ? [fixed('06-19')] : []),
    fixed('07-04'),
    nth('09', 1, 1),
    nth('10', 1, 2),
    fixed('11-11'),
    nth('11', 4, 4),
    fixed('12-25'),
    fixed('01-01', year + 1),
  ];
  return all
    .filter((at) => yearOf(day(at)) === year)
    .sort((a, b) => a - b)
    .map((at) => dayText(day(at)));
};
