import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildingsOf } from '../src/buildings/buildings-of.ts';
import { createCityPlan } from '../src/city/create-plan.ts';
import { detailOf } from '../src/city/detail-of.ts';
import { areaOf, isInside } from '../src/city/plane.ts';
import type { Block, Building, XY } from '../src/city/types.ts';
import { handMadePlan, handMadeStreet } from './hand-made-street.ts';

const buildings = buildingsOf(handMadePlan, handMadeStreet);
const blocks = new Map(handMadeStreet.blocks.map((block) => [block.id, block]));
const byBlock = Map.groupBy(buildings, ({ blockId }) => blockId);

const sides = (ring: readonly XY[]): readonly (readonly [XY, XY])[] =>
  ring.slice(1).map((to, index) => [ring[index] ?? to, to]);

const turn = (a: XY, b: XY, c: XY): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const cross = ([a, b]: readonly [XY, XY], [c, d]: readonly [XY, XY]): boolean =>
  turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;

const meet = (one: readonly XY[], two: readonly XY[]): boolean =>
  sides(one).some((side) => sides(two).some((other) => cross(side, other)));

const first = (ring: readonly XY[]): XY => ring[0] ?? [0, 0];
const overlap = (one: Building, two: Building): boolean =>
  meet(one.ring, two.ring) || isInside(one.ring, first(two.ring)) || isInside(two.ring, first(one.ring));

const leaves = (building: Building, block: Block): boolean =>
  meet(building.ring, block.ring) || !building.ring.every((corner) => isInside(block.ring, corner));

const assertApart = (group: readonly Building[]): void => {
  for (const [index, one] of group.entries()) {
    for (const two of group.slice(index + 1)) assert.ok(!overlap(one, two), `${one.address} and ${two.address}`);
  }
};

describe('the buildings of a street', () => {
  it('are the same every time', () => {
    assert.deepEqual(buildingsOf(handMadePlan, handMadeStreet), buildings);
    assert.ok(buildings.length > 1_500);
  });

  it('stand inside their block', () => {
    for (const building of buildings) {
      const block = blocks.get(building.blockId);
      assert.ok(block !== undefined && !leaves(building, block), building.address);
    }
  });

  it('do not overlap', () => {
    for (const group of byBlock.values()) assertApart(group);
  });

  it('keep off the railway', () => {
    const rail = handMadePlan.railways[0]?.line ?? [];
    assert.ok(buildings.every(({ ring }) => !meet(ring, rail)));
  });

  it('have outlines that run counter-clockwise, and heights that fit their floors', () => {
    for (const { ring, levels, heightM, use } of buildings) {
      assert.deepEqual(ring.at(-1), ring[0]);
      assert.ok(areaOf(ring) > 20, use);
      assert.ok(levels >= 1 && heightM / levels >= 2.5 && heightM / levels <= 13, `${use}: ${levels}, ${heightM} m`);
    }
  });

  it('house every household of their block', () => {
    for (const [id, group] of byBlock) {
      const housed = group.reduce((sum, { households }) => sum + households, 0);
      assert.equal(housed, blocks.get(id)?.households);
    }
  });

  it('have each an address of its own, odd numbers on the left of the road and even ones on the right', () => {
    assert.equal(new Set(buildings.map(({ address }) => address)).size, buildings.length);
    // Road 8 runs from west to east between the rows of blocks 7 and 8.
    const beside = buildings.filter(({ address }) => /^画8路\d+号$/.test(address));
    assert.ok(beside.length > 10);
    for (const { address, blockId } of beside) {
      const isNorth = blockId >= 1_000 + 8 * 12;
      assert.equal(Number(/路(\d+)号/.exec(address)?.[1]) % 2, isNorth ? 1 : 0, address);
    }
  });

  it('are tallest in the middle of the city', () => {
    const offices = buildings.filter(({ use }) => use === 'office');
    const [x, y] = handMadeStreet.street.middle;
    const mean = (near: boolean): number => {
      const heights = offices
        .filter(({ middle }) => Math.hypot(middle[0] - x, middle[1] - y) < 500 === near)
        .map(({ heightM }) => heightM);
      return heights.reduce((sum, heightM) => sum + heightM, 0) / heights.length;
    };
    assert.ok(mean(true) > 1.3 * mean(false));
  });
});

describe('the buildings of the generated city', () => {
  const plan = createCityPlan({ seed: 7, size: 100_000 });
  for (const character of ['core', 'harbour', 'hills'] as const) {
    const street = plan.streets.find((one) => one.character === character);
    if (street === undefined) throw new Error(`no street is like ${character}`);
    const detail = detailOf(plan, street);
    const own = buildingsOf(plan, detail);

    it(`stand inside their blocks, apart from each other and on dry land (${character})`, () => {
      const around = new Map(detail.blocks.map((block) => [block.id, block]));
      for (const [id, group] of Map.groupBy(own, ({ blockId }) => blockId)) {
        const block = around.get(id);
        assert.ok(block !== undefined && group.every((building) => !leaves(building, block)), String(id));
        assertApart(group);
      }
      for (const { ring, address } of own) assert.ok(!ring.some(([x, y]) => plan.terrain.isWater(x, y)), address);
    });

    it(`keep off the roads (${character})`, () => {
      for (const { line } of detail.roads.filter(({ tunnel }) => !tunnel)) {
        const box = boxOf(line);
        const near = own.filter(({ ring }) => touches(box, boxOf(ring)));
        for (const { ring, address } of near) assert.ok(!meet(ring, line), address);
      }
    });
  }
});

type Box = readonly [west: number, south: number, east: number, north: number];

const boxOf = (line: readonly XY[]): Box => [
  Math.min(...line.map(([x]) => x)),
  Math.min(...line.map(([, y]) => y)),
  Math.max(...line.map(([x]) => x)),
  Math.max(...line.map(([, y]) => y)),
];

const touches = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
