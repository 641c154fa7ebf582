import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { areaOf, fromLonLat, isInside, middleOf } from '../src/city/plane.ts';
import type { Ring } from '../src/city/types.ts';
import { createSampleCity } from '../src/index.ts';
import { responsibilitiesOf } from '../src/people/duties.ts';
import { organisationsFor } from '../src/people/organisations.ts';
import { staffOf } from '../src/people/staff.ts';

const city = createSampleCity();
const assets = [...city.assets()];
const nodes = ['city', 'district', 'street'] as const;
const kinds: { kinds: readonly { code: string }[] } = JSON.parse(
  readFileSync(new URL('../../../profiles/cn-national/asset-kinds.json', import.meta.url), 'utf8'),
);

/** Outer rings in metres. */
const ringsOf = (geometry: unknown): readonly Ring[] => {
  if (geometry === undefined) return [];
  const { type, coordinates } = geometry as { type: string; coordinates: number[][][] | number[][][][] };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as number[][][][];
  return polygons.map(([outer = []]) => outer.map(([lon = 0, lat = 0]) => fromLonLat({ lon, lat })));
};

describe('the assets of the sample city', () => {
  it('are generated, have one code each, a keeper and a known kind; every kind is there', () => {
    assert.equal(new Set(assets.map(({ code }) => code)).size, assets.length);
    const known = new Set(kinds.kinds.map(({ code }) => code));
    for (const { kind, generated, manager, department, code } of assets) {
      assert.ok(known.has(kind), kind);
      assert.ok(generated && manager !== undefined && department !== undefined, code);
    }
    assert.deepEqual(new Set(assets.map(({ kind }) => kind)), known);
  });

  it('are told for one district or one street, too', () => {
    const codesOf = (within: string) => [...city.assets(within)].map(({ code }) => code);
    assert.ok(codesOf('990102001').length > 30);
    assert.ok(codesOf('990102').length > codesOf('990102001').length && codesOf('990102').length < assets.length);
    assert.deepEqual(
      codesOf('990102001'),
      assets.map(({ code }) => code).filter((code) => code.includes('-990102001-')),
    );
  });

  it('shelter a part of the people of each street', () => {
    const byCode = new Map(assets.map((asset) => [asset.code, asset]));
    const shelters = assets.filter(({ kind }) => kind === 'shelter');
    assert.ok(shelters.length >= 24);
    for (const { capacity = 0, areaM2 = 0, name } of shelters) assert.ok(capacity >= 10 && capacity <= areaM2, name);
    const places = shelters.reduce((sum, { capacity = 0 }) => sum + capacity, 0);
    assert.ok(places > 20_000 && places < 150_000, String(places));
    assert.equal(byCode.size, assets.length);
  });

  it('have outlines that run the right way round and lie in the street that the code tells', () => {
    const streets = new Map(city.plan.streets.map(({ code, ring }) => [code, ring]));
    for (const { geometry, kind, code, lon, lat } of assets) {
      const street = streets.get(code.split('-')[2] ?? '') ?? [];
      assert.ok(isInside(street, fromLonLat({ lon, lat })), code);
      const rings = ringsOf(geometry);
      assert.equal(rings.length > 0, kind !== 'station', code);
      for (const ring of rings) {
        assert.ok(areaOf(ring) > 20, code);
        assert.ok(isInside(street, middleOf(ring)), code);
      }
    }
  });
});

describe('the people of the sample city', () => {
  it('have units in every district and street, parents first, each key once', () => {
    for (const node of nodes) {
      const seen = new Set<string>();
      for (const { key, parentKey } of organisationsFor(city.plan, node)) {
        assert.ok(parentKey === undefined || seen.has(parentKey), `${key} comes before ${parentKey}`);
        assert.ok(!seen.has(key), key);
        seen.add(key);
      }
    }
    const known = new Set(organisationsFor(city.plan, 'city').map(({ key }) => key));
    for (const { crewKey } of city.terminals()) assert.ok(crewKey === undefined || known.has(crewKey), crewKey);
    for (const { jurisdictionCode, organisationKey } of responsibilitiesOf(city.plan, 'city', ['noise']))
      assert.ok(known.has(organisationKey), jurisdictionCode);
    assert.equal(responsibilitiesOf(city.plan, 'city', ['noise']).length, city.plan.districts.length);
  });

  it('hold posts of their own node, and crews have a leader', () => {
    for (const node of nodes) {
      const { posts, users } = staffOf(city.plan, node);
      const own = new Set(organisationsFor(city.plan, node).flatMap((unit) => (unit.node === node ? [unit.key] : [])));
      for (const { organisationKey } of posts) assert.ok(own.has(organisationKey), organisationKey);
      const keys = new Set(posts.map(({ key }) => key));
      assert.equal(keys.size, posts.length);
      assert.equal(new Set(users.map(({ loginName }) => loginName)).size, users.length);
      for (const { postKeys } of users) assert.ok(postKeys.every((key) => keys.has(key)));
    }
  });

  it('keeps the three administrators apart at every node', () => {
    for (const node of nodes) {
      const { posts, users } = staffOf(city.plan, node);
      const rightsOf = (login: string) => {
        const keys = users.find(({ loginName }) => loginName === login)?.postKeys ?? [];
        return posts.filter(({ key }) => keys.includes(key)).flatMap(({ rights }) => rights);
      };
      for (const { loginName, demonstration } of users) {
        const held = ['system.manage', 'people.manage', 'audit.read'].filter((right) =>
          rightsOf(loginName).some((own) => own === right),
        );
        assert.ok(held.length <= 1, loginName);
        assert.equal(demonstration, true);
      }
      assert.ok(!rightsOf(`${node}-check`).includes('case.handle'));
      for (const right of [
        'data.import',
        'map.manage',
        'asset.manage',
        'jurisdiction.manage',
        'terminal.manage',
      ] as const)
        assert.ok(rightsOf(`${node}-system`).includes(right), right);
      assert.ok(rightsOf(`${node}-security`).includes('data.import'));
      assert.equal(rightsOf(`${node}-leader`).includes('map.manage'), node === 'city');
    }
  });

  it('are fewer where the city is small', () => {
    const { plan } = createSampleCity({ size: 30 });
    for (const node of nodes) {
      const codes = new Set([
        plan.code,
        ...plan.districts.map(({ code }) => code),
        ...plan.streets.map(({ code }) => code),
      ]);
      for (const { jurisdictionCode } of staffOf(plan, node).posts) assert.ok(codes.has(jurisdictionCode));
    }
  });
});
