import type { Words } from '@liandong/words';
import { chanceAt } from '../chance.ts';
import { type Leaf, sizeOf } from './cuts.ts';
import { edgeNumber } from './lattice.ts';
import { makeName, type NameKind } from './name-maker.ts';
import type { BlockUse, CityPlan, StreetCharacter, StreetPlan } from './types.ts';
import { footShares, type Need, ofCommunity, ofStreet, perCell, type Shares, shares } from './use-tables.ts';

export type Used = {
  readonly leaf: Leaf;
  readonly use: BlockUse | undefined;
  readonly name: Words | undefined;
  readonly households: number;
};

/** Gives every block its use, name and households. */
export const useBlocks = (plan: CityPlan, street: StreetPlan, leaves: readonly Leaf[]): readonly Used[] => {
  const { seed } = plan;
  const taken = stationSquares(plan, leaves);
  const crossed = new Set(leaves.filter((leaf) => isCrossed(plan, leaf)));
  const lot = ({ cells }: Leaf, turn: number): number => chanceAt(seed + 80 + turn, cells.west, cells.south);
  const free = (need: Need, community: number | undefined, turn: number): void => {
    let best: Leaf | undefined;
    for (const leaf of leaves) {
      const size = sizeOf(leaf.cells);
      const fits =
        leaf.ground === 'town' && !crossed.has(leaf) && size >= need.from && size <= need.to && !taken.has(leaf);
      if (!fits || (community !== undefined && leaf.community !== community)) continue;
      if (best === undefined || lot(leaf, turn) < lot(best, turn)) best = leaf;
    }
    if (best !== undefined) taken.set(best, need);
  };
  for (const [turn, need] of ofStreet.entries()) free(need, undefined, turn);
  const communities = new Set(leaves.map(({ community }) => community));
  for (const community of communities)
    for (const [turn, need] of ofCommunity.entries()) free(need, community, turn + 20);
  const campus = campusOf(street);
  const order = plan.streets.indexOf(street);
  return leaves.map((leaf, index): Used => {
    const need = campus(leaf) ? undefined : taken.get(leaf);
    const use = need?.use ?? (campus(leaf) ? 'university' : plainUse(street, leaf, lot(leaf, 40)));
    const name = nameOf(plan, leaf, use, need, order, index);
    return { leaf, use, name, households: householdsOf(street, leaf, use, lot(leaf, 41)) };
  });
};

/** Whether a diagonal avenue cuts it in two. */
const isCrossed = ({ mainEdges }: CityPlan, { cells: { west, south, east, north } }: Leaf): boolean => {
  for (let i = west; i < east; i += 1)
    for (let j = south; j < north; j += 1) if (mainEdges.has(edgeNumber(i, j, 2))) return true;
  return false;
};

/** The place before a railway station is a square. */
const stationSquares = ({ stations, lattice }: CityPlan, leaves: readonly Leaf[]): Map<Leaf, Need> => {
  const squares = new Map<Leaf, Need>();
  for (const { at, kind } of stations) {
    const leaf = leaves.find(({ cells: { west, south, east, north }, ground }) => {
      const corners = [
        lattice.point(west, south),
        lattice.point(east, south),
        lattice.point(east, north),
        lattice.point(west, north),
      ];
      const isBeside = corners.some(([x, y]) => Math.hypot(x - at[0], y - at[1]) < 1);
      return kind === 'rail' && ground === 'town' && isBeside;
    });
    if (leaf !== undefined) squares.set(leaf, { use: 'square', kind: 'square', from: 1, to: 9 });
  }
  return squares;
};

/** In a street of campuses, two of its quarters belong to a university. */
const campusOf = ({ character, cells }: StreetPlan): ((leaf: Leaf) => boolean) => {
  const middle = Math.round((cells.west + cells.east) / 2);
  return ({ cells: own, ground }) =>
    character === 'campus' && ground === 'town' && own.west >= middle && own.south < cells.south + 9;
};

const pick = (of: Shares, lot: number): BlockUse => {
  let sum = 0;
  for (const [use, share] of of) {
    sum += share;
    if (lot < sum) return use;
  }
  return of[0]?.[0] ?? 'residential';
};

const plainUse = (
  { character, cells }: StreetPlan,
  { ground, cells: own }: Leaf,
  lot: number,
): BlockUse | undefined => {
  switch (ground) {
    case 'water':
      return undefined;
    case 'shore':
      return shoreUse(character, lot);
    case 'bank':
    case 'park-hill':
      return 'park';
    case 'wood':
      return 'forest';
    case 'foot':
      return pick(footShares, lot);
    case 'town':
      // Behind the quays stand the yards of the port.
      if (character === 'harbour' && own.south < cells.south + 8) return lot < 0.8 ? 'port' : 'industrial';
      return pick(shares[character], lot);
  }
};

const shoreUse = (character: StreetCharacter, lot: number): BlockUse => {
  switch (character) {
    case 'harbour':
      return 'port';
    case 'core':
      return lot < 0.35 ? 'square' : 'park';
    case 'resort':
      return 'beach';
    case 'old-town':
      return lot < 0.3 ? 'port' : 'park';
    case 'new-town':
    case 'campus':
    case 'industry':
    case 'suburb':
    case 'hills':
      return lot < 0.5 ? 'beach' : 'park';
  }
};

const householdsOf = ({ character }: StreetPlan, { cells }: Leaf, use: BlockUse | undefined, lot: number): number => {
  const dense = perCell[character] * sizeOf(cells) * (0.75 + 0.5 * lot);
  switch (use) {
    case 'residential':
      return Math.round(Math.min(235, dense));
    case 'village':
      return Math.round(Math.min(120, 26 * sizeOf(cells) * (0.7 + 0.6 * lot)));
    case 'commercial':
      return Math.round(Math.min(120, dense * 0.35));
    case 'university':
      return Math.round(dense * 0.15);
    default:
      return 0;
  }
};

const estates = ['estate', 'estate2', 'estate3'] as const;

const kindOf = (use: BlockUse | undefined, lot: number): NameKind | undefined => {
  switch (use) {
    case 'residential':
      return estates[Math.floor(lot * 3)];
    case 'commercial':
      return lot < 0.5 ? 'mall' : undefined;
    case 'village':
      return 'village';
    case 'office':
      return 'office';
    case 'industrial':
      return lot < 0.4 ? 'works' : undefined;
    case 'park':
    case 'square':
    case 'port':
    case 'university':
    case 'waterworks':
    case 'beach':
      return use;
    default:
      return undefined;
  }
};

/** Parts of one thing bear one name: a university, a hill, the quays and beaches of a street. */
const nameOf = (
  plan: CityPlan,
  leaf: Leaf,
  use: BlockUse | undefined,
  need: Need | undefined,
  order: number,
  index: number,
): Words | undefined => {
  if (leaf.ground === 'park-hill') return plan.parkHill.name;
  const kind = need?.kind ?? kindOf(use, chanceAt(plan.seed + 90, leaf.cells.west, leaf.cells.south));
  if (kind === undefined) return undefined;
  const isOne = use === 'university' || use === 'port' || use === 'beach' || leaf.ground === 'bank';
  return makeName(plan.seed, kind, isOne ? order : 240 + order * 90 + index);
};
