import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createSampleCity } from '../src/index.ts';

const city = createSampleCity();
const count = (things: Iterable<unknown>): number => {
  let found = 0;
  for (const _ of things) found += 1;
  return found;
};

describe('the sample city', () => {
  it('is the same city every time, another one from another seed', () => {
    const again = createSampleCity();
    assert.deepEqual([...again.jurisdictions()], [...city.jurisdictions()]);
    assert.deepEqual([...again.terminals()], [...city.terminals()]);
    assert.deepEqual([...again.assets()], [...city.assets()]);
    assert.notDeepEqual([...createSampleCity({ seed: 8 }).terminals()], [...city.terminals()]);
  });

  it('has the twelve streets of three districts and of a functional area, with communities and service grids', () => {
    const tiers = Map.groupBy(city.jurisdictions(), ({ tier }) => tier);
    assert.deepEqual(
      ['city', 'district', 'street'].map((tier) => tiers.get(tier)?.length),
      [1, 4, 12],
    );
    assert.ok((tiers.get('community')?.length ?? 0) > 90);
    assert.ok((tiers.get('grid')?.length ?? 0) > 400);
    assert.deepEqual(
      tiers
        .get('district')
        ?.filter(({ functional }) => functional)
        .map(({ code }) => code),
      ['990191'],
    );
    assert.ok(count(city.unitGrids()) > 4_000);
  });

  const root = resolve(import.meta.dirname, '../../..');
  const file = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data', 'admin/china-codes');
  const skip = existsSync(file) ? false : `no real data at ${file} (set LIANDONG_DATASETS)`;
  it('bears no name and no code of a real place', { skip }, () => {
    const real = ['streets', 'areas', 'cities']
      .map((name) => gunzipSync(readFileSync(resolve(file, `${name}.csv.gz`))).toString('utf8'))
      .join('\n');
    const metropolis = createSampleCity({ size: 10_000_000 }).plan;
    const places = [...metropolis.districts, ...metropolis.streets, { code: city.plan.code, name: city.name }];
    for (const { name, code } of places) {
      const bare = name['zh-Hans'].replace(/(街道|市|区)$/, '');
      assert.doesNotMatch(real, new RegExp(`"?${bare}(街道|镇|乡|区|县|市)`), bare);
      assert.doesNotMatch(real, new RegExp(`(^|[",])${code}[",]`, 'm'), code);
    }
  });

  it('has a first view on its middle', () => {
    const { lon, lat, zoom } = city.centre;
    assert.ok(
      lon > 145.9 && lon < 146.1 && lat > 28 && lat < 28.1 && zoom > 11 && zoom < 14,
      JSON.stringify(city.centre),
    );
  });
});
