import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourMs, instant, minuteMs, secondMs } from '@liandong/words';
import fc from 'fast-check';
import { type Calendar, countedMs, dayText, dueAt, elapsedOf, instantAt, wallTime } from '../src/calendar/index.ts';
import { profileCalendar } from './calendars.ts';

// The reference asks the runtime's own calendar for the wall clock at every single step and adds up what counts.

type Clock = (epochMs: number) => { readonly date: string; readonly minute: number; readonly second: number };

const clockOf = (zone: string): Clock => {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone });
  return (epochMs) => {
    const [date = '', time = ''] = format.format(epochMs).split(' ');
    const [hours, minutes, seconds] = time.split(':').map(Number);
    return { date, minute: (hours ?? 0) * 60 + (minutes ?? 0), second: seconds ?? 0 };
  };
};

const isWorked = (calendar: Calendar, date: string): boolean => {
  const listed = (days: ReadonlySet<number>) => [...days].some((at) => dayText(at as never) === date);
  if (listed(calendar.makeUpWorkdays)) return true;
  const sundayIs0 = new Date(`${date}T12:00:00Z`).getUTCDay();
  return calendar.workingWeekdays.some((weekday) => weekday % 7 === sundayIs0) && !listed(calendar.holidays);
};

const slowCountedMs = (calendar: Calendar, clock: Clock, from: number, to: number, stepMs: number): number => {
  const worked = new Map<string, boolean>();
  let counted = 0;
  for (let at = from; at < to; at += stepMs) {
    const { date, minute } = clock(at);
    if (!calendar.workingSegments.some((part) => minute >= part.fromMinute && minute < part.toMinute)) continue;
    if (!worked.has(date)) worked.set(date, isWorked(calendar, date));
    if (worked.get(date)) counted += stepMs;
  }
  return counted;
};

const cn = profileCalendar('cn-national');
const nyc = profileCalendar('us-nyc');
// A night shift that is worked through both changes of the clock.
const night: Calendar = {
  ...nyc,
  workingWeekdays: [1, 2, 3, 4, 5],
  workingSegments: [
    { fromMinute: 0, toMinute: 210 },
    { fromMinute: 1_320, toMinute: 1_440 },
  ],
};
const everyDay: Calendar = { ...night, workingWeekdays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() };

const anyMinute = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / minuteMs, max: Date.parse(to) / minuteMs }).map((minute) => minute * minuteMs);

describe('the working calendar against a count minute by minute', () => {
  for (const [calendar, from, to] of [
    [cn, '2024-01-03', '2026-11-20'],
    [nyc, '2020-01-03', '2026-11-20'],
    [night, '2024-02-20', '2024-03-20'],
  ] as const) {
    it(`counts the same working time in ${calendar.id} (${from} to ${to})`, () => {
      const clock = clockOf(calendar.zone);
      const span = fc.integer({ min: 0, max: 9 * 24 * 60 });
      fc.assert(
        fc.property(anyMinute(from, to), span, (start, minutes) => {
          const end = start + minutes * minuteMs;
          const expected = slowCountedMs(calendar, clock, start, end, minuteMs);
          assert.equal(countedMs(instant(start), instant(end), 'workHour', calendar), expected);
        }),
        { numRuns: 40 },
      );
    });

    it(`is due at the first minute that completes the working hours in ${calendar.id} (${from} to ${to})`, () => {
      const clock = clockOf(calendar.zone);
      fc.assert(
        fc.property(anyMinute(from, to), fc.integer({ min: 1, max: 30 }), (start, hours) => {
          const due = dueAt(instant(start), { kind: 'workHour', value: hours }, calendar);
          assert.equal(slowCountedMs(calendar, clock, start, due, minuteMs), hours * hourMs);
          assert.ok(slowCountedMs(calendar, clock, due - minuteMs, due, minuteMs) > 0, 'the last minute counts');
        }),
        { numRuns: 25 },
      );
    });
  }

  it('counts the same to the second around the hours when the clock changes and when business begins and ends', () => {
    const clock = clockOf(everyDay.zone);
    const changes = ['2024-03-10T07:00Z', '2024-11-03T06:00Z', '2024-05-01T04:00Z', '2024-05-01T07:30Z'].map(
      Date.parse,
    );
    const shift = fc.integer({ min: -4_000, max: 4_000 });
    fc.assert(
      fc.property(fc.constantFrom(...changes), shift, fc.integer({ min: 0, max: 9_000 }), (change, offset, seconds) => {
        const start = change + offset * secondMs;
        const end = start + seconds * secondMs;
        const expected = slowCountedMs(everyDay, clock, start, end, secondMs);
        assert.equal(countedMs(instant(start), instant(end), 'workHour', everyDay), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('counts back exactly the working days that a limit was given', () => {
    fc.assert(
      fc.property(anyMinute('2024-01-03', '2026-10-20'), fc.integer({ min: 1, max: 20 }), (start, value) => {
        const due = dueAt(instant(start), { kind: 'workDay', value }, cn);
        assert.deepEqual(elapsedOf(instant(start), due, 'workDay', cn), { kind: 'workDay', days: value });
        assert.deepEqual(elapsedOf(instant(start), instant(due - 1), 'workDay', cn), {
          kind: 'workDay',
          days: value - 1,
        });
      }),
    );
  });
});

describe('wall clocks', () => {
  const zones = [
    'Asia/Shanghai',
    'America/New_York',
    'Asia/Hong_Kong',
    'Asia/Macau',
    'America/Sao_Paulo',
    'Asia/Beirut',
  ];

  it('reads the wall clock as the runtime does, at any second since 1970', () => {
    for (const zone of [...zones, 'Africa/Monrovia', 'Pacific/Apia', 'Australia/Lord_Howe']) {
      const clock = clockOf(zone);
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (epochS) => {
          const { day, msOfDay } = wallTime(zone, instant(epochS * secondMs));
          const { date, minute, second } = clock(epochS * secondMs);
          assert.deepEqual([dayText(day), msOfDay], [date, (minute * 60 + second) * secondMs]);
        }),
        { numRuns: 50 },
      );
    }
  });

  it('finds the first instant with a wall clock time, and goes forward over a gap', () => {
    for (const zone of zones) {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (epochS) => {
          const at = instant(epochS * secondMs);
          const { day, msOfDay } = wallTime(zone, at);
          const found = instantAt(zone, day, msOfDay);
          assert.ok(found <= at && at - found <= 2 * hourMs);
          assert.deepEqual(wallTime(zone, found), { day, msOfDay });
        }),
        { numRuns: 50 },
      );
    }
    const beirut = wallTime('Asia/Beirut', instant(Date.parse('2022-03-26T22:00Z')));
    assert.equal(beirut.msOfDay, hourMs, 'midnight was skipped');
    assert.equal(instantAt('Asia/Beirut', beirut.day, 0), Date.parse('2022-03-26T22:00Z'));
  });
});
