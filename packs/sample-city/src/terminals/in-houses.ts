import { chanceAt } from '../chance.ts';
import { isInside } from '../city/plane.ts';
import type { Building } from '../city/types.ts';
import { alongRoads, onPavement } from './along-roads.ts';
import type { Scene } from './scene.ts';
import { type Spot, spotIn } from './spot.ts';

/** 入户: one terminal in every so many households of a street, floor by floor. */
export function* inHouseholds(scene: Scene, count: number, salt: number): Generator<Spot> {
  const homes = scene.buildings().filter(({ households }) => households > 0);
  const total = homes.reduce((sum, { households }) => sum + households, 0);
  if (total === 0) {
    yield* alongRoads(scene, { count, salt, inM: onPavement, extras: () => ({ carrierKind: 'ground' }) });
    return;
  }
  let [index, passed] = [0, 0];
  for (let nth = 0; nth < count; nth += 1) {
    const household = Math.floor(((nth + 0.5) / count) * total);
    while (passed + (homes[index]?.households ?? total) <= household) {
      passed += homes[index]?.households ?? 0;
      index += 1;
    }
    const home = homes[index];
    if (home !== undefined) yield inHousehold(scene, home, household - passed, nth + salt);
  }
}

const inHousehold = (scene: Scene, home: Building, household: number, number: number): Spot => {
  const perFloor = Math.max(1, Math.ceil(home.households / home.levels));
  const floor = Math.floor(household / perFloor) + 1;
  const flat = (household % perFloor) + 1;
  const place = `${home.address}${floor}${flat < 10 ? '0' : ''}${flat}室`;
  return inBuilding(scene, home, place, { number, heightM: 3 * (floor - 1) + 1 });
};

/** Somewhere in a building, so that a hundred terminals of one house are not all in one point. */
const inBuilding = (
  scene: Scene,
  { middle, ring, blockId }: Building,
  place: string,
  { number, heightM }: { readonly number: number; readonly heightM: number },
): Spot => {
  const block = scene.blockById(blockId);
  if (block === undefined) throw new Error(`no block ${blockId}`);
  const corner = ring[number % Math.max(1, ring.length - 1)] ?? middle;
  const share = 0.75 * chanceAt(scene.plan.seed + 61, blockId | 0, number);
  const x = middle[0] + (corner[0] - middle[0]) * share;
  const y = middle[1] + (corner[1] - middle[1]) * share;
  const at = isInside(block.ring, [x, y]) ? ([x, y] as const) : scene.within(block);
  return spotIn(scene, block, at, place, { carrierKind: 'building', heightM });
};

/** On roofs or walls, from the buildings that fit best. */
export function* onBuildings(
  scene: Scene,
  count: number,
  salt: number,
  worth: (building: Building) => number,
): Generator<Spot> {
  const buildings = scene.buildings();
  if (buildings.length === 0) {
    yield* alongRoads(scene, { count, salt, inM: onPavement, extras: () => ({ carrierKind: 'pole', heightM: 6 }) });
    return;
  }
  const { seed } = scene.plan;
  const best = buildings
    .map((building, index) => ({
      building,
      value: worth(building) + 0.8 * chanceAt(seed + salt, index, building.levels),
    }))
    .sort((a, b) => b.value - a.value);
  for (let nth = 0; nth < count; nth += 1) {
    const one = best[nth % best.length]?.building;
    if (one !== undefined) yield inBuilding(scene, one, one.address, { number: nth + salt, heightM: one.heightM });
  }
}
