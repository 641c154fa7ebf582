import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourMs, instant, minuteMs, secondMs } from '@liandong/words';
import { createSampleCity, createSimulator, type SampleReading, storyStart, underpassCode } from '../src/index.ts';

const city = createSampleCity();
const monday = instant(Date.UTC(2026, 2, 2, 1));
const later = (ms: number) => instant(monday + ms);
const kindOf = new Map([...city.terminals()].map((terminal) => [terminal.order.code, terminal.kind]));

const of = (readings: readonly SampleReading[], kind: string) =>
  readings.filter(({ terminalCode }) => kindOf.get(terminalCode) === kind);
const values = (readings: readonly SampleReading[], key: string) =>
  readings.map(({ values: all }) => all[key] ?? Number.NaN);
const highest = (readings: readonly SampleReading[], key: string) => Math.max(...values(readings, key));
const lowest = (readings: readonly SampleReading[], key: string) => Math.min(...values(readings, key));

describe('the living sample', () => {
  it('says the same for the same time, however the time is cut', () => {
    const simulator = createSimulator(city);
    simulator.begin('burst', later(2 * minuteMs));
    simulator.begin('lamps', later(3 * minuteMs));
    const to = later(10 * minuteMs);
    const middle = later(4 * minuteMs + 321);
    const whole = simulator.readings(monday, to);
    assert.deepEqual(
      [...simulator.readings(monday, middle), ...simulator.readings(middle, to)].map(({ at, terminalCode }) => [
        at,
        terminalCode,
      ]),
      whole.map(({ at, terminalCode }) => [at, terminalCode]),
    );
    assert.ok(whole.every(({ values: all }) => Object.values(all).every(Number.isFinite)));
    const again = createSimulator(city);
    again.begin('burst', later(2 * minuteMs));
    again.begin('lamps', later(3 * minuteMs));
    assert.deepEqual(again.readings(monday, to), whole);
  });

  it('speaks of every kind of terminal within a day, but for the one that is mute', () => {
    const simulator = createSimulator(city);
    const heard = new Set(simulator.backfill(monday, later(24 * hourMs)).map(({ terminalCode }) => terminalCode));
    const silent = [...city.terminals()].filter(({ order }) => !heard.has(order.code));
    assert.deepEqual(
      silent.map(({ isMute }) => isMute),
      [true],
    );
    assert.equal(new Set([...heard].map((code) => kindOf.get(code))).size, new Set(kindOf.values()).size);
  });

  it('is calm on an ordinary day: nothing that it says reaches a level of the rules', () => {
    const simulator = createSimulator(city);
    const day = simulator.backfill(monday, later(24 * hourMs));
    assert.equal(highest(of(day, 'ponding'), 'depthCm'), 0);
    assert.ok(highest(of(day, 'river'), 'levelM') < 2.8);
    assert.ok(lowest(of(day, 'pressure'), 'pressureMPa') > 0.17);
    assert.ok(highest(of(day, 'flow'), 'pressureDropMPa') < 0.04);
    assert.ok(highest(of(day, 'manhole'), 'tiltDeg') < 8);
    assert.ok(highest(of(day, 'counter'), 'densityPerM2') < 1.9);
    assert.ok(highest(of(day, 'noise'), 'leqDbA') < 69);
    assert.ok(highest(of(day, 'gas'), 'lelPct') < 5);
    assert.ok(highest(of(day, 'lamp'), 'missingPct') < 1);
    assert.ok(highest(of(day, 'pump'), 'shortfallPct') < 30);
  });

  it('follows day and week: lamps burn at night, water is used in the morning, squares fill in the evening', () => {
    const simulator = createSimulator(city);
    const day = simulator.backfill(monday, later(24 * hourMs));
    const hour = (at: number) => (((at / hourMs + 8) % 24) + 24) % 24;
    const mean = (readings: readonly SampleReading[], key: string, from: number, to: number) => {
      const some = values(
        readings.filter(({ at }) => hour(at) >= from && hour(at) < to),
        key,
      );
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    assert.ok(mean(of(day, 'lamp'), 'powerW', 20, 22) > 50);
    assert.ok(mean(of(day, 'lamp'), 'powerW', 11, 15) < 2);
    assert.ok(mean(of(day, 'flow'), 'flowM3PerH', 7, 9) > 1.8 * mean(of(day, 'flow'), 'flowM3PerH', 2, 4));
    assert.ok(mean(of(day, 'counter'), 'densityPerM2', 19, 21) > 3 * mean(of(day, 'counter'), 'densityPerM2', 3, 5));
    assert.ok(
      mean(of(day, 'weather'), 'temperatureCel', 13, 16) > mean(of(day, 'weather'), 'temperatureCel', 3, 6) + 2,
    );
  });

  it('floods the underpass beyond the warn level between half a minute and a minute after the start, and drains it', () => {
    const simulator = createSimulator(city);
    const start = storyStart(monday);
    simulator.begin('rain', start);
    const readings = simulator.readings(instant(start - minuteMs), instant(start + 12 * minuteMs));
    const depths = readings.filter(({ terminalCode }) => terminalCode === underpassCode);
    const reached = depths.find(({ values: all }) => (all.depthCm ?? 0) >= 20);
    assert.ok(reached !== undefined && reached.at > monday + 30 * secondMs && reached.at < monday + minuteMs);
    assert.ok(highest(depths, 'depthCm') > 30);
    assert.equal(depths.at(-1)?.values.depthCm, 0);
    const others = of(readings, 'ponding').filter(({ terminalCode }) => terminalCode !== underpassCode);
    assert.ok(highest(others, 'depthCm') < 15);
  });

  it('lets the river rise after rain over the hills, later downstream than upstream', () => {
    const simulator = createSimulator(city);
    simulator.begin('hills', monday);
    const readings = simulator.readings(monday, later(4 * hourMs));
    assert.ok(highest(of(readings, 'rain'), 'intensityMmPerH') > 30);
    const river = Map.groupBy(of(readings, 'river'), ({ terminalCode }) => terminalCode);
    const peaks = [...river].map(([code, some]) => {
      const highestOne = some.reduce((a, b) => ((b.values.levelM ?? 0) > (a.values.levelM ?? 0) ? b : a));
      return { code, at: highestOne.at, levelM: highestOne.values.levelM ?? 0 };
    });
    assert.ok(
      peaks.every(({ levelM }) => levelM > 2.6 && levelM < 5),
      JSON.stringify(peaks),
    );
    const times = peaks.map(({ at }) => at).sort((a, b) => a - b);
    assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 10 * minuteMs, JSON.stringify(peaks));
  });

  it('loses pressure near a burst main within a minute, less farther away, until the valves are closed', () => {
    const simulator = createSimulator(city);
    const burst = simulator.begin('burst', monday);
    const early = of(simulator.readings(later(minuteMs), later(3 * minuteMs)), 'pressure');
    const atBreak = early.filter(({ terminalCode }) => terminalCode === burst.at);
    assert.ok(highest(atBreak, 'pressureMPa') < 0.2);
    const before = of(createSimulator(city).readings(later(minuteMs), later(3 * minuteMs)), 'pressure');
    const dropped = before.filter((one) => {
      const after = early.find(({ terminalCode, at }) => terminalCode === one.terminalCode && at === one.at);
      return (one.values.pressureMPa ?? 0) - (after?.values.pressureMPa ?? 0) > 0.05;
    });
    assert.ok(new Set(dropped.map(({ terminalCode }) => terminalCode)).size >= 2);
    const closed = of(simulator.readings(later(40 * minuteMs), later(42 * minuteMs)), 'pressure');
    assert.ok(values(closed, 'pressureMPa').filter((value) => value < 0.14).length <= 6);
  });

  it('hears at once of an opened manhole and of dark lamps', () => {
    const simulator = createSimulator(city);
    const manhole = simulator.begin('manhole', monday);
    simulator.begin('lamps', monday);
    const first = simulator.readings(monday, later(5 * secondMs));
    assert.ok(first.some(({ terminalCode, values: all }) => terminalCode === manhole.at && (all.tiltDeg ?? 0) > 45));
    const dark = of(first, 'lamp').filter(({ values: all }) => all.missingPct === 100);
    assert.ok(dark.length >= 3, String(dark.length));
    const after = simulator.readings(manhole.until, instant(manhole.until + 2 * minuteMs));
    const back = after.filter(({ terminalCode }) => terminalCode === manhole.at);
    assert.ok(back.length > 0 && highest(back, 'tiltDeg') < 8);
  });

  it('fills the square after a match beyond the first level, and empties it again', () => {
    const simulator = createSimulator(city);
    const crowd = simulator.begin('crowd', monday);
    const during = of(simulator.readings(monday, later(40 * minuteMs)), 'counter');
    assert.ok(
      highest(
        during.filter(({ terminalCode }) => terminalCode === crowd.at),
        'densityPerM2',
      ) > 3,
    );
    const after = of(simulator.readings(later(100 * minuteMs), later(110 * minuteMs)), 'counter');
    assert.ok(highest(after, 'densityPerM2') < 2);
  });

  it('refuses what it does not know', () => {
    assert.throws(() => createSimulator(city).begin('rain', monday, 'XL-SW-0001'));
    assert.throws(() => createSimulator(city).begin('earthquake', monday));
  });
});
