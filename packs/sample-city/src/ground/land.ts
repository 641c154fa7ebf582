import type { GroundFeature } from '@liandong/laws';
import { makeName } from '../city/name-maker.ts';
import { middleOf } from '../city/plane.ts';
import type { CityPlan, Ring, XY } from '../city/types.ts';
import { words } from '../names.ts';
import { area, line, named, point } from './draw.ts';

/** The coast goes on like this far beyond the city, in metres, so that no usual zoom shows where the map ends. */
const beyondM = 160_000;

/** Land, sea, river and islands, and what they are called. */
export const landAndWater = function* (plan: CityPlan): Generator<GroundFeature> {
  const coast = longCoast(plan);
  const [along, out] = shoreDirections(plan.coast);
  const far = (at: XY, sign: 1 | -1): XY => [at[0] + out[0] * sign * beyondM, at[1] + out[1] * sign * beyondM];
  const [west, east] = [coast[0] ?? origin, coast.at(-1) ?? origin];
  yield area('earth', 0, { kind: 'earth' }, closed([...coast, far(east, -1), far(west, -1)]));
  yield area(
    'water',
    0,
    { kind: 'ocean', sort_rank: 200 },
    closed([...coast.toReversed(), far(west, 1), far(east, 1)]),
    plan.islands,
  );
  for (const ring of plan.islands) yield area('earth', 0, { kind: 'earth' }, ring);
  for (const ring of plan.river) yield area('water', 8, { kind: 'water', kind_detail: 'river', sort_rank: 200 }, ring);
  yield line('water', 9, { kind: 'river', ...named(riverName) }, plan.riverLine);
  yield* labels(plan, along, out);
};

const origin: XY = [0, 0];
const riverName = words('栖澜江', '棲瀾江', 'Qilan River');
const bayName = words('望汐湾', '望汐灣', 'Wangxi Bay');
const seaName = words('汐澜海', '汐瀾海', 'Xilan Sea');

const labels = function* (plan: CityPlan, along: XY, out: XY): Generator<GroundFeature> {
  const mouth = plan.riverLine.at(-1) ?? origin;
  const [width, height] = [plan.bounds[2] - plan.bounds[0], plan.bounds[3] - plan.bounds[1]];
  const shift = (outM: number, alongM: number): XY => [
    mouth[0] + out[0] * outM + along[0] * alongM,
    mouth[1] + out[1] * outM + along[1] * alongM,
  ];
  yield point('water', 11, { kind: 'bay', ...named(bayName) }, shift(height * 0.09, width * 0.04));
  yield point('water', 7, { kind: 'sea', ...named(seaName) }, shift(height * 0.3, -width * 0.1));
  for (const [index, ring] of plan.islands.entries()) {
    yield point('earth', 11, { kind: 'island', ...named(makeName(plan.seed, 'island', index)) }, middleOf(ring));
  }
};

/** Unit vectors along the coast, and from the land out to the sea. */
export const shoreDirections = (coast: readonly XY[]): readonly [along: XY, out: XY] => {
  const [first, last] = [coast[0] ?? origin, coast.at(-1) ?? origin];
  const length = Math.hypot(last[0] - first[0], last[1] - first[1]) || 1;
  const along: XY = [(last[0] - first[0]) / length, (last[1] - first[1]) / length];
  return [along, [along[1], -along[0]]];
};

const longCoast = ({ coast }: CityPlan): readonly XY[] => {
  const [along, out] = shoreDirections(coast);
  const run = (from: XY, sign: 1 | -1): readonly XY[] =>
    Array.from({ length: beyondM / 2_000 }, (_, index): XY => {
      const m = (index + 1) * 2_000;
      const off = Math.min(1, m / 20_000) * (2_600 * Math.sin(m / 7_300) + 900 * Math.sin(m / 2_900));
      return [from[0] + along[0] * sign * m + out[0] * off, from[1] + along[1] * sign * m + out[1] * off];
    });
  const [first, last] = [coast[0] ?? origin, coast.at(-1) ?? origin];
  return [...run(first, -1).toReversed(), ...coast, ...run(last, 1)];
};

const closed = (points: readonly XY[]): Ring => [...points, ...points.slice(0, 1)];
