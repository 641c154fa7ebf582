import type { GroundFeature } from '@liandong/laws';
import { makeName } from '../city/name-maker.ts';
import type { CityPlan, XY } from '../city/types.ts';
import { named, point } from './draw.ts';

const peakStepM = 400;
/** No two named peaks are nearer than this. */
const apartM = 2_600;

/** Named peaks, the highest first. */
export const peaks = function* ({
  seed,
  bounds: [west, south, east, north],
  terrain,
}: CityPlan): Generator<GroundFeature> {
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
