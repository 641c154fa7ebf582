import type { Elevation, GroundBounds } from '@liandong/laws';

/** Heights at the crossings of a lattice in degrees, row by row from the north-west. */
export type Grid = {
  readonly columns: number;
  readonly rows: number;
  /** Place of the first sample, which is the north-western one. */
  readonly west: number;
  readonly north: number;
  /** Degrees between two samples. */
  readonly step: number;
  /** What the grid speaks for: beyond the outer samples by half a step where samples are middles of cells. */
  readonly bounds: GroundBounds;
  readonly heights: Int16Array | Float32Array;
  /** The value that means unknown. */
  readonly unknown: number;
};

/** Metres of one degree on a sphere of the Earth's mean radius. */
const metresPerDegree = 111_195;

/** Heights between the samples by bilinear interpolation; unknown where one of the four around is unknown. */
export const elevationOf = (grid: Grid): Elevation => {
  const { columns, rows, west, north, step, bounds } = grid;
  const [westmost, southmost, eastmost, northmost] = bounds;
  return {
    bounds,
    resolutionM: step * metresPerDegree,
    heightM: (lon, lat) => {
      if (!(lon >= westmost && lon <= eastmost && lat >= southmost && lat <= northmost)) return undefined;
      const x = Math.min(Math.max((lon - west) / step, 0), columns - 1);
      const y = Math.min(Math.max((north - lat) / step, 0), rows - 1);
      return between(grid, x, y);
    },
  };
};

/** Hot path: a terrain tile asks 262 144 times. */
const between = ({ columns, rows, heights, unknown }: Grid, x: number, y: number): number | undefined => {
  const column = Math.min(Math.floor(x), Math.max(columns - 2, 0));
  const row = Math.min(Math.floor(y), Math.max(rows - 2, 0));
  const right = columns > 1 ? 1 : 0;
  const below = rows > 1 ? columns : 0;
  const at = row * columns + column;
  const a = heights[at] ?? unknown;
  const b = heights[at + right] ?? unknown;
  const c = heights[at + below] ?? unknown;
  const d = heights[at + below + right] ?? unknown;
  const dx = x - column;
  const dy = y - row;
  if (a !== unknown && b !== unknown && c !== unknown && d !== unknown) {
    return (a * (1 - dx) + b * dx) * (1 - dy) + (c * (1 - dx) + d * dx) * dy;
  }
  // On a sample or a lattice line the others have no weight, known or not.
  return weighed([a, b, c, d], [(1 - dx) * (1 - dy), dx * (1 - dy), (1 - dx) * dy, dx * dy], unknown);
};

/** Degrees are not exact to the last digit: so little is none. */
const noWeight = 1e-6;

const weighed = (heights: readonly number[], weights: readonly number[], unknown: number): number | undefined => {
  let sum = 0;
  for (const [at, height] of heights.entries()) {
    const weight = weights[at] ?? 0;
    if (weight < noWeight) continue;
    if (height === unknown) return undefined;
    sum += height * weight;
  }
  return sum;
};
