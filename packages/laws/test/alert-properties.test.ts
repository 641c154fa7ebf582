import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AlertState, type AlertTransition, newAlertState } from '../src/alert/index.ts';
import { brief, type Input, pondingRule, run } from './alert-rules.ts';
import { walk } from './alert-walk.ts';

const anyRule = fc
  .record({
    holdMs: fc.constantFrom(0, 1, 5, 10),
    clearHoldMs: fc.constantFrom(0, 1, 8, 20),
    minRepeatMs: fc.constantFrom(0, 15, 40),
    silence: fc.constantFrom(undefined, 7, 30),
  })
  .map(({ silence, ...times }) =>
    pondingRule({
      ...times,
      noData: silence === undefined ? undefined : { afterMs: silence, name: pondingRule().name },
    }),
  );

const anyInput: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('reading' as const),
      at: fc.integer({ min: 0, max: 150 }),
      value: fc.constantFrom(0, 4, 5, 9, 10, 12, 30, 45, 60, 90),
      quality: fc.constantFrom(0, 0, 0, 0, 1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('heartbeat' as const), at: fc.integer({ min: 0, max: 150 }) }),
  },
);
const anyHistory = fc.array(anyInput, { maxLength: 40 });
const inOrder = (inputs: readonly Input[]): readonly Input[] => [...inputs].sort((a, b) => a.at - b.at);
const end: Input = { what: 'tick', at: 400 };

describe('the rule evaluator over random histories', () => {
  it('tells the same as a plain walk through every instant', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, (rule, history) => {
        const inputs = oneAnInstant(inOrder(history));
        assert.deepEqual(brief(run(rule, newAlertState(3), [...inputs, end])), walk(rule, inputs, end.at));
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells the same whenever the clock ticks in between', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, fc.array(fc.integer({ min: 0, max: 400 })), (rule, history, ticks) => {
        const inputs = inOrder(history);
        const ticked = [...inputs, ...ticks.map((at): Input => ({ what: 'tick', at }))].sort(
          (a, b) => a.at - b.at || Number(a.what === 'tick') - Number(b.what === 'tick'),
        );
        const plain = run(rule, newAlertState(3), [...inputs, end]);
        assert.deepEqual(run(rule, newAlertState(3), [...ticked, end]), plain);
      }),
      { numRuns: 1_000 },
    );
  });

  it('goes on from a written state as if it had never stopped', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, fc.nat(40), (rule, history, cut) => {
        const whole = newAlertState(3);
        const expected = run(rule, whole, history);
        const first = newAlertState(3);
        const before = run(rule, first, history.slice(0, cut));
        const later: AlertState = JSON.parse(JSON.stringify(first));
        const after = run(rule, later, history.slice(cut));
        assert.deepEqual([...before, ...after], expected);
        assert.deepEqual(later, whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it('changes nothing for readings that come out of order', () => {
    fc.assert(
      fc.property(
        anyRule,
        anyHistory,
        fc.array(fc.tuple(fc.nat(40), fc.nat(60), fc.nat(90))),
        (rule, history, late) => {
          const inputs = inOrder(history);
          const expected = run(rule, newAlertState(3), [...inputs, end]);
          const disturbed = inputs.flatMap((input, index): readonly Input[] => {
            if (input.what !== 'reading' || (input.quality ?? 0) !== 0) return [input];
            const strays = late.filter(([place]) => place === index);
            return [
              input,
              ...strays.map(([, back, value]): Input => ({ what: 'reading', at: input.at - back, value })),
            ];
          });
          assert.deepEqual(run(rule, newAlertState(3), [...disturbed, end]), expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('raises one alert for a value that swings around the threshold', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(9.9, 10, 10.1, 6, 5)), (values) => {
        const rule = pondingRule({ noData: undefined });
        const swing = [10, ...values].map((value, index): Input => ({ what: 'reading', at: 1 + index * 7, value }));
        assert.deepEqual(brief(run(rule, newAlertState(3), [...swing, { what: 'tick', at: 5_000 }])), ['raised@1:0']);
      }),
    );
  });

  it('opens, rises and clears in turn, and lets no peak fall while the alert lives', () => {
    fc.assert(
      fc.property(anyRule, anyHistory, (rule, history) => {
        checkLife(run(rule, newAlertState(3), [...inOrder(history), end]));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** At most one input an instant, so that no order within an instant has to be agreed. */
const oneAnInstant = (inputs: readonly Input[]): readonly Input[] =>
  inputs.filter((input, index) => input.at !== inputs[index - 1]?.at);

const checkLife = (transitions: readonly AlertTransition[]): void => {
  let level: number | undefined;
  let peak = Number.NEGATIVE_INFINITY;
  let at = Number.NEGATIVE_INFINITY;
  let unknown = false;
  for (const step of transitions) {
    assert.ok(step.at >= at, 'in the order of time');
    at = step.at;
    if (step.kind === 'raised') peak = Number.NEGATIVE_INFINITY;
    if (step.kind === 'raised' || step.kind === 'reraised') assert.equal(level, undefined);
    if (step.kind === 'escalated') assert.ok(level !== undefined && step.level !== undefined && step.level > level);
    if (step.kind === 'noData' || step.kind === 'dataBack') {
      assert.equal(unknown, step.kind === 'dataBack');
      unknown = !unknown;
      assert.equal(step.level, level);
    } else assert.equal(unknown, false, 'nothing is told of an object that is unknown');
    if (step.peakValue !== undefined) {
      assert.ok(step.peakValue >= peak);
      peak = step.peakValue;
    }
    level = step.kind === 'cleared' ? undefined : step.level;
  }
};
