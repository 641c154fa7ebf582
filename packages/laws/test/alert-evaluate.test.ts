import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AlertRule, isBelowClear, newAlertState, presentLevel } from '../src/alert/index.ts';
import { brief, type Input, pondingRule, readings, run } from './alert-rules.ts';

const told = (rule: AlertRule, ...inputs: readonly Input[]) => brief(run(rule, newAlertState(3), inputs));
const tickAt = (at: number): Input => ({ what: 'tick', at });
const beatAt = (at: number): Input => ({ what: 'heartbeat', at });

describe('one alert of one rule', () => {
  it('raises when the value reaches the level, and at the highest level it reaches', () => {
    assert.deepEqual(told(pondingRule(), ...readings([1, 9.9], [2, 10])), ['raised@2:0']);
    assert.deepEqual(told(pondingRule(), ...readings([1, 0], [2, 61])), ['raised@2:2']);
  });

  it('escalates the same alert and never lowers its level, while the present level falls', () => {
    const rule = pondingRule();
    const state = newAlertState(3);
    assert.deepEqual(brief(run(rule, state, readings([1, 12], [2, 35], [3, 12], [4, 31], [5, 70]))), [
      'raised@1:0',
      'escalated@2:1',
      'escalated@5:2',
    ]);
    run(rule, state, readings([6, 33]));
    assert.deepEqual([state.level, presentLevel(rule, state), state.peakValue], [2, 1, 70]);
    run(rule, state, readings([7, 6]));
    assert.equal(presentLevel(rule, state), 0);
  });

  it('waits until a level has held', () => {
    const rule = pondingRule({ holdMs: 10 });
    assert.deepEqual(told(rule, ...readings([1, 12], [6, 12], [11, 12])), ['raised@11:0']);
    assert.deepEqual(told(rule, ...readings([1, 12], [6, 8], [11, 12], [20, 12])), []);
    assert.deepEqual(told(rule, ...readings([1, 12]), tickAt(10), tickAt(11)), ['raised@11:0']);
    assert.deepEqual(told(rule, ...readings([1, 12], [5, 40], [30, 0])), ['raised@11:0', 'escalated@15:1']);
    assert.deepEqual(told(rule, ...readings([1, 12], [11, 8])), []);
  });

  it('clears only after the value stayed below the clear level', () => {
    const high = readings([1, 12]);
    assert.deepEqual(told(pondingRule(), ...high, ...readings([2, 4], [21, 3]), tickAt(22)), [
      'raised@1:0',
      'cleared@22:0',
    ]);
    assert.deepEqual(told(pondingRule(), ...high, ...readings([2, 4], [10, 5], [11, 4]), tickAt(30)), ['raised@1:0']);
    assert.deepEqual(told(pondingRule(), ...high, ...readings([2, 4], [22, 12])), ['raised@1:0']);
    assert.deepEqual(told(pondingRule(), ...high, ...readings([2, 4], [23, 12])), [
      'raised@1:0',
      'cleared@22:0',
      'reraised@23:0',
    ]);
  });

  it('takes up the same alert within the repeat time, with its old peak, and a new one after it', () => {
    const rule = pondingRule({ noData: undefined });
    const state = newAlertState(3);
    run(rule, state, readings([1, 70], [2, 0]));
    assert.deepEqual(brief(run(rule, state, readings([62, 12]))), ['cleared@22:2', 'reraised@62:0']);
    assert.deepEqual([state.level, state.peakLevel, state.peakValue], [0, 2, 70]);
    assert.deepEqual(brief(run(rule, state, readings([63, 0], [124, 12]))), ['cleared@83:0', 'raised@124:0']);
    assert.deepEqual([state.peakLevel, state.peakValue], [0, 12]);
  });

  it('makes nothing of a reading that is not newer than the last one', () => {
    assert.deepEqual(told(pondingRule(), ...readings([5, 0], [4, 90], [5, 90])), []);
  });

  it('takes a reading of bad quality, or no number, as a sign of life only', () => {
    const rule = pondingRule();
    const bad: Input = { what: 'reading', at: 40, value: 90, quality: 1 };
    assert.deepEqual(told(rule, ...readings([1, 0]), bad, tickAt(89)), []);
    assert.deepEqual(told(rule, ...readings([1, 0]), bad, tickAt(90)), ['noData@90']);
    assert.deepEqual(told(rule, ...readings([1, 12], [2, Number.NaN]), tickAt(40)), ['raised@1:0']);
  });

  it('works downwards for a pressure that falls', () => {
    const levels = [0.14, 0.1].map((threshold, index) => ({ ...pondingRule().levels[0], threshold, rank: index + 1 }));
    const rule = pondingRule({
      comparator: 'below',
      levels: levels as unknown as AlertRule['levels'],
      firstThreshold: 0.14,
      clearThreshold: 0.16,
    });
    const state = newAlertState(2);
    const steps = readings([1, 0.14], [2, 0.139], [3, 0.09], [4, 0.15], [5, 0.16], [26, 0.2]);
    assert.deepEqual(brief(run(rule, state, steps)), ['raised@2:0', 'escalated@3:1', 'cleared@25:1']);
    assert.equal(state.peakValue, 0.09);
  });
});

describe('silence', () => {
  it('is no data, never normal: an open alert stays open', () => {
    const rule = pondingRule();
    const state = newAlertState(3);
    assert.deepEqual(brief(run(rule, state, [...readings([1, 12], [2, 0]), tickAt(21)])), ['raised@1:0']);
    assert.equal(isBelowClear(rule, state), true);
    assert.deepEqual(brief(run(pondingRule({ clearHoldMs: 90 }), state, [tickAt(200)])), ['noData@52:0']);
    assert.equal(isBelowClear(rule, state), false);
    assert.deepEqual(brief(run(rule, state, [beatAt(300), tickAt(319), tickAt(320)])), [
      'dataBack@300:0',
      'cleared@320:0',
    ]);
  });

  it('is told once, and ended by a heartbeat', () => {
    const inputs = [...readings([1, 0]), tickAt(60), tickAt(200), beatAt(201), beatAt(240), tickAt(280), tickAt(290)];
    assert.deepEqual(told(pondingRule(), ...inputs), ['noData@51', 'dataBack@201', 'noData@290']);
  });

  it('is normal for a terminal that has never been heard, and where the rule says nothing of it', () => {
    assert.deepEqual(told(pondingRule(), tickAt(1_000)), []);
    assert.deepEqual(told(pondingRule({ noData: undefined }), ...readings([1, 0]), tickAt(1_000)), []);
  });

  it('raises from the value that comes after it, at once', () => {
    assert.deepEqual(told(pondingRule(), ...readings([1, 0], [100, 12])), [
      'noData@51',
      'dataBack@100',
      'raised@100:0',
    ]);
  });
});
