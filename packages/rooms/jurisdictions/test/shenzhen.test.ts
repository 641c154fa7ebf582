import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Refusal } from '@liandong/words';
import { type JurisdictionRow, parseFunctionalAreas, toWgs84 } from '../src/index.ts';
import { context, words } from './fixtures.ts';
import { codesOf, newRoom, rowsOf } from './rooms.ts';

const root = resolve(import.meta.dirname, '../../../..');
const datasets = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data');
const skip = existsSync(resolve(datasets, 'admin/shenzhen-streets'))
  ? false
  : `no real data in ${datasets} (set LIANDONG_DATASETS)`;

const read = (file: string): string => gunzipSync(readFileSync(resolve(datasets, file))).toString('utf8');

/** Lines of a code list as rows; its names hold no comma. */
const codeRows = (name: string, tier: string, parentColumn: string): readonly JurisdictionRow[] => {
  const [header = '', ...lines] = read(`admin/china-codes/${name}.csv.gz`).trim().split('\n');
  const columns = header.split(',');
  return lines.map((line, index) => {
    const cells = line.split(',').map((cell) => cell.replaceAll('"', ''));
    const value = (column: string) => cells[columns.indexOf(column)];
    return {
      row: index + 2,
      values: { code: value('code'), name: value('name'), parentCode: value(parentColumn), tier },
    };
  });
};

const areas = () =>
  parseFunctionalAreas(
    JSON.parse(readFileSync(resolve(root, 'profiles/cn-gd-shenzhen/functional-areas.json'), 'utf8')),
  );

const streets = () =>
  rowsOf(read('admin/shenzhen-streets/shenzhen-streets.geojson.gz'), { parentName: 'district', tier: 'level' });

it('builds Shenzhen from the national code list, its functional area and street polygons without a code', {
  skip,
}, async (t) => {
  const { room } = await newRoom(t, { serves: { codes: ['4403'] } });
  await room.importRows(context, [{ code: '4403', tier: 'city', name: words('深圳') }]);
  const order = { datum: 'WGS-84', within: '4403', functionalAreas: areas() } as const;
  const steps = [
    await room.importTable(context, { ...order, rows: codeRows('cities', 'city', 'provinceCode') }),
    await room.importTable(context, { ...order, rows: codeRows('areas', 'district', 'cityCode') }),
    await room.importTable(context, { ...order, rows: codeRows('streets', 'street', 'areaCode') }),
  ];
  assert.deepEqual(
    steps.map(({ taken, changed, passedOver }) => [taken, changed, passedOver]),
    [
      [0, 1, 341],
      [9, 0, 2969],
      [79, 0, 41_273],
    ],
  );
  assert.deepEqual(steps.flatMap(codesOf), []);
  assert.deepEqual(room.path('440307009'), ['4403', '4403L1', '440307009']);
  assert.deepEqual(room.path('440307003'), ['4403', '440307', '440307003']);

  const joined = { rows: streets(), datum: 'GCJ-02', match: 'name', dissolve: true } as const;
  const first = await room.importTable(context, joined);
  assert.deepEqual([first.taken, first.changed, first.refused], [0, 74, []]);
  assert.equal(first.outlined.length, 11);
  const again = await room.importTable(context, joined);
  assert.deepEqual([again.changed, again.unchanged, again.outlined], [0, 74, []]);
  const nameAt = (lon: number, lat: number, tier?: string) => room.find(room.at(lon, lat, tier) ?? '')?.name['zh-Hans'];
  // Civic Centre of Shenzhen, WGS-84.
  assert.equal(nameAt(114.0545, 22.5455), '莲花街道');
  assert.deepEqual(room.around(114.0545, 22.5455), ['4403', '440304', '440304008']);
  assert.equal(nameAt(114.4818, 22.5966, 'district'), '大鹏新区');
  // Lok Ma Chau in Hong Kong lies south of the river: the unconverted polygons would claim it.
  assert.equal(nameAt(114.0655, 22.5137), undefined);
});

it('says by how much streets told in the wrong datum miss their place, and which datum fits', { skip }, async (t) => {
  const { room } = await newRoom(t, { serves: { codes: ['4403'] } });
  const districts = [...new Set(streets().map(({ values }) => String(values.parentName)))];
  await room.importRows(context, [
    { code: '4403', tier: 'city', name: words('深圳市') },
    ...districts.map((name) => ({ code: name, parentCode: '4403', tier: 'district', name: words(name) })),
  ]);
  const rows = rowsOf(read('admin/shenzhen-streets/shenzhen-streets.geojson.gz'), {
    code: 'osm_id',
    parentCode: 'district',
    tier: 'level',
  });
  await room.importTable(context, { rows, datum: 'GCJ-02' });
  for (const datum of ['WGS-84', 'BD-09', 'CGCS2000'] as const) {
    await assert.rejects(room.importTable(context, { rows, datum, dryRun: true }), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.equal(error.code, 'jurisdiction.datum-misfit');
      assert.equal(error.data.fits, 'GCJ-02');
      assert.ok(Number(error.data.metres) > 400 && Number(error.data.metres) < 1_500, JSON.stringify(error.data));
      t.diagnostic(JSON.stringify(error.data));
      return true;
    });
  }
});

it('turns GCJ-02 back by some hundred metres and leaves CGCS2000 as it is', () => {
  const turned = toWgs84(114.0596, 22.5429, 'GCJ-02');
  assert.ok(Math.abs(turned.lon - 114.0596) > 0.004 && Math.abs(turned.lon - 114.0596) < 0.006);
  assert.deepEqual(toWgs84(114.0596, 22.5429, 'CGCS2000'), { lon: 114.0596, lat: 22.5429 });
});
