import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareHybrid, type HybridTime, maxClockDriftMs, mergeHybrid, tickHybrid } from '@liandong/laws';
import fc from 'fast-check';

const noon = 1_700_000_000_000;

describe('the hybrid clock', () => {
  it('follows the wall clock while it moves', () => {
    assert.deepEqual(tickHybrid({ wallMs: noon, count: 7 }, noon + 1), { wallMs: noon + 1, count: 0 });
  });

  it('counts on when the wall clock stands still or is set back', () => {
    assert.deepEqual(tickHybrid({ wallMs: noon, count: 7 }, noon), { wallMs: noon, count: 8 });
    assert.deepEqual(tickHybrid({ wallMs: noon, count: 7 }, noon - 86_400_000), { wallMs: noon, count: 8 });
  });

  it('puts what is done after hearing a peer behind what was heard', () => {
    const heard = { wallMs: noon + 900, count: 4 };
    const merged = mergeHybrid({ wallMs: noon, count: 2 }, heard, noon + 1);
    assert.deepEqual(merged, { wallMs: noon + 900, count: 5 });
    assert.ok(compareHybrid(merged, heard) > 0);
  });

  it('is not pulled along by a peer whose clock is too far ahead', () => {
    const wrong = { wallMs: noon + maxClockDriftMs + 1, count: 0 };
    assert.deepEqual(mergeHybrid({ wallMs: noon - 5, count: 0 }, wrong, noon), { wallMs: noon, count: 0 });
  });

  it('never goes back, whatever the wall clock and the peers say', () => {
    const step = fc.record({
      wallMs: fc.integer({ min: noon - 100_000, max: noon + 100_000 }),
      heard: fc.option(fc.record({ wallMs: fc.integer({ min: 0, max: noon + 500_000 }), count: fc.nat(50) }), {
        nil: undefined,
      }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let last: HybridTime = { wallMs: 0, count: 0 };
        for (const { wallMs, heard } of steps) {
          const next = heard === undefined ? tickHybrid(last, wallMs) : mergeHybrid(last, heard, wallMs);
          assert.ok(compareHybrid(next, last) > 0);
          last = next;
        }
      }),
    );
  });

  it('orders by milliseconds first, by count within one', () => {
    const sorted = [
      { wallMs: noon + 1, count: 0 },
      { wallMs: noon, count: 2 },
      { wallMs: noon, count: 1 },
    ].toSorted(compareHybrid);
    assert.deepEqual(
      sorted.map(({ wallMs, count }) => [wallMs - noon, count]),
      [
        [0, 1],
        [0, 2],
        [1, 0],
      ],
    );
  });
});
