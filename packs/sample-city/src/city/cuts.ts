import type { RoadClass } from '@liandong/laws';
import { chanceAt } from '../chance.ts';
import { edgeNumber } from './lattice.ts';
import { coastDepth } from './main-roads.ts';
import type { Cells, CityPlan, StreetCharacter, StreetPlan } from './types.ts';

/** What the ground of some cells is good for, before anybody has built on it. */
export type Ground = 'water' | 'shore' | 'bank' | 'park-hill' | 'wood' | 'foot' | 'town';

/** Cells that will be a block, or water. */
export type Leaf = { readonly cells: Cells; readonly community: number; readonly ground: Ground };

export type InnerEdge = { readonly class: RoadClass; readonly cut: number };

/** A street cut into communities and these into blocks; along the cuts run its roads. */
export type Cuts = {
  readonly communities: readonly Cells[];
  readonly leaves: readonly Leaf[];
  readonly edges: ReadonlyMap<number, InnerEdge>;
};

/** Cells of a block at most. */
const blockCells: Readonly<Record<StreetCharacter, number>> = {
  core: 2.6,
  'old-town': 2,
  'new-town': 4.5,
  harbour: 5,
  resort: 4,
  industry: 6,
  campus: 5,
  suburb: 4,
  hills: 6,
};

const communityCells = 62;

export const sizeOf = ({ west, south, east, north }: Cells): number => (east - west) * (north - south);

export const cutStreet = (plan: CityPlan, street: StreetPlan): Cuts => {
  const { cells } = street;
  const edges = new Map<number, InnerEdge>();
  const cutter = { plan, street, edges, cuts: 0, groundAt: groundOf(plan, street) };
  const [column, row] = [middleLine(plan, cells, 'column'), middleLine(plan, cells, 'row')];
  const communities = [
    { ...cells, east: column, north: row },
    { ...cells, west: column, north: row },
    { ...cells, east: column, south: row },
    { ...cells, west: column, south: row },
  ].flatMap((quarter) => toCommunities(cutter, quarter));
  const leaves = communities.flatMap((community, index) => toLeaves(cutter, community, index));
  return { communities, leaves, edges };
};

type Cutter = {
  readonly plan: CityPlan;
  readonly street: StreetPlan;
  readonly edges: Map<number, InnerEdge>;
  cuts: number;
  readonly groundAt: (column: number, row: number) => Ground;
};

/** The line of the main road, or railway, through the middle; the middle itself where there is none. */
const middleLine = ({ mainEdges, railRow }: CityPlan, cells: Cells, of: 'column' | 'row'): number => {
  const [from, to] = of === 'column' ? [cells.west, cells.east] : [cells.south, cells.north];
  if (of === 'row' && railRow > from && railRow < to) return railRow;
  const middle = Math.round((from + to) / 2);
  for (const off of [0, 1, -1, 2, -2, 3, -3]) {
    const at = middle + off;
    const isMain = [3, 8, 13, 17].some((step) =>
      of === 'column'
        ? mainEdges.has(edgeNumber(at, cells.south + step, 1))
        : mainEdges.has(edgeNumber(cells.west + step, at, 0)),
    );
    if (isMain) return at;
  }
  return middle;
};

const toCommunities = (cutter: Cutter, cells: Cells): readonly Cells[] =>
  sizeOf(cells) <= communityCells
    ? [cells]
    : halves(cutter, cells, 'tertiary', 0.1).flatMap((half) => toCommunities(cutter, half));

/** Cuts across the longer side, within `spread` of the middle, and lays a road along the cut. */
const halves = (cutter: Cutter, cells: Cells, road: RoadClass | undefined, spread: number): readonly [Cells, Cells] => {
  const { west, south, east, north } = cells;
  const lot = (turn: number): number =>
    chanceAt(cutter.plan.seed + 60 + turn, west * 64 + (east - west), south * 64 + (north - south));
  const isWide = east - west === north - south ? lot(0) < 0.5 : east - west > north - south;
  const long = isWide ? east - west : north - south;
  const at = Math.min(long - 1, Math.max(1, Math.round(long * (0.5 + spread * (2 * lot(1) - 1)))));
  return isWide ? cutColumn(cutter, cells, west + at, road) : cutRow(cutter, cells, south + at, road);
};

const cutColumn = (cutter: Cutter, cells: Cells, at: number, road: RoadClass | undefined): readonly [Cells, Cells] => {
  cutter.cuts += 1;
  if (road !== undefined)
    for (let j = cells.south; j < cells.north; j += 1)
      cutter.edges.set(edgeNumber(at, j, 1), { class: road, cut: cutter.cuts });
  return [
    { ...cells, east: at },
    { ...cells, west: at },
  ];
};

const cutRow = (cutter: Cutter, cells: Cells, at: number, road: RoadClass | undefined): readonly [Cells, Cells] => {
  cutter.cuts += 1;
  if (road !== undefined)
    for (let i = cells.west; i < cells.east; i += 1)
      // Only main roads cross the river.
      if (i !== 0 && i !== -1) cutter.edges.set(edgeNumber(i, at, 0), { class: road, cut: cutter.cuts });
  return [
    { ...cells, north: at },
    { ...cells, south: at },
  ];
};

/** Water and shore first, a park along the bank of the river, then blocks. */
const toLeaves = (cutter: Cutter, cells: Cells, community: number): readonly Leaf[] => {
  const { seed } = cutter.plan;
  if (cells.west === 0 && cells.east > 1) {
    const [water, land] = cutColumn(cutter, cells, 1, undefined);
    return [{ cells: water, community, ground: 'water' }, ...toLeaves(cutter, land, community)];
  }
  if (cells.east === 0 && cells.west < -1) {
    const [land, water] = cutColumn(cutter, cells, -1, undefined);
    return [{ cells: water, community, ground: 'water' }, ...toLeaves(cutter, land, community)];
  }
  if (cells.south === 0) {
    const [shore, land] = cutRow(cutter, cells, coastDepth(cutter.street.character), undefined);
    return [...strip(cutter, shore, community, 'shore'), ...toLeaves(cutter, land, community)];
  }
  if (chanceAt(seed + 59, cells.west, cells.south) < 0.75) {
    if (cells.west === 1 && cells.east > 3) {
      const [bank, land] = cutColumn(cutter, cells, 2, 'residential');
      return [...strip(cutter, bank, community, 'bank'), ...toBlocks(cutter, land, community)];
    }
    if (cells.east === -1 && cells.west < -3) {
      const [land, bank] = cutColumn(cutter, cells, -2, 'residential');
      return [...strip(cutter, bank, community, 'bank'), ...toBlocks(cutter, land, community)];
    }
  }
  return toBlocks(cutter, cells, community);
};

/** A long thin piece in parts of two to five cells' length. */
const strip = (cutter: Cutter, cells: Cells, community: number, ground: Ground): readonly Leaf[] => {
  const long = Math.max(cells.east - cells.west, cells.north - cells.south);
  if (long <= 3 + Math.floor(3 * chanceAt(cutter.plan.seed + 58, cells.west, cells.south)))
    return [{ cells, community, ground }];
  return halves(cutter, cells, ground === 'shore' ? 'service' : 'path', 0.15).flatMap((half) =>
    strip(cutter, half, community, ground),
  );
};

const toBlocks = (cutter: Cutter, cells: Cells, community: number): readonly Leaf[] => {
  const size = sizeOf(cells);
  const ground = commonGround(cutter, cells);
  const lot = chanceAt(cutter.plan.seed + 57, cells.west * 64 + cells.east, cells.south * 64 + cells.north);
  const wide = Math.max(cells.east - cells.west, cells.north - cells.south);
  const slim = wide / Math.min(cells.east - cells.west, cells.north - cells.south);
  const most =
    ground === 'wood' || ground === 'park-hill' ? 14 : blockCells[cutter.street.character] * (0.65 + 0.8 * lot);
  const isBlock = ground === undefined ? size <= 1 : size <= most && (slim <= 2 || size <= 2);
  if (isBlock || size === 1) return [{ cells, community, ground: ground ?? 'town' }];
  const road = ground === 'wood' || ground === 'park-hill' ? undefined : ground === 'foot' ? 'service' : 'residential';
  return halves(cutter, cells, road, 0.17).flatMap((half) => toBlocks(cutter, half, community));
};

/** The ground that all the cells have; of two cells, the first one's. */
const commonGround = ({ groundAt }: Cutter, cells: Cells): Ground | undefined => {
  const first = groundAt(cells.west, cells.south);
  if (sizeOf(cells) <= 2) return first;
  for (let i = cells.west; i < cells.east; i += 1) {
    for (let j = cells.south; j < cells.north; j += 1) if (groundAt(i, j) !== first) return undefined;
  }
  return first;
};

/** Heights above which nobody builds much, and nobody builds at all. */
const footM = 24;
const woodM = 46;

const groundOf = (
  { lattice, terrain, parkHill }: CityPlan,
  { cells }: StreetPlan,
): ((column: number, row: number) => Ground) => {
  const width = cells.east - cells.west;
  const known: (Ground | undefined)[] = [];
  const look = (column: number, row: number): Ground => {
    const [a, b] = [lattice.point(column, row), lattice.point(column + 1, row + 1)];
    const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (Math.hypot(x - parkHill.at[0], y - parkHill.at[1]) < parkHill.radiusM) return 'park-hill';
    const heightM = terrain.heightM(x, y);
    return heightM > woodM ? 'wood' : heightM > footM ? 'foot' : 'town';
  };
  return (column, row) => {
    const index = (row - cells.south) * width + column - cells.west;
    const ground = known[index] ?? look(column, row);
    known[index] = ground;
    return ground;
  };
};
