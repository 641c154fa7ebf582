import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '@liandong/words';
import fc from 'fast-check';
import { parseFunctionalAreas } from '../src/index.ts';
import { context, square, words } from './fixtures.ts';
import { codesOf, newRoom } from './rooms.ts';

const order = (code: string, parentCode: string, tier: string, name: string, aliases: readonly string[] = []) => ({
  code,
  parentCode,
  tier,
  name: words(name),
  aliases,
});

const city = { code: 'c', tier: 'city', name: words('City') };
const twins = [
  city,
  order('d1', 'c', 'district', 'East', ['Sunrise']),
  order('d2', 'c', 'district', 'West'),
  order('s1', 'd1', 'street', 'Market'),
  order('s2', 'd2', 'street', 'Market'),
  order('s3', 'd2', 'street', 'Mill', ['Old Mill']),
];

const named = (row: number, name: string, parentName?: string, geometry: unknown = square(row, 0, 1)) => ({
  row,
  values: { name, ...(parentName === undefined ? {} : { parentName }) },
  geometry,
});

describe('a file with names and without codes', () => {
  it('finds each jurisdiction by name or alias within its named parent, and gives it the ground', async (t) => {
    const { room } = await newRoom(t);
    await room.importRows(context, twins);
    const report = await room.importTable(context, {
      datum: 'WGS-84',
      match: 'name',
      rows: [
        named(1, 'Market', 'Sunrise'),
        named(2, 'Market', 'West'),
        named(3, 'Old Mill', 'City'),
        named(4, 'Market'),
        named(5, 'Market', 'North'),
        named(6, 'Mill', 'West'),
        { row: 7, values: {} },
      ],
    });
    assert.deepEqual([report.taken, report.changed], [0, 3]);
    assert.deepEqual(codesOf(report), [
      [4, 'jurisdiction.name-ambiguous'],
      [5, 'jurisdiction.name-unknown'],
      [6, 'jurisdiction.duplicate-code'],
      [7, 'jurisdiction.row-malformed'],
    ]);
    assert.equal(report.refused[0]?.refusal.data.codes, 's1, s2');
    assert.deepEqual([room.at(1.5, 0.5), room.at(2.5, 0.5), room.at(3.5, 0.5)], ['s1', 's2', 's3']);
    assert.equal(room.find('s3')?.name.en, 'Mill');
  });

  it('shows aliases, keeps them when a file says nothing of them, and reads several from one cell', async (t) => {
    const { room } = await newRoom(t);
    await room.importRows(context, twins);
    await room.importRows(context, [{ code: 'd1', parentCode: 'c', tier: 'district', name: words('East') }]);
    const d1 = room.find('d1');
    assert.ok(d1);
    assert.deepEqual(room.view(d1).aliases, ['Sunrise']);
    const values = { code: 'd1', parentCode: 'c', tier: 'district', name: 'East', aliases: 'Sunrise、Dawn; Dawn' };
    const report = await room.importTable(context, { datum: 'WGS-84', rows: [{ row: 1, values }] });
    assert.equal(report.changed, 1);
    assert.deepEqual(room.find('d1')?.aliases, ['Sunrise', 'Dawn']);
  });
});

describe('the outline of a district', () => {
  it('is the union of its streets, follows them, and gives way to one that somebody drew', async (t) => {
    const { room } = await newRoom(t);
    await room.importRows(context, twins);
    const give = (x: number, dissolve: boolean) =>
      room.importTable(context, {
        datum: 'WGS-84',
        match: 'name',
        dissolve,
        rows: [named(1, 'Market', 'West', square(0, 0, 1)), named(2, 'Mill', 'West', square(x, 0, 1))],
      });
    assert.deepEqual((await give(1, true)).outlined, ['d2', 'c']);
    assert.deepEqual(room.find('d2')?.ground?.bbox, [0, 0, 2, 1]);
    assert.equal(room.find('d2')?.ground?.shape[0]?.length, 1);
    assert.equal(room.at(1.5, 0.5, 'city'), 'c');
    assert.deepEqual((await give(5, false)).outlined, ['d2', 'c']);
    assert.equal(room.find('d2')?.ground?.shape.length, 2);
    const drawn = { ...order('d2', 'c', 'district', 'West'), geometry: square(0, 0, 9) };
    assert.equal((await room.importRows(context, [drawn])).changed, 1);
    assert.deepEqual((await give(1, true)).outlined, []);
    assert.deepEqual(room.find('d2')?.ground?.bbox, [0, 0, 9, 9]);
    assert.deepEqual(room.find('c')?.ground?.bbox, [0, 0, 9, 9]);
  });
});

describe('a code list', () => {
  const rows = [
    ['99', '', 'city', 'Country'],
    ['9901', '99', 'city', 'Our city'],
    ['9902', '99', 'city', 'Their city'],
    ['990101', '9901', 'district', 'East'],
    ['990201', '9902', 'district', 'Elsewhere'],
    ['990101001', '990101', 'street', 'Harbour'],
    ['990101002', '990101', 'street', 'Bay'],
  ].map(([code, parentCode, tier, name], index) => ({ row: index + 2, values: { code, parentCode, tier, name } }));
  const areas = parseFunctionalAreas({
    areas: [
      {
        code: '9901L1',
        parentCode: '9901',
        tier: 'district',
        name: words('Bay Area'),
        aliases: ['The Bay'],
        parts: ['990101002'],
      },
    ],
  });

  it('brings only what lies below the city, whose code may be filled with zeros, and its functional areas', async (t) => {
    const { room } = await newRoom(t);
    await room.importRows(context, [{ ...city, code: '990100' }]);
    const list = { datum: 'WGS-84', rows, within: '990100', functionalAreas: areas } as const;
    const report = await room.importTable(context, list);
    assert.deepEqual([report.taken, report.changed, report.passedOver], [3, 1, 3]);
    assert.equal(room.find('990100')?.name.en, 'Our city');
    assert.deepEqual(room.path('990101002'), ['990100', '9901L1', '990101002']);
    assert.deepEqual(room.path('990101001'), ['990100', '990101', '990101001']);
    assert.equal(room.find('9901L1')?.functional, true);
    const again = await room.importTable(context, list);
    assert.deepEqual([again.taken, again.changed, again.unchanged, again.changes.length], [0, 0, 4, 0]);
  });

  it('puts nothing where the importer may not', async (t) => {
    const { room } = await newRoom(t);
    await room.importRows(context, twins);
    const values = (code: string, parentCode: string) => ({ code, parentCode, tier: 'street', name: code });
    const report = await room.importTable(context, {
      datum: 'WGS-84',
      rows: [
        { row: 1, values: values('s8', 'd1') },
        { row: 2, values: values('s9', 'd2') },
      ],
      may: (path) => path.includes('d2'),
    });
    assert.equal(report.taken, 1);
    assert.deepEqual(codesOf(report), [[1, 'jurisdiction.not-yours']]);
  });
});

it('refuses a profile of functional areas that is none, whatever it holds', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ areas: fc.jsonValue() })), (file) => {
      try {
        parseFunctionalAreas(file);
      } catch (cause) {
        assert.ok(cause instanceof Refusal && cause.code === 'jurisdiction.malformed');
      }
    }),
  );
});
