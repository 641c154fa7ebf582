import type { RoadClass } from '@liandong/laws';
import type { Words } from '@liandong/words';

// The generated city in metres east and north of its origin (a point in the open sea). The plan is small and made at
// once; the detail of a street is made when it is asked for, from the seed and the street alone, and forgotten again:
// so a metropolis needs no more memory than a street.

/** Metres east and north of the origin. */
export type XY = readonly [x: number, y: number];
/** Closed: the last point is the first; counter-clockwise. */
export type Ring = readonly XY[];

export type DistrictPlan = {
  readonly code: string;
  readonly name: Words;
  /** 功能区: its streets carry the code of another district. */
  readonly functional: boolean;
  readonly ring: Ring;
};

/** What a street is like: its streets, houses and uses follow from it. */
export const streetCharacters = [
  'core',
  'old-town',
  'new-town',
  'harbour',
  'resort',
  'industry',
  'campus',
  'suburb',
  'hills',
] as const;
export type StreetCharacter = (typeof streetCharacters)[number];

/** Lattice lines around some cells of about 100 m: columns `west` … `east`, rows `south` … `north`. */
export type Cells = { readonly west: number; readonly south: number; readonly east: number; readonly north: number };

export type StreetPlan = {
  readonly code: string;
  readonly name: Words;
  /** The district or functional area that it belongs to in the tree. */
  readonly districtCode: string;
  readonly ring: Ring;
  readonly middle: XY;
  readonly character: StreetCharacter;
  readonly cells: Cells;
};

/**
 * The warped lattice under the city. Its points are shared by whoever meets there, so that nothing that is made of its
 * cells can leave a hole or overlap. Column 0 is the middle of the river, columns -1 and 1 its banks, row 0 the coast.
 */
export type Lattice = {
  point(column: number, row: number): XY;
  /** The points on the way to the next lattice point east or north of this one, without the ends. */
  between(column: number, row: number, towards: 'east' | 'north'): readonly XY[];
};

/** A main road's stretch along one edge of the lattice, known to the plan because streets share it. */
export type MainEdge = {
  readonly class: RoadClass;
  readonly name: Words;
  readonly bridge: boolean;
  readonly tunnel: boolean;
};

export type Terrain = {
  /** Metres above the sea; below 0 in the sea and, as its bed, in the river. The same everywhere and at any time. */
  heightM(x: number, y: number): number;
  isWater(x: number, y: number): boolean;
};

/**
 * A run of one road within a street, straight on through its junctions: class, name and kind are the same from end to
 * end, and two roads meet where they share a number of `nodes`.
 */
export type Road = {
  /** Unique in the city; from the lattice, so that neighbours agree. */
  readonly id: number;
  readonly class: RoadClass;
  readonly name: Words | undefined;
  /** Numbers of its corners, unique in the city. */
  readonly nodes: readonly number[];
  /** One point per number of `nodes`. */
  readonly line: readonly XY[];
  readonly oneway: boolean;
  readonly tunnel: boolean;
  readonly bridge: boolean;
  readonly widthM: number;
};

/** 下穿通道: a road that dives below a railway or another road, at a low point of the ground. */
export type Underpass = {
  readonly code: string;
  readonly name: Words;
  readonly middle: XY;
  readonly roadId: number;
  /** Height of its road surface; below the ground around it. */
  readonly floorM: number;
  readonly groundM: number;
};

export type CityPlan = {
  readonly seed: number;
  /** About how many terminals the city has: the one number that sets its size. */
  readonly size: number;
  readonly name: Words;
  readonly code: string;
  readonly ring: Ring;
  readonly districts: readonly DistrictPlan[];
  readonly streets: readonly StreetPlan[];
  readonly terrain: Terrain;
  /** West, south, east, north in metres: the land and sea that the map shows, beyond the city too. */
  readonly bounds: readonly [number, number, number, number];
  readonly sea: readonly Ring[];
  readonly river: readonly Ring[];
  /** Middle line of the river, from the hills to the sea. */
  readonly riverLine: readonly XY[];
  readonly coast: readonly XY[];
  readonly railways: readonly { readonly name: Words; readonly line: readonly XY[]; readonly kind: 'rail' | 'metro' }[];
  readonly stations: readonly { readonly name: Words; readonly at: XY; readonly kind: 'rail' | 'metro' }[];
  /** Roads that leave the city, outside of every street. */
  readonly outerRoads: readonly Road[];
  /** Green islands in the bay, without roads. */
  readonly islands: readonly Ring[];
  readonly lattice: Lattice;
  /** Main roads by the number of their lattice edge. */
  readonly mainEdges: ReadonlyMap<number, MainEdge>;
  /** Lattice points where a main road dives below the railway. */
  readonly underpassSites: readonly { readonly column: number; readonly row: number }[];
  /** A green hill in the town, with a park on it. */
  readonly parkHill: { readonly at: XY; readonly radiusM: number; readonly name: Words };
  /** The row of the lattice that the railway runs on: no other road does. */
  readonly railRow: number;
};

/** 单元网格: about 10 000 m²; a community's cover it without hole or overlap. */
export type UnitGrid = { readonly code: string; readonly ring: Ring };

/** 综合网格: about 200 households, some unit grids together. */
export type ServiceGrid = {
  readonly code: string;
  readonly name: Words;
  readonly ring: Ring;
  readonly middle: XY;
  readonly households: number;
  readonly population: number;
};

export type Community = {
  readonly code: string;
  readonly name: Words;
  readonly ring: Ring;
  readonly middle: XY;
  readonly households: number;
  readonly population: number;
  readonly unitGrids: readonly UnitGrid[];
  readonly serviceGrids: readonly ServiceGrid[];
};

export const blockUses = [
  'residential',
  'village',
  'commercial',
  'office',
  'industrial',
  'port',
  'government',
  'school',
  'university',
  'hospital',
  'park',
  'square',
  'sports',
  'store',
  'waterworks',
  'pumping',
  'forest',
  'farmland',
  'beach',
] as const;
export type BlockUse = (typeof blockUses)[number];

/** A piece of ground between roads. */
export type Block = {
  readonly id: number;
  readonly ring: Ring;
  /** Half the width in metres of the road along each side of the ring; 0 where there is none. */
  readonly setbacksM: readonly number[];
  readonly middle: XY;
  readonly use: BlockUse;
  /** Parks, schools, hospitals, … and housing estates have a name. */
  readonly name: Words | undefined;
  readonly communityCode: string;
  readonly serviceGridCode: string;
  readonly unitGridCodes: readonly string[];
  /** Number of households that live in it. */
  readonly households: number;
};

/** Everything in one street; the same for the same plan, whoever asks and in whatever order. */
export type StreetDetail = {
  readonly street: StreetPlan;
  readonly communities: readonly Community[];
  readonly blocks: readonly Block[];
  /** A road on the border is its north-eastern street's, so that each road of the city is in one street only. */
  readonly roads: readonly Road[];
  readonly underpasses: readonly Underpass[];
};

export type Building = {
  readonly ring: Ring;
  readonly middle: XY;
  readonly use: BlockUse;
  readonly heightM: number;
  readonly levels: number;
  readonly households: number;
  readonly blockId: number;
  /** House number on the nearest named road, or in the estate. */
  readonly address: string;
};
