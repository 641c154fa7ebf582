import { chanceAt, chanceBetween } from '../chance.ts';
import { cellM, createBend } from './bend.ts';
import type { Shape } from './shape.ts';
import type { Lattice, StreetCharacter, XY } from './types.ts';

/** How far a point of the lattice may stray, in metres: old streets wind, new ones are drawn with a ruler. */
const strayM: Readonly<Record<StreetCharacter, number>> = {
  core: 9,
  'old-town': 23,
  'new-town': 5,
  harbour: 8,
  resort: 13,
  industry: 4,
  campus: 11,
  suburb: 18,
  hills: 20,
};

// Numbers of points and edges: a square of 8192 by 8192 lattice points around the mouth of the river.
const half = 4096;
const pointNumber = (column: number, row: number): number => (column + half) * 2 * half + row + half;

/** Number of the edge that leaves a lattice point to the east (0) or north (1), or crosses the cell to the north-east (2). */
export const edgeNumber = (column: number, row: number, direction: 0 | 1 | 2): number =>
  pointNumber(column, row) * 3 + direction;

/** Number of a corner of roads: 0 is the lattice point itself, 1 … 31 the points on the way to its neighbours. */
export const nodeNumber = (column: number, row: number, nth = 0): number => pointNumber(column, row) * 32 + nth;

/** Half the width of the river in metres at a distance from the coast. */
const riverHalfM = (fromCoastM: number): number => 27 + 90 * Math.exp(-Math.max(0, fromCoastM) / 2600);

/** The plane before it is turned: the coast runs from west to east, the hills are north. */
export type Flat = {
  readonly turn: number;
  /** Where a lattice point lies in the plane that is not turned yet. */
  flat(column: number, row: number): XY;
  /** Metres right of the river and from the coast, before the land bends them. */
  bend(u: number, v: number): XY;
  toWorld(flat: XY): XY;
  toFlat(x: number, y: number): XY;
};

export const createFlat = (shape: Shape): Flat => {
  const { seed } = shape;
  const bend = createBend(shape);
  const onAvenue = new Set(shape.avenue.map(([column, row]) => pointNumber(column, row)));
  const turn = chanceBetween(seed, 'turn', 0.1, 0.3) * (chanceBetween(seed, 'turn-side', 0, 1) < 0.7 ? 1 : -1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return {
    turn,
    bend,
    flat: (column, row) => {
      const stray = onAvenue.has(pointNumber(column, row))
        ? 0
        : strayM[shape.siteAt(column, row)?.character ?? 'hills'];
      const [isColumn, isRow] = [shape.isMainColumn(column), shape.isMainRow(row)];
      // Along a main road a point may slide, but not leave it.
      const du = isColumn ? 0 : stray * (2 * chanceAt(seed + 11, column, row) - 1);
      const dv = isRow ? 0 : stray * (2 * chanceAt(seed + 12, column, row) - 1);
      const v = row * cellM + dv;
      const side = Math.sign(column);
      return bend(side * (riverHalfM(v) + (Math.abs(column) - 1) * cellM) * Math.abs(side) + du, v);
    },
    toWorld: ([x, y]) => [x * cos - y * sin, x * sin + y * cos],
    toFlat: (x, y) => [x * cos + y * sin, y * cos - x * sin],
  };
};

export const createLattice = (shape: Shape, { flat, toWorld }: Flat): Lattice => {
  // Off along one axis only: the coast stays a function of x, the banks stay functions of y.
  const along = (column: number, row: number, [dx, dy]: XY, count: number, off: XY): readonly XY[] => {
    const [a, b] = [flat(column, row), flat(column + dx, row + dy)];
    return Array.from({ length: count }, (_, index) => {
      const share = (index + 1) / (count + 1);
      const stray = 2 * chanceAt(shape.seed + 13 + index, column, row) - 1;
      return toWorld([a[0] + (b[0] - a[0]) * share + off[0] * stray, a[1] + (b[1] - a[1]) * share + off[1] * stray]);
    });
  };
  return {
    point: (column, row) => toWorld(flat(column, row)),
    between: (column, row, direction) => {
      if (direction === 'east') return row === 0 ? along(column, row, [1, 0], 3, [0, coastStrayM(shape, column)]) : [];
      return Math.abs(column) <= 1 ? along(column, row, [0, 1], 1, [column === 0 ? 0 : 4, 0]) : [];
    },
  };
};

/** Quays and sea walls are straight, beaches nearly so. */
const coastStrayM = (shape: Shape, column: number): number => {
  const character = shape.siteAt(column, 0)?.character;
  if (Math.abs(column) <= 1 || character === 'harbour' || character === 'core') return 0;
  return character === 'resort' ? 3 : 10;
};

/** The same lattice for a piece of work that asks for its points again and again. */
export const withMemory = ({ point, between }: Lattice): Lattice => {
  const points = new Map<number, XY>();
  return {
    between,
    point: (column, row) => {
      const number = pointNumber(column, row);
      const known = points.get(number) ?? point(column, row);
      points.set(number, known);
      return known;
    },
  };
};
