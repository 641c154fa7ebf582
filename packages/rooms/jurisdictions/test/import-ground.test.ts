import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Datum } from '@liandong/words';
import { collection, feature, ring, square } from './fixtures.ts';
import { codesOf, newRoom } from './rooms.ts';

describe('the ground of an imported jurisdiction', () => {
  it('refuses boundaries that do not close, cross themselves or have a hole outside, by name', async (t) => {
    const { take } = await newRoom(t);
    const polygon = (...rings: readonly unknown[]) => ({ type: 'Polygon', coordinates: rings });
    const outer = ring([0, 0], [4, 0], [4, 4], [0, 4]);
    const report = await take(
      collection(
        feature(
          'open',
          undefined,
          'city',
          polygon([
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0.000001],
          ]),
        ),
        feature('bow', undefined, 'city', polygon(ring([0, 0], [1, 1], [1, 0], [0, 1]))),
        feature('spike', undefined, 'city', polygon(ring([0, 0], [1, 0], [1, 1], [3, 1], [1, 1], [0, 1]))),
        feature('flat', undefined, 'city', polygon(ring([0, 0], [1, 1]))),
        feature('hole', undefined, 'city', polygon(outer, ring([6, 6], [7, 6], [7, 7]))),
        feature('cut', undefined, 'city', polygon(outer, ring([3, 1], [5, 1], [5, 2], [3, 2]))),
        feature('line', undefined, 'city', { type: 'LineString', coordinates: outer }),
        feature('text', undefined, 'city', { type: 'Polygon', coordinates: 'x' }),
      ),
    );
    assert.equal(report.taken, 0);
    assert.deepEqual(
      report.refused.map(({ key, refusal }) => `${key} ${refusal.code.slice('jurisdiction.'.length)}`),
      [
        'open ring-not-closed',
        'bow boundary-crosses',
        'spike boundary-crosses',
        'flat ring-too-short',
        'hole hole-outside',
        'cut boundary-crosses',
        'line geometry-kind',
        'text row-malformed',
      ],
    );
  });

  it('tells a wrong datum, degrees out of range and swapped axes apart', async (t) => {
    const { take } = await newRoom(t);
    const newYork = square(-74, 40.7, 0.1);
    const codes = async (geometry: unknown, datum: Datum) =>
      codesOf(await take(collection(feature('x', undefined, 'city', geometry)), { datum, dryRun: true }));
    assert.deepEqual(await codes(newYork, 'GCJ-02'), [[1, 'jurisdiction.datum-not-here']]);
    assert.deepEqual(await codes(square(126.9, 37.5, 0.1), 'GCJ-02'), [[1, 'jurisdiction.datum-not-here']]);
    assert.deepEqual(await codes(square(126.9, 37.5, 0.1), 'CGCS2000'), [[1, 'jurisdiction.datum-not-here']]);
    assert.deepEqual(await codes(square(22.5, 114.1, 0.1), 'WGS-84'), [[1, 'jurisdiction.axes-swapped']]);
    assert.deepEqual(await codes(square(22.5, 114.1, 0.1), 'GCJ-02'), [[1, 'jurisdiction.axes-swapped']]);
    assert.deepEqual(await codes(square(40.7, -74, 0.1), 'WGS-84'), [[1, 'jurisdiction.axes-swapped']]);
    assert.deepEqual(await codes(square(500_000, 2_500_000, 10), 'WGS-84'), [
      [1, 'jurisdiction.coordinates-out-of-range'],
    ]);
    assert.deepEqual(await codes(newYork, 'WGS-84'), []);
    await take(collection(feature('c', undefined, 'city', square(2, 48, 1))));
    const swappedChild = await take(collection(feature('d', 'c', 'district', square(48.2, 2.2, 0.1))));
    assert.deepEqual(codesOf(swappedChild), [[1, 'jurisdiction.axes-swapped']]);
  });

  it('refuses the second of two siblings that overlap, and tolerates slivers', async (t) => {
    const { take } = await newRoom(t);
    const report = await take(
      collection(
        feature('c', undefined, 'city'),
        feature('west', 'c', 'district', square(0, 0, 1)),
        feature('east', 'c', 'district', square(0.999, 0, 1)),
        feature('over', 'c', 'district', square(0.5, 0.5, 0.4)),
      ),
    );
    assert.deepEqual(codesOf(report), [[4, 'jurisdiction.overlap']]);
  });

  it('lets two siblings exchange ground in one file', async (t) => {
    const { room, take } = await newRoom(t);
    const file = (a: number, b: number) =>
      collection(
        feature('c', undefined, 'city'),
        feature('a', 'c', 'district', square(a, 0, 1)),
        feature('b', 'c', 'district', square(b, 0, 1)),
      );
    await take(file(0, 1));
    assert.equal((await take(file(1, 0))).changed, 2);
    assert.equal(room.at(0.5, 0.5), 'b');
  });

  it('keeps the old ground of a refused row in the way of the others', async (t) => {
    const { room, take } = await newRoom(t);
    const city = feature('c', undefined, 'city');
    await take(
      collection(city, feature('a', 'c', 'district', square(0, 0, 1)), feature('b', 'c', 'district', square(1, 0, 1))),
    );
    const broken = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      ],
    };
    const report = await take(
      collection(feature('a', 'c', 'district', square(1, 0, 1)), feature('b', 'c', 'district', broken)),
    );
    assert.deepEqual(codesOf(report), [
      [1, 'jurisdiction.overlap'],
      [2, 'jurisdiction.ring-not-closed'],
    ]);
    assert.equal(room.at(0.5, 0.5), 'a');
  });
});
