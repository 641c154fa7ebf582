import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  areaOf,
  contains,
  dissolve,
  findCrossing,
  type MultiPolygon,
  metresOutside,
  shareOutside,
} from '../src/geometry/index.ts';
import { ring } from './fixtures.ts';

const step = 0.01;
const cell = (x: number, y: number): MultiPolygon => [
  [
    ring(
      [x * step, y * step],
      [(x + 1) * step, y * step],
      [(x + 1) * step, (y + 1) * step],
      [x * step, (y + 1) * step],
    ),
  ],
];

describe('the union of grounds', () => {
  it('covers what its parts cover and nothing else, whatever their pattern', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.uniqueArray(place, { minLength: 1, maxLength: 30, selector: String }), (places) => {
        const parts = places.map(([x, y]) => cell(x, y));
        const whole = dissolve(parts);
        assert.ok(whole);
        assert.equal(findCrossing(whole), undefined);
        assert.ok(Math.abs(areaOf(whole) / (places.length * step * step) - 1) < 1e-6);
        for (let x = 0; x < 6; x += 1) {
          for (let y = 0; y < 6; y += 1) {
            const isPart = places.some(([px, py]) => px === x && py === y);
            assert.equal(contains(whole, (x + 0.4) * step, (y + 0.6) * step), isPart);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('joins a border that was drawn twice with other corners, and forgets slivers', () => {
    // 0.00001° are about a metre.
    const west: MultiPolygon = [[ring([0, 0], [0.01, 0], [0.010004, 0.004], [0.01, 0.01], [0, 0.01])]];
    const east: MultiPolygon = [[ring([0.01001, 0], [0.02, 0], [0.02, 0.01], [0.01001, 0.01], [0.010002, 0.007])]];
    const whole = dissolve([west, east]);
    assert.equal(whole?.length, 1);
    assert.equal(whole?.[0]?.length, 1);
    assert.ok(contains(whole ?? [], 0.010006, 0.0095));
  });

  it('keeps a hole that belongs to nobody', () => {
    const around = [0, 1, 2]
      .flatMap((x) => [0, 1, 2].map((y) => [x, y] as const))
      .filter(([x, y]) => x !== 1 || y !== 1);
    assert.deepEqual(
      dissolve(around.map(([x, y]) => cell(x, y)))?.map((polygon) => polygon.length),
      [2],
    );
  });
});

it('measures how far ground reaches out of its parent', () => {
  const shape: MultiPolygon = [[ring([0.005, 0], [0.015, 0], [0.015, 0.01], [0.005, 0.01])]];
  assert.ok(Math.abs(metresOutside(shape, cell(0, 0)) - 556.6) < 5);
  assert.ok(Math.abs(shareOutside(shape, cell(0, 0)) - 0.5) < 0.01);
});
