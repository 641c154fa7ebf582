import type { GroundFeature } from '@liandong/laws';
import { makeName } from '../city/name-maker.ts';
import { layered } from '../city/noise.ts';
import { isInside } from '../city/plane.ts';
import type { CityPlan, Ring, XY } from '../city/types.ts';
import { areasAbove, type Field, type Frame } from './contour.ts';
import { area, named, point } from './draw.ts';

/** Woods on the hills and fields below them, outside of the city; peaks; what covers the land as seen from afar. */
export const hills = function* (plan: CityPlan): Generator<GroundFeature> {
  const { bounds, terrain } = plan;
  const stepM = Math.max(90, (bounds[2] - bounds[0]) / 300);
  const outside = outsideOf(plan.ring, stepM);
  const woods: Field = (x, y) => {
    const above = terrain.heightM(x, y) - woodFromM;
    return above <= 0 ? above : Math.min(above, outside(x, y));
  };
  const fields: Field = (x, y) => {
    const heightM = terrain.heightM(x, y);
    const below = Math.min(woodFromM - 4 - heightM, heightM - 2);
    if (below <= 0) return below;
    const patch = 40 * (layered(plan.seed + 71, x / 900, y / 900, 3) + 0.12);
    return patch <= 0 ? patch : Math.min(below, patch, outside(x, y));
  };
  for (const { ring, holes } of areasAbove(woods, bounds, stepM, 40_000)) {
    yield area('landuse', 7, { kind: 'wood', sort_rank: 20 }, ring, holes);
    yield area('landcover', 0, { kind: 'forest' }, ring);
  }
  for (const { ring, holes } of areasAbove(fields, bounds, stepM, 40_000)) {
    yield area('landuse', 10, { kind: 'farmland', sort_rank: 15 }, ring, holes);
  }
  yield area('landcover', 0, { kind: 'urban_area' }, plan.ring);
  yield* peaks(plan);
};

const woodFromM = 34;

/** Metres outside of a ring, as far as it matters to a field sampled every `stepM`; below 0 inside. */
const outsideOf = (ring: Ring, stepM: number): Field => {
  const [west, south, east, north] = boxOf(ring);
  return (x, y) => {
    if (x < west - stepM || x > east + stepM || y < south - stepM || y > north + stepM) return stepM;
    const distance = Math.min(stepM, distanceTo(ring, x, y));
    return isInside(ring, [x, y]) ? -distance : distance;
  };
};

const boxOf = (ring: Ring): Frame =>
  ring.reduce<Frame>(
    ([west, south, east, north], [x, y]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );

const distanceTo = (ring: Ring, x: number, y: number): number => {
  let least = Infinity;
  let [ax, ay] = ring[0] ?? [0, 0];
  for (const [bx, by] of ring) {
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    const [offX, offY] = [ax + share * dx - x, ay + share * dy - y];
    least = Math.min(least, offX * offX + offY * offY);
    [ax, ay] = [bx, by];
  }
  return Math.sqrt(least);
};

const peakStepM = 400;
/** No two named peaks are nearer than this. */
const apartM = 2_600;

const peaks = function* ({ seed, bounds: [west, south, east, north], terrain }: CityPlan): Generator<GroundFeature> {
  const found: { readonly at: XY; readonly heightM: number }[] = [];
  for (let y = south + peakStepM; y < north; y += peakStepM) {
    for (let x = west + peakStepM; x < east; x += peakStepM) {
      const heightM = terrain.heightM(x, y);
      if (heightM > 90) found.push({ at: climb(terrain, [x, y]), heightM });
    }
  }
  found.sort((a, b) => b.heightM - a.heightM);
  const named_: XY[] = [];
  for (const { at } of found) {
    if (named_.length >= 24) return;
    if (named_.some(([x, y]) => Math.hypot(x - at[0], y - at[1]) < apartM)) continue;
    const elevation = Math.round(terrain.heightM(...at));
    yield point('pois', 12, { kind: 'peak', elevation, ...named(makeName(seed, 'hill', 700 + named_.length)) }, at);
    named_.push(at);
  }
};

/** Uphill by ever smaller steps. */
const climb = ({ heightM }: CityPlan['terrain'], from: XY): XY => {
  let at = from;
  for (let stepM = peakStepM / 2; stepM > 10; stepM /= 2) {
    const [x, y] = at;
    for (const [dx, dy] of [
      [stepM, 0],
      [-stepM, 0],
      [0, stepM],
      [0, -stepM],
    ] as const) {
      if (heightM(x + dx, y + dy) > heightM(...at)) at = [x + dx, y + dy];
    }
  }
  return at;
};
