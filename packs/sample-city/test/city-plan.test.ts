import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createCityPlan } from '../src/city/create-plan.ts';
import { detailOf } from '../src/city/detail-of.ts';
import { isInside } from '../src/city/plane.ts';
import { sampleJurisdictions } from '../src/jurisdictions.ts';
import { city, details, fingerprint } from './city-support.ts';

const oldStreets = [1, 2, 3].flatMap((district) => [1, 2, 3].map((street) => `99010${district + 1}00${street}`));

describe('the plan of the generated city', () => {
  it('is the same city for the same seed, in whatever order its streets are asked for', () => {
    const again = createCityPlan({ seed: 7, size: 600 });
    const backwards = again.streets.toReversed().map((street) => detailOf(again, street));
    assert.deepEqual(fingerprint(again, backwards), fingerprint(city, details));
  });

  it('is another city for another seed, in every layer', () => {
    const other = createCityPlan({ seed: 8, size: 600 });
    const [mine, theirs] = [
      fingerprint(city, details),
      fingerprint(
        other,
        other.streets.map((street) => detailOf(other, street)),
      ),
    ];
    for (const layer of Object.keys(mine)) assert.notEqual(mine[layer], theirs[layer], layer);
  });

  it('is one street, twelve streets or hundreds, by one number', () => {
    const counts = [1, 49, 50, 600, 100_000, 1_000_000, 10_000_000].map(
      (size) => createCityPlan({ seed: 7, size }).streets.length,
    );
    assert.deepEqual(counts, [1, 1, 12, 12, 12, 54, 239]);
    const small = createCityPlan({ seed: 7, size: 1 });
    assert.deepEqual(
      small.streets.map(({ code }) => code),
      ['990102001'],
    );
    assert.deepEqual(
      small.districts.map(({ code }) => code),
      ['990102'],
    );
  });

  it('keeps the nine old streets in their districts, at every size of a city', () => {
    for (const size of [600, 1_000_000, 10_000_000]) {
      const plan = createCityPlan({ seed: 7, size });
      for (const code of oldStreets)
        assert.equal(plan.streets.find((street) => street.code === code)?.districtCode, code.slice(0, 6), code);
    }
  });

  it('has one functional area, whose streets carry the code of another district', () => {
    const [area, ...more] = city.districts.filter(({ functional }) => functional);
    assert.ok(area !== undefined && more.length === 0);
    const streets = city.streets.filter(({ districtCode }) => districtCode === area.code);
    assert.ok(streets.length >= 3);
    for (const { code } of streets) assert.ok(code.startsWith('990104') && !code.startsWith(area.code), code);
  });

  it('puts each block and underpass in its street, and homes on dry land', () => {
    for (const { street, blocks, underpasses } of details) {
      for (const { middle } of [...blocks, ...underpasses]) assert.ok(isInside(street.ring, middle));
      const homes = blocks.filter(({ households }) => households > 0);
      assert.ok(homes.every(({ middle }) => !city.terrain.isWater(...middle)));
    }
  });

  it('has a dry station, a low coast, and a river that is below the sea’s level to its mouth', () => {
    for (const { at } of city.stations) assert.equal(city.terrain.isWater(...at), false);
    assert.ok(city.terrain.heightM(...(city.coast[Math.floor(city.coast.length / 2)] ?? [0, 0])) < 3);
    for (const point of city.riverLine.slice(0, -4)) assert.ok(city.terrain.heightM(...point) < 0);
  });

  it('plans a metropolis in seconds and details single streets of it', () => {
    const started = performance.now();
    const plan = createCityPlan({ seed: 7, size: 10_000_000 });
    const planMs = performance.now() - started;
    assert.ok(planMs < 5000, `${planMs} ms`);
    for (const index of [0, 57, 120, 238]) {
      const street = plan.streets[index];
      assert.ok(street !== undefined && detailOf(plan, street).communities.length >= 4);
    }
  });
});

describe('names and codes of the generated city', () => {
  const plan = createCityPlan({ seed: 7, size: 10_000_000 });
  const named = [...plan.districts, ...plan.streets];

  it('gives no name and no code twice', () => {
    assert.equal(new Set(named.map(({ name }) => name['zh-Hans'])).size, named.length);
    assert.equal(new Set(named.map(({ code }) => code)).size, named.length);
    const orders = [...sampleJurisdictions(city)];
    assert.equal(new Set(orders.map(({ code }) => code)).size, orders.length);
    const parents = new Set(orders.map(({ code }) => code));
    for (const { parentCode, tier } of orders)
      assert.equal(tier === 'city', parentCode === undefined || !parents.has(parentCode));
    const communities = orders.filter(({ tier }) => tier === 'community');
    assert.equal(new Set(communities.map(({ name }) => name['zh-Hans'])).size, communities.length);
  });

  it('writes every name in both scripts and in English', () => {
    for (const { name } of [...named, ...sampleJurisdictions(city)]) {
      assert.match(name['zh-Hans'], /^[\u4e00-\u9fff\d]+$/);
      assert.equal(name['zh-Hans'].length, name['zh-Hant'].length);
      assert.match(name.en, /^[A-Z][a-z]+( [A-Za-z0-9-]+)+$/);
    }
  });

  const root = resolve(import.meta.dirname, '../../..');
  const file = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data', 'admin/china-codes');
  const skip = existsSync(file) ? false : `no real data at ${file} (set LIANDONG_DATASETS)`;
  it('bears no name and no code of a real place, even as a metropolis', { skip }, () => {
    const real = ['streets', 'areas', 'cities']
      .map((name) => gunzipSync(readFileSync(resolve(file, `${name}.csv.gz`))).toString('utf8'))
      .join('\n');
    const bareNames = new Set(
      [...real.matchAll(/"([^"]+?)(?:街道办事处|街道|镇|乡|区|县|市)?"/g)].map(([, name]) => name),
    );
    const codes = new Set([...real.matchAll(/(?:^|[",])(\d{4,9})(?=[",])/gm)].map(([, code]) => code));
    assert.ok(bareNames.size > 20_000 && codes.size > 40_000);
    for (const { name, code } of named) {
      const bare = name['zh-Hans'].replace(/(街道|市|区)$/, '');
      assert.ok(!bareNames.has(bare), bare);
      assert.ok(!codes.has(code), code);
    }
  });
});
