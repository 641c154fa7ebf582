import type { GroundFeature } from '@liandong/laws';
import { edgeNumber } from '../city/lattice.ts';
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
  const { shore, river, middle } = splitAtMouth(plan, coast);
  const [along, out] = shoreDirections(plan.coast);
  const far = (at: XY, sign: 1 | -1): XY => [at[0] + out[0] * sign * beyondM, at[1] + out[1] * sign * beyondM];
  const [west, east] = [coast[0] ?? origin, coast.at(-1) ?? origin];
  yield area('earth', 0, { kind: 'earth' }, closed([...coast, far(east, -1), far(west, -1)]));
  const ocean = closed([...shore.toReversed(), far(west, 1), far(east, 1)]);
  yield area('water', 0, { kind: 'ocean', sort_rank: 200 }, ocean, plan.islands);
  for (const ring of plan.islands) yield area('earth', 0, { kind: 'earth' }, ring);
  for (const ring of river) yield area('water', 8, { kind: 'water', kind_detail: 'river', sort_rank: 200 }, ring);
  yield line('water', 9, { kind: 'river', ...named(riverName) }, middle);
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
  yield point('water', 11, { kind: 'bay', ...named(bayName) }, shift(height * 0.06, width * 0.015));
  yield point('water', 7, { kind: 'sea', ...named(seaName) }, shift(height * 0.34, width * 0.12));
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

type Waters = { readonly shore: readonly XY[]; readonly river: readonly Ring[]; readonly middle: readonly XY[] };

/** The sea reaches up the river to its first bridge, so that the seam of the two waters lies below a road. */
const splitAtMouth = (plan: CityPlan, coast: readonly XY[]): Waters => {
  const row = firstBridge(plan);
  const ring = plan.river[0]?.slice(0, -1) ?? [];
  // The ring goes up the eastern bank from out at sea, and down the western one.
  const east = cutBank(plan, coast, ring.slice(0, ring.length / 2), 1, row);
  const west = cutBank(plan, coast, ring.slice(ring.length / 2).toReversed(), -1, row);
  if (east === undefined || west === undefined) return { shore: coast, river: plan.river, middle: plan.riverLine };
  const seam = plan.lattice.point(0, row);
  const mouth = [...west.tidal, seam, ...east.tidal.toReversed()];
  return {
    shore: [...coast.slice(0, west.mouth), ...mouth, ...coast.slice(east.mouth + 1)],
    river: [closed([...east.inland, ...west.inland.toReversed(), seam])],
    middle: plan.riverLine.slice(0, indexOf(plan.riverLine, seam) + 1),
  };
};

type Bank = { readonly mouth: number; readonly tidal: readonly XY[]; readonly inland: readonly XY[] };

/** A bank from the sea inland, cut at a row of the lattice, and which point of the coast it begins at. */
const cutBank = (
  { lattice }: CityPlan,
  coast: readonly XY[],
  bank: readonly XY[],
  column: 1 | -1,
  row: number,
): Bank | undefined => {
  const start = lattice.point(column, 0);
  const mouth = indexOf(coast, start);
  const [from, to] = [indexOf(bank, start), indexOf(bank, lattice.point(column, row))];
  if (mouth < 0 || from < 0 || to < from) return undefined;
  return { mouth, tidal: bank.slice(from, to + 1), inland: bank.slice(to) };
};

/** The row of the lattice where the first bridge crosses the river; the coast itself when it is far inland. */
const firstBridge = ({ mainEdges }: CityPlan): number => {
  for (let row = 1; row < 12; row += 1) if (mainEdges.get(edgeNumber(0, row, 0))?.bridge === true) return row;
  return 0;
};

const indexOf = (line: readonly XY[], at: XY): number =>
  line.findIndex(([x, y]) => Math.hypot(x - at[0], y - at[1]) < 1);

const closed = (points: readonly XY[]): Ring => [...points, ...points.slice(0, 1)];
