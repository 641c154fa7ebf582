import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillWords } from '@liandong/words';
import fc from 'fast-check';
import { createJurisdictions } from '../src/index.ts';
import { collection, context, feature, square, words } from './fixtures.ts';
import { codesOf, newRoom, textOf } from './rooms.ts';

describe('an import of jurisdictions', () => {
  it('takes what is right and says of every other row why it is refused', async (t) => {
    const { room, take } = await newRoom(t);
    const report = await take(
      collection(
        feature('s1', 'd1', 'street', square(0, 0, 1)),
        feature('c', undefined, 'city', square(0, 0, 10)),
        feature('d1', 'c', 'district', square(0, 0, 5)),
        feature('d1', 'c', 'district', square(5, 0, 5)),
        feature('s2', 'nowhere', 'street'),
        feature('d2', 's1', 'district'),
        feature('v', 'c', 'village'),
        { type: 'Feature', properties: { parentCode: 'c', tier: 'street', name: 'no code' }, geometry: null },
        feature('a', 'b', 'street'),
        feature('b', 'a', 'street'),
      ),
    );
    assert.equal(report.taken, 3);
    assert.deepEqual(codesOf(report), [
      [4, 'jurisdiction.duplicate-code'],
      [5, 'jurisdiction.unknown-parent'],
      [6, 'jurisdiction.wrong-tier'],
      [7, 'jurisdiction.unknown-tier'],
      [8, 'jurisdiction.row-malformed'],
      [9, 'jurisdiction.cycle'],
      [10, 'jurisdiction.cycle'],
    ]);
    assert.equal(report.refused[0]?.refusal.data.firstRow, 3);
    assert.deepEqual(room.path('s1'), ['c', 'd1', 's1']);
  });

  it('doubles nothing when it is repeated, and takes only what changed', async (t) => {
    const { room, take } = await newRoom(t);
    const file = (name: string) =>
      collection(feature('c', undefined, 'city', square(0, 0, 1)), {
        ...feature('d', 'c', 'district'),
        properties: { code: 'd', parentCode: 'c', tier: 'district', name },
      });
    await take(file('old'));
    const again = await take(file('old'));
    assert.deepEqual([again.taken, again.changed, again.unchanged], [0, 0, 2]);
    const changed = await take(file('new'));
    assert.deepEqual([changed.taken, changed.changed, changed.unchanged], [0, 1, 1]);
    assert.equal(room.list().length, 2);
    assert.equal(room.find('d')?.name.en, 'new');
  });

  it('changes nothing when it is a dry run, and finds everything again after a restart', async (t) => {
    const { room, take, database } = await newRoom(t);
    const text = collection(feature('c', undefined, 'city', square(0, 0, 1)), feature('d', 'c', 'district'));
    assert.equal((await take(text, { dryRun: true })).taken, 2);
    assert.equal(room.list().length, 0);
    await take(text);
    const next = createJurisdictions({ database, serves: { codes: ['c'] } });
    await next.start();
    assert.deepEqual(next.list(), room.list());
  });

  it('does not move a jurisdiction to another parent, because cases carry its path', async (t) => {
    const { room, take } = await newRoom(t);
    const file = (parent: string) =>
      collection(
        feature('c', undefined, 'city'),
        feature('d1', 'c', 'district'),
        feature('d2', 'c', 'district'),
        feature('s', parent, 'street'),
      );
    await take(file('d1'));
    assert.deepEqual(codesOf(await take(file('d2'))), [[4, 'jurisdiction.parent-fixed']]);
    assert.deepEqual(room.path('s'), ['c', 'd1', 's']);
  });

  it('accepts a functional area whose parts lie in another district', async (t) => {
    const { room, take } = await newRoom(t);
    const area = feature('zone', 'c', 'district', square(0.2, 0.2, 0.2));
    const report = await take(
      collection(
        feature('c', undefined, 'city', square(0, 0, 1)),
        { ...area, properties: { ...area.properties, functional: true } },
        feature('440307001', 'zone', 'street', square(0.2, 0.2, 0.1)),
      ),
    );
    assert.deepEqual(codesOf(report), []);
    assert.equal(room.find('zone')?.functional, true);
    assert.equal(room.at(0.25, 0.25), '440307001');
  });

  it('answers for every row of any file whatever, and never breaks', async (t) => {
    const { take } = await newRoom(t);
    const code = fc.constantFrom('c', 'd', 's', '', 'x y', 7, null);
    const number = fc.oneof(fc.integer({ min: -200, max: 200 }), fc.double(), fc.constant(null));
    const anyRing = fc.array(fc.oneof(fc.tuple(number, number), fc.constantFrom([0, 0], [1, 0], [1, 1], 'x')), {
      maxLength: 6,
    });
    const geometry = fc.oneof(
      fc.record({
        type: fc.constantFrom('Polygon', 'MultiPolygon', 'Point'),
        coordinates: fc.oneof(fc.array(anyRing), fc.json()),
      }),
      fc.constantFrom(null, 3, square(0, 0, 1), square(0.2, 0.2, 1)),
    );
    const row = fc.oneof(
      fc.record({
        type: fc.constantFrom('Feature', 'feature'),
        properties: fc.oneof(
          fc.record({ code, parentCode: code, tier: fc.constantFrom('city', 'street', 'no'), name: fc.string() }),
          fc.jsonValue(),
        ),
        geometry,
      }),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (features) => {
        const report = await take(collection(...features), { dryRun: true });
        assert.equal(report.taken + report.changed + report.unchanged + report.refused.length, features.length);
        for (const { refusal } of report.refused) {
          assert.doesNotMatch(fillWords(textOf(refusal.code), refusal.data), /\{\w+\}/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes rows of a pack as they are', async (t) => {
    const { room } = await newRoom(t);
    const report = await room.importRows(context, [{ code: 'c', tier: 'city', name: words('市') }]);
    assert.equal(report.taken, 1);
    assert.equal(room.isServed('c'), true);
  });
});
