import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areaOf } from '../src/city/plane.ts';
import type { Ring } from '../src/city/types.ts';
import { city, details, gapsOf, median } from './city-support.ts';

const assertTiles = (name: string, whole: Ring, parts: readonly Ring[]): void => {
  assert.deepEqual(gapsOf(whole, parts), [], name);
  const [area, sum] = [areaOf(whole), parts.reduce((all, ring) => all + areaOf(ring), 0)];
  assert.ok(
    parts.every((ring) => areaOf(ring) > 0),
    name,
  );
  assert.ok(Math.abs(area - sum) < 1e-6 * area, `${name}: ${area} m², its parts ${sum} m²`);
};

describe('the grids of the generated city', () => {
  it('cover each community with unit grids, without hole or overlap', () => {
    for (const { communities } of details)
      for (const { code, ring, unitGrids } of communities)
        assertTiles(
          code,
          ring,
          unitGrids.map((grid) => grid.ring),
        );
  });

  it('cover each community with service grids, without hole or overlap', () => {
    for (const { communities } of details)
      for (const { code, ring, serviceGrids } of communities)
        assertTiles(
          code,
          ring,
          serviceGrids.map((grid) => grid.ring),
        );
  });

  it('cover each street with communities, each district with streets, the city with districts', () => {
    for (const { street, communities } of details)
      assertTiles(
        street.code,
        street.ring,
        communities.map(({ ring }) => ring),
      );
    for (const { code, ring } of city.districts)
      assertTiles(
        code,
        ring,
        city.streets.filter(({ districtCode }) => districtCode === code).map((street) => street.ring),
      );
    assertTiles(
      city.code,
      city.ring,
      city.districts.map(({ ring }) => ring),
    );
  });

  it('have unit grids of about 10 000 m²', () => {
    const areas = details.flatMap(({ communities }) =>
      communities.flatMap(({ unitGrids }) => unitGrids.map(({ ring }) => areaOf(ring))),
    );
    assert.ok(median(areas) > 8_000 && median(areas) < 12_000, String(median(areas)));
  });

  it('have service grids of about 200 households where people live', () => {
    const households = details.flatMap(({ communities }) =>
      communities.flatMap(({ serviceGrids }) => serviceGrids.map((grid) => grid.households)),
    );
    const inhabited = households.filter((count) => count > 60);
    assert.ok(median(inhabited) >= 150 && median(inhabited) <= 250, String(median(inhabited)));
    assert.ok(inhabited.filter((count) => count > 400).length < inhabited.length / 50);
  });

  it('are each in one block at most', () => {
    for (const { blocks, communities } of details) {
      const units = blocks.flatMap(({ unitGridCodes }) => unitGridCodes);
      assert.equal(new Set(units).size, units.length);
      const known = new Set(communities.flatMap(({ unitGrids }) => unitGrids.map(({ code }) => code)));
      assert.deepEqual(
        units.filter((code) => !known.has(code)),
        [],
      );
      assert.ok(blocks.every(({ ring, setbacksM }) => setbacksM.length === ring.length - 1));
    }
  });

  it('count the households of their blocks', () => {
    for (const { blocks, communities } of details) {
      const homes = new Map<string, number>();
      for (const { serviceGridCode: code, households } of blocks) homes.set(code, (homes.get(code) ?? 0) + households);
      for (const { code, households } of communities.flatMap(({ serviceGrids }) => serviceGrids))
        assert.equal(homes.get(code) ?? 0, households, code);
    }
  });

  it('give a street some thirty thousand people, and the hills few', () => {
    const people = details.map(({ communities }) => communities.reduce((sum, { population }) => sum + population, 0));
    const mean = people.reduce((sum, count) => sum + count, 0) / people.length;
    assert.ok(mean > 20_000 && mean < 40_000, String(mean));
    const hills = details.findIndex(({ street }) => street.character === 'hills');
    assert.ok((people[hills] ?? 0) < mean / 2);
  });
});
