import { chance } from '../chance.ts';
import { edgeNumber } from './lattice.ts';
import type { Shape } from './shape.ts';
import type { Lattice, MainEdge, Terrain } from './types.ts';

/** Where a main road crosses the railway: below it where the ground lets it, else by a bridge. */
export type Crossing = {
  readonly column: number;
  readonly row: number;
  /** The road's edges before and behind the railway. */
  readonly edges: readonly [number, number];
  readonly isUnderpass: boolean;
  /** How much lower the ground is there than it would be. */
  readonly depthM: number;
};

/** Width of the low place around an underpass. */
export const dipM = 75;

/** No underpass where the ground rises or falls more than this within 60 m. */
const steepM = 3;

export const railCrossings = (
  shape: Shape,
  lattice: Lattice,
  terrain: Terrain,
  mainEdges: ReadonlyMap<number, MainEdge>,
): readonly Crossing[] => {
  const row = shape.rowMiddle(shape.railRow);
  const row0 = shape.sites.filter((site) => site.row === shape.railRow);
  const [west, east] = [row0.at(0)?.cells.west ?? 0, row0.at(-1)?.cells.east ?? 0];
  const crossings: Crossing[] = [];
  for (let column = west; column <= east; column += 1) {
    for (const [before, behind] of [
      [edgeNumber(column, row - 1, 1), edgeNumber(column, row, 1)],
      [edgeNumber(column - 1, row - 1, 2), edgeNumber(column, row, 2)],
    ] as const) {
      // On the banks of the river the railway is on its bridge already.
      if (!mainEdges.has(before) || !mainEdges.has(behind) || Math.abs(column) <= 1) continue;
      const riseM = slopeM(lattice, terrain, column, row);
      const [x, y] = lattice.point(column, row);
      const isLow = riseM < steepM && terrain.heightM(x, y) < 30 && chance(shape.seed, 'underpass', column) < 0.75;
      const isUnderpass = column === shape.columnMiddle(0) || isLow;
      crossings.push({ column, row, edges: [before, behind], isUnderpass, depthM: 2.2 + 2.3 * riseM });
    }
  }
  return crossings;
};

/** How much the ground differs around a point, within the length of a ramp. */
const slopeM = (lattice: Lattice, terrain: Terrain, column: number, row: number): number => {
  const [x, y] = lattice.point(column, row);
  const heightM = terrain.heightM(x, y);
  let most = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const angle = (turn * Math.PI) / 6;
    most = Math.max(most, heightM - terrain.heightM(x + 60 * Math.cos(angle), y + 60 * Math.sin(angle)));
  }
  return most;
};
