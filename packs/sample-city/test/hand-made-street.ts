import { createCityPlan } from '../src/city/create-plan.ts';
import {
  type Block,
  type BlockUse,
  blockUses,
  type CityPlan,
  type Road,
  type StreetDetail,
  type XY,
} from '../src/city/types.ts';

// A small street drawn by hand, so that buildings can be tested by themselves: twelve by ten blocks, warped, with
// every use among them.

const same = (text: string) => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });
const columns = 12;
const rows = 10;

const corner = (i: number, j: number): XY => [
  4_000 + i * 210 + 40 * Math.sin(j * 0.9) + (i % 3 === 0 ? 12 : 0),
  3_000 + j * 170 + 55 * Math.sin(i * 0.7) + i * 9,
];

const street = {
  code: '990109001',
  name: same('试画街道'),
  districtCode: '990109',
  ring: ring([corner(0, 0), corner(columns, 0), corner(columns, rows), corner(0, rows)]),
  middle: corner(6, 5),
  character: 'core' as const,
  cells: { west: 0, south: 0, east: columns, north: rows },
};

function ring(corners: readonly XY[]): readonly XY[] {
  return [...corners, ...corners.slice(0, 1)];
}

const blockAt = (i: number, j: number): Block => {
  const id = j * columns + i;
  const corners = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
  // Some blocks have lost a corner to a bend, so that they are not convex.
  const bent = id % 7 === 3 ? [...corners.slice(0, 3), middleOf(corners, 0.35), ...corners.slice(3)] : corners;
  const use: BlockUse =
    id < 60
      ? (blockUses[id % blockUses.length] ?? 'residential')
      : ((['residential', 'village', 'office'] as const)[id % 3] ?? 'residential');
  return {
    id: 1_000 + id,
    ring: ring(bent),
    setbacksM: bent === corners ? halfWidths(i, j) : halfWidths(i, j).toSpliced(2, 1, 0, 0),
    middle: middleOf(corners, 0.5),
    use,
    name: same(`第${id}块`),
    communityCode: '990109001001',
    serviceGridCode: '990109001001001',
    unitGridCodes: [],
    households: use === 'residential' ? 80 + ((id * 197) % 1_500) : use === 'village' ? 90 : 0,
  };
};

/** South, east, north, west; every fourth road is a broad one. */
const halfWidths = (i: number, j: number): readonly number[] =>
  [j, 20 + i + 1, j + 1, 20 + i].map((id) => (id % 4 === 0 ? 15 : 4.5));

const middleOf = ([a, , c]: readonly XY[], share: number): XY => [
  (a?.[0] ?? 0) + ((c?.[0] ?? 0) - (a?.[0] ?? 0)) * share,
  (a?.[1] ?? 0) + ((c?.[1] ?? 0) - (a?.[1] ?? 0)) * share,
];

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const road = (id: number, line: readonly XY[]): Road => ({
  id,
  class: id % 4 === 0 ? 'primary' : 'residential',
  name: same(`画${id}路`),
  nodes: line.map((_, index) => id * 100 + index),
  line,
  oneway: false,
  tunnel: false,
  bridge: false,
  widthM: id % 4 === 0 ? 30 : 9,
});

export const handMadeStreet: StreetDetail = {
  street,
  communities: [],
  blocks: range(rows).flatMap((j) => range(columns).map((i) => blockAt(i, j))),
  roads: [
    ...range(rows + 1).map((j) =>
      road(
        j,
        range(columns + 1).map((i) => corner(i, j)),
      ),
    ),
    ...range(columns + 1).map((i) =>
      road(
        20 + i,
        range(rows + 1).map((j) => corner(i, j)),
      ),
    ),
  ],
  underpasses: [],
};

/** The smallest generated city, with the hand-made street in place of its own. */
export const handMadePlan: CityPlan = {
  ...createCityPlan({ seed: 7, size: 10 }),
  ring: street.ring,
  streets: [street],
  bounds: [0, 0, 10_000, 10_000],
  railways: [
    {
      name: same('画铁路'),
      kind: 'rail',
      line: [
        [3_800, 3_400],
        [7_000, 4_600],
      ],
    },
  ],
  outerRoads: [],
};
