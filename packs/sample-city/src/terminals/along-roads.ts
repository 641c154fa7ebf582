import { chanceAt } from '../chance.ts';
import type { XY } from '../city/types.ts';
import { numberAt } from './road-refs.ts';
import type { Scene } from './scene.ts';
import { besideSide, type Side } from './sides.ts';
import { type Spot, type SpotExtras, spotIn } from './spot.ts';

type Along = {
  readonly count: number;
  /** Sets kinds apart that stand along the same roads. */
  readonly salt: number;
  /** Metres from the middle of the road into the block. */
  readonly inM: (side: Side) => number;
  readonly extras: (side: Side, at: XY) => SpotExtras;
  readonly onlyMain?: boolean;
};

const isMain = ({ setbackM }: Side): boolean => setbackM >= 7;

/** Evenly along the roads of a street: as dense as their number asks. */
export function* alongRoads(scene: Scene, { count, salt, inM, extras, onlyMain = false }: Along): Generator<Spot> {
  const main = onlyMain ? scene.sides.filter(isMain) : scene.sides;
  const sides = main.length > 0 ? main : scene.sides;
  const free = ({ lengthM, marginM }: Side): number => lengthM - 2 * marginM;
  const total = sides.reduce((sum, side) => sum + free(side), 0);
  if (count === 0) return;
  const { seed } = scene.plan;
  const { west, south } = scene.detail.street.cells;
  let [index, passed] = [0, 0];
  if (total === 0) throw new Error(`street ${scene.detail.street.code} has no road to put terminals along`);
  for (let nth = 0; nth < count; nth += 1) {
    const wanted = ((nth + 0.15 + 0.7 * chanceAt(seed + salt, west * 4096 + south, nth)) / count) * total;
    let side = sides[index];
    while (side !== undefined && passed + free(side) < wanted && index < sides.length - 1) {
      passed += free(side);
      index += 1;
      side = sides[index];
    }
    if (side !== undefined) yield beside(scene, side, side.marginM + wanted - passed, inM(side), extras);
  }
}

const beside = (scene: Scene, side: Side, alongM: number, inM: number, extras: Along['extras']): Spot => {
  const at =
    besideSide(side, alongM, inM) ?? besideSide(side, side.lengthM / 2, Math.min(inM, 2)) ?? scene.within(side.block);
  return spotIn(scene, side.block, at, placeAt(scene, side, at), extras(side, at));
};

/** A street and a house number beside a place. */
const placeAt = (scene: Scene, { road, inward }: Side, [x, y]: XY): string => {
  const isLeft = road.runsEast ? inward[1] > 0 : inward[0] < 0;
  return `${road.name}${numberAt(scene.plan, road, x, y, isLeft)}号`;
};

/** 杆: on the kerb, between road and pavement. */
export const onKerb = ({ setbackM }: Side): number => setbackM - 0.6;
/** 井: in the road, off its middle. */
export const inRoad = ({ setbackM }: Side): number => Math.min(1.6, 0.4 * setbackM);
/** 泊位: the lane at the kerb. */
export const atKerb = ({ setbackM }: Side): number => Math.max(1, setbackM - 1.6);
/** 箱: on the pavement. */
export const onPavement = ({ setbackM }: Side): number => setbackM + 1.2;
