import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { testDatabase } from '@liandong/platform/testing';
import { createJurisdictions, jurisdictionsMigrations, toWgs84 } from '../src/index.ts';
import { context, tiers, words } from './fixtures.ts';

const root = resolve(import.meta.dirname, '../../../..');
const datasets = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data');
const file = resolve(datasets, 'admin/shenzhen-streets/shenzhen-streets.geojson.gz');
const skip = existsSync(file) ? false : `no real data at ${file} (set LIANDONG_DATASETS)`;

it('takes the 74 streets of Shenzhen from GCJ-02 and finds real places in them', { skip }, async (t) => {
  const database = await testDatabase(t, [jurisdictionsMigrations]);
  const room = createJurisdictions({ database, serves: { codes: ['4403'] } });
  await room.defineTiers(context, tiers);
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const { features }: { features: { properties: { district: string } }[] } = JSON.parse(text);
  const districts = [...new Set(features.map(({ properties }) => properties.district))];
  await room.importRows(context, [
    { code: '4403', tier: 'city', name: words('深圳市') },
    ...districts.map((name) => ({
      code: name,
      parentCode: '4403',
      tier: 'district',
      name: words(name),
      functional: name.endsWith('新区'),
    })),
  ]);
  const order = {
    format: 'geojson',
    datum: 'GCJ-02',
    text,
    columns: { code: 'osm_id', parentCode: 'district', tier: 'level', name: 'name' },
  } as const;
  const report = await room.importFile(context, order);
  assert.deepEqual(report.refused, []);
  assert.equal(report.taken, 74);
  assert.equal((await room.importFile(context, order)).unchanged, 74);
  const streetAt = (lon: number, lat: number) => room.find(room.at(lon, lat) ?? '')?.name['zh-Hans'];
  // Civic Centre of Shenzhen, WGS-84.
  assert.equal(streetAt(114.0545, 22.5455), '莲花街道');
  assert.deepEqual(room.around(114.0545, 22.5455).slice(0, 2), ['4403', '福田区']);
  // Lok Ma Chau in Hong Kong lies south of the river: the unconverted polygons would claim it.
  assert.equal(streetAt(114.0655, 22.5137), undefined);
  assert.equal(room.find(room.at(114.0545, 22.5455) ?? '')?.ground?.sourceDatum, 'GCJ-02');
});

it('turns GCJ-02 back by some hundred metres and leaves CGCS2000 as it is', () => {
  const turned = toWgs84(114.0596, 22.5429, 'GCJ-02');
  assert.ok(Math.abs(turned.lon - 114.0596) > 0.004 && Math.abs(turned.lon - 114.0596) < 0.006);
  assert.deepEqual(toWgs84(114.0596, 22.5429, 'CGCS2000'), { lon: 114.0596, lat: 22.5429 });
});
