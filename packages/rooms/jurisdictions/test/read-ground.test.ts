import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { datums, fillWords, Refusal } from '@liandong/words';
import fc from 'fast-check';
import { dissolve, findCrossing } from '../src/geometry/index.ts';
import { readGround } from '../src/import/read-ground.ts';
import { ring } from './fixtures.ts';
import { textOf } from './rooms.ts';

const number = fc.oneof(
  fc.integer({ min: -200, max: 200 }),
  fc.double(),
  fc.constantFrom(null, '113', Number.NaN, Number.POSITIVE_INFINITY),
);
const position = fc.oneof(
  fc.tuple(fc.double({ min: 113, max: 115 }), fc.double({ min: 22, max: 24 })),
  fc.tuple(number, number, number),
  fc.jsonValue(),
);
const closed = fc.array(position, { maxLength: 9 }).map((list) => [...list, ...list.slice(0, 1)]);
const rings = fc.array(fc.oneof(closed, fc.array(position, { maxLength: 6 })), { maxLength: 3 });
const triangle = fc
  .array(fc.tuple(fc.double({ min: 113, max: 115, noNaN: true }), fc.double({ min: 22, max: 24, noNaN: true })), {
    minLength: 3,
    maxLength: 3,
  })
  .map((corners) => ({ type: 'Polygon', coordinates: [[...corners, ...corners.slice(0, 1)]] }));
const geometry = fc.oneof(
  triangle,
  fc.record({ type: fc.constant('Polygon'), coordinates: rings }),
  fc.record({ type: fc.constant('MultiPolygon'), coordinates: fc.array(rings, { maxLength: 3 }) }),
  fc.record({ type: fc.constantFrom('Polygon', 'Point', 'GeometryCollection'), coordinates: fc.jsonValue() }),
  fc.jsonValue(),
);

describe('reading a geometry', () => {
  it('gives sound ground or a refusal with its reason, whatever comes', () => {
    let sound = 0;
    fc.assert(
      fc.property(geometry, fc.constantFrom(...datums), (shape, datum) => {
        try {
          const ground = readGround(shape, datum, undefined);
          sound += 1;
          assert.equal(findCrossing(ground.shape), undefined);
          assert.ok(ground.bbox.every(Number.isFinite));
          dissolve([ground.shape]);
        } catch (cause) {
          assert.ok(cause instanceof Refusal, String(cause));
          assert.doesNotMatch(fillWords(textOf(cause.code), cause.data), /\{\w+\}/);
        }
      }),
      { numRuns: 2_000 },
    );
    assert.ok(sound > 0, 'some of them are in order');
  });

  it('names the place where a boundary crosses itself', () => {
    const bow = { type: 'Polygon', coordinates: [ring([114, 22], [114.2, 22.2], [114.2, 22], [114, 22.2])] };
    assert.throws(
      () => readGround(bow, 'WGS-84', undefined),
      (cause) =>
        cause instanceof Refusal &&
        cause.code === 'jurisdiction.boundary-crosses' &&
        cause.data.lon === 114.1 &&
        cause.data.lat === 22.1,
    );
  });
});
