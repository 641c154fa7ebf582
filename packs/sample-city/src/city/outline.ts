import { edgeNumber } from './lattice.ts';
import type { Cells, Lattice, Ring, XY } from './types.ts';

type Side = { readonly column: number; readonly row: number; readonly step: 0 | 1 | 2 | 3 };
// East, north, west, south.
const dx = [1, 0, -1, 0] as const;
const dy = [0, 1, 0, -1] as const;

/** The points from one lattice point to its neighbour, the first with it, the last without. */
export const walkEdge = (lattice: Lattice, column: number, row: number, step: 0 | 1 | 2 | 3): readonly XY[] => {
  const start = lattice.point(column, row);
  switch (step) {
    case 0:
      return [start, ...lattice.between(column, row, 'east')];
    case 1:
      return [start, ...lattice.between(column, row, 'north')];
    case 2:
      return [start, ...lattice.between(column - 1, row, 'east').toReversed()];
    case 3:
      return [start, ...lattice.between(column, row - 1, 'north').toReversed()];
  }
};

/** The ring around a rectangle of cells, through every lattice point on its border. */
export const outlineOfCells = (lattice: Lattice, { west, south, east, north }: Cells): Ring => {
  const ring: XY[] = [];
  for (let i = west; i < east; i += 1) ring.push(...walkEdge(lattice, i, south, 0));
  for (let j = south; j < north; j += 1) ring.push(...walkEdge(lattice, east, j, 1));
  for (let i = east; i > west; i -= 1) ring.push(...walkEdge(lattice, i, north, 2));
  for (let j = north; j > south; j -= 1) ring.push(...walkEdge(lattice, west, j, 3));
  ring.push(ring[0] ?? [0, 0]);
  return ring;
};

/**
 * The ring around some rectangles of cells that hang together: edges that two of them share fall away. Undefined when
 * they enclose something that is not theirs.
 */
export const outlineOfGroup = (lattice: Lattice, group: readonly Cells[]): Ring | undefined => {
  const sides = openSides(group);
  let start: Side | undefined;
  for (const side of sides.values()) if (side.step === 0 && side.row < (start?.row ?? Infinity)) start = side;
  const ring: XY[] = [];
  let walked = 0;
  for (let side = start; side !== undefined; walked += 1) {
    ring.push(...walkEdge(lattice, side.column, side.row, side.step));
    side = nextSide(sides, side);
    if (side === start) break;
  }
  ring.push(ring[0] ?? [0, 0]);
  return walked + 1 === sides.size ? ring : undefined;
};

const sideKey = (column: number, row: number, step: number): number => edgeNumber(column, row, 0) * 4 + step;

/** Sides of the group's rectangles with the group on their left, without those that have it on both. */
const openSides = (group: readonly Cells[]): ReadonlyMap<number, Side> => {
  const sides = new Map<number, Side>();
  const add = (column: number, row: number, step: 0 | 1 | 2 | 3): void => {
    const back = sideKey(column + dx[step], row + dy[step], (step + 2) % 4);
    if (!sides.delete(back)) sides.set(sideKey(column, row, step), { column, row, step });
  };
  for (const { west, south, east, north } of group) {
    for (let i = west; i < east; i += 1) {
      add(i, south, 0);
      add(i + 1, north, 2);
    }
    for (let j = south; j < north; j += 1) {
      add(east, j, 1);
      add(west, j + 1, 3);
    }
  }
  return sides;
};

/** Right first: where two cells touch in a corner only, the outer ring goes on along the other cell. */
const nextSide = (sides: ReadonlyMap<number, Side>, { column, row, step }: Side): Side | undefined => {
  const [i, j] = [column + dx[step], row + dy[step]];
  return (
    sides.get(sideKey(i, j, (step + 3) % 4)) ??
    sides.get(sideKey(i, j, step)) ??
    sides.get(sideKey(i, j, (step + 1) % 4))
  );
};
