import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instant, parseIso, Refusal, toIso } from '@liandong/words';
import {
  type Calendar,
  dueAt,
  elapsedOf,
  lampOf,
  parseLimitText,
  type TimeLimit,
  usedShare,
} from '../src/calendar/index.ts';
import { profileCalendar } from './calendars.ts';

const cn = profileCalendar('cn-national');
const nyc = profileCalendar('us-nyc');
const at = (text: string) => parseIso(text) ?? assert.fail(`no time ${text}`);
const isDue = (start: string, limit: TimeLimit, calendar: Calendar, due: string) =>
  assert.equal(toIso(dueAt(at(start), limit, calendar)), toIso(at(due)));

describe('time limits', () => {
  it('lets two urgent hours run through the night', () => {
    isDue('2026-02-16T23:30+08:00', { kind: 'urgentHour', value: 2 }, cn, '2026-02-17T01:30+08:00');
  });

  it('lets urgent hours run only in their segments where a city says so', () => {
    const segments = [{ fromMinute: 8 * 60, toMinute: 20 * 60 }];
    const daytime: Calendar = { ...cn, urgentHours: { policy: 'segments', days: 'every', segments } };
    isDue('2026-02-16T19:30+08:00', { kind: 'urgentHour', value: 2 }, daytime, '2026-02-17T09:30+08:00');
    const working: Calendar = { ...cn, urgentHours: { policy: 'segments', days: 'working', segments } };
    isDue('2026-02-16T19:30+08:00', { kind: 'urgentHour', value: 2 }, working, '2026-02-24T10:00+08:00');
  });

  it('counts four working hours over lunch, the evening, Spring Festival and the make-up Saturday before it', () => {
    isDue('2026-02-13T17:00+08:00', { kind: 'workHour', value: 4 }, cn, '2026-02-14T11:30+08:00');
    isDue('2026-02-14T17:00+08:00', { kind: 'workHour', value: 4 }, cn, '2026-02-24T11:30+08:00');
    isDue('2026-02-24T11:00+08:00', { kind: 'workHour', value: 1 }, cn, '2026-02-24T12:00+08:00');
  });

  it('leaves the start day out of working days and ends the last one with business', () => {
    isDue('2026-02-13T09:00+08:00', { kind: 'workDay', value: 1 }, cn, '2026-02-14T18:00+08:00');
    isDue('2026-02-14T09:00+08:00', { kind: 'workDay', value: 2 }, cn, '2026-02-25T18:00+08:00');
    isDue('2026-02-18T09:00+08:00', { kind: 'workDay', value: 1 }, cn, '2026-02-24T18:00+08:00');
    const midnight: Calendar = { ...cn, workDayEnds: 'midnight' };
    isDue('2026-02-13T09:00+08:00', { kind: 'workDay', value: 1 }, midnight, '2026-02-15T00:00+08:00');
  });

  it('counts half a working day as half its working time', () => {
    isDue('2026-03-02T09:00+08:00', { kind: 'workDay', value: 0.5 }, cn, '2026-03-02T14:30+08:00');
  });

  it('keeps the time of the wall clock over natural days when New York goes to summer time and back', () => {
    isDue('2024-03-09T10:00-05:00', { kind: 'naturalDay', value: 1 }, nyc, '2024-03-10T10:00-04:00');
    isDue('2024-11-02T10:00-04:00', { kind: 'naturalDay', value: 1 }, nyc, '2024-11-03T10:00-05:00');
    // 02:30 does not exist that night: the hour that was skipped is added.
    isDue('2024-03-09T02:30-05:00', { kind: 'naturalDay', value: 1 }, nyc, '2024-03-10T03:30-04:00');
    // 01:30 comes twice: the first one is meant.
    isDue('2024-11-02T01:30-04:00', { kind: 'naturalDay', value: 1 }, nyc, '2024-11-03T01:30-04:00');
  });

  it('refuses a limit that would need the holidays of a year not published yet, and no other', () => {
    const start = at('2026-12-31T17:00+08:00');
    assert.throws(
      () => dueAt(start, { kind: 'workDay', value: 1 }, cn),
      (no) => no instanceof Refusal && no.code === 'calendar.year-not-published' && no.data.year === 2027,
    );
    assert.throws(() => dueAt(start, { kind: 'workHour', value: 4 }, cn), Refusal);
    assert.equal(dueAt(start, { kind: 'workHour', value: 1 }, cn), at('2026-12-31T18:00+08:00'));
    assert.equal(dueAt(start, { kind: 'naturalDay', value: 7 }, cn), at('2027-01-07T17:00+08:00'));
    assert.equal(dueAt(start, { kind: 'urgentHour', value: 2 }, cn), at('2026-12-31T19:00+08:00'));
  });

  it('tells what has been counted in the unit of the limit', () => {
    const start = at('2026-02-14T17:00+08:00');
    const end = at('2026-02-25T09:30+08:00');
    assert.deepEqual(elapsedOf(start, end, 'workHour', cn), { kind: 'workHour', countedMs: 10 * 3_600_000 });
    assert.deepEqual(elapsedOf(start, end, 'workDay', cn), { kind: 'workDay', days: 1 });
    assert.deepEqual(elapsedOf(start, at('2026-02-16T05:00+08:00'), 'naturalDay', cn), {
      kind: 'naturalDay',
      days: 1.5,
    });
    assert.deepEqual(elapsedOf(end, start, 'workDay', cn), { kind: 'workDay', days: 0 });
  });
});

describe('the lamp', () => {
  const start = at('2026-02-14T08:30+08:00');
  const due = dueAt(start, { kind: 'workHour', value: 10 }, cn);
  const lampAt = (now: string) => lampOf({ start, due, now: at(now), kind: 'workHour', calendar: cn });

  it('stays green over the holidays when no working time runs', () => {
    assert.equal(toIso(due), toIso(at('2026-02-24T10:30+08:00')));
    assert.equal(lampAt('2026-02-14T17:59+08:00'), 'green');
    assert.equal(lampAt('2026-02-14T18:00+08:00'), 'yellow');
    assert.equal(lampAt('2026-02-23T23:00+08:00'), 'yellow');
    assert.equal(usedShare({ start, due, now: at('2026-02-23T23:00+08:00'), kind: 'workHour', calendar: cn }), 0.8);
  });

  it('is red only after the due instant, even in the night', () => {
    assert.equal(lampOf({ start, due, now: due, kind: 'workHour', calendar: cn }), 'yellow');
    assert.equal(lampOf({ start, due, now: instant(due + 1), kind: 'workHour', calendar: cn }), 'red');
    const day = dueAt(start, { kind: 'workDay', value: 1 }, cn);
    assert.equal(lampOf({ start, due: day, now: instant(day + 1), kind: 'workDay', calendar: cn }), 'red');
  });
});

describe('texts of limits', () => {
  it('reads the four kinds and keeps the text as the city wrote it', () => {
    const cases = [
      ['2紧急工作时', { kind: 'urgentHour', value: 2 }, undefined],
      ['4工作时', { kind: 'workHour', value: 4 }, undefined],
      ['1工作日', { kind: 'workDay', value: 1 }, undefined],
      ['7自然日', { kind: 'naturalDay', value: 7 }, undefined],
      ['種植季節15個工作日', { kind: 'workDay', value: 15 }, '種植季節'],
      ['种植季节15工作日', { kind: 'workDay', value: 15 }, '种植季节'],
      ['2 緊急工作時', { kind: 'urgentHour', value: 2 }, undefined],
      ['0.5个工作日', { kind: 'workDay', value: 0.5 }, undefined],
      ['４工作小时', { kind: 'workHour', value: 4 }, undefined],
    ] as const;
    for (const [text, limit, condition] of cases) assert.deepEqual(parseLimitText(text), { text, condition, limit });
  });

  it('does not guess at a text it cannot read', () => {
    for (const text of ['', '尽快', '3天', '0工作日', '-1工作日', '工作日', '2工作', '1工作日2工作时']) {
      assert.equal(parseLimitText(text), undefined, text);
    }
  });
});
