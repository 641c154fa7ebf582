/** Heights on a square lattice, row by row, NaN where unknown. */
export type Lattice = { readonly side: number; readonly heights: Float32Array };

/** A contour line: its height in metres and its corners, column and row in turn, in steps of the lattice. */
export type Contour = { readonly heightM: number; readonly line: Float64Array; readonly closed: boolean };

// Edges of a cell: 0 top, 1 right, 2 bottom, 3 left. A line runs with the higher ground on its left.
// By which corners lie at or above the height (1 top left, 2 top right, 4 bottom right, 8 bottom left): from, to, …
const runs: readonly (readonly number[])[] = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [3, 0, 1, 2],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [0, 1, 2, 3],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
];
/** Of two high corners across from each other, when the middle of the cell is high as well. */
const joinedTopLeft = [1, 0, 3, 2];
const joinedTopRight = [0, 3, 2, 1];

/**
 * Lines of equal height by marching squares (Lorensen and Cline 1987, in the plane). Cells with an unknown corner have
 * none. Two lattices that share a row or column meet there in the same corners.
 */
export const traceContours = (lattice: Lattice, intervalM: number): readonly Contour[] => {
  const byStep = collectRuns(lattice, intervalM);
  const contours: Contour[] = [];
  const next = new Int32Array(lattice.side * lattice.side * 2).fill(-1);
  for (const step of [...byStep.keys()].sort((a, b) => a - b)) {
    const found = byStep.get(step);
    if (found !== undefined) joinRuns(lattice, step * intervalM, found, next, contours);
  }
  return contours;
};

/** Runs of every height: from edge, to edge. Sea and what lies below have none. */
const collectRuns = ({ side, heights }: Lattice, intervalM: number): Map<number, number[]> => {
  const byStep = new Map<number, number[]>();
  const at = (place: number): number => heights[place] ?? Number.NaN;
  for (let place = 0; place + side + 1 < heights.length; place += 1) {
    const corners = { a: at(place), b: at(place + 1), c: at(place + side + 1), d: at(place + side) };
    const { a, b, c, d } = corners;
    const first = Math.floor(Math.min(a, b, c, d) / intervalM) + 1;
    const last = Math.floor(Math.max(a, b, c, d) / intervalM);
    // Comparisons with NaN are false: a cell with an unknown corner has no run. The end of a row begins no cell.
    if (!(last >= first) || (place + 1) % side === 0) continue;
    for (let step = Math.max(1, first); step <= last; step += 1) {
      const list = byStep.get(step) ?? [];
      if (list.length === 0) byStep.set(step, list);
      for (const edge of runsOf(corners, step * intervalM)) list.push(edgeNumber(edge, place, side));
    }
  }
  return byStep;
};

/** Heights of a cell clockwise from its top left. */
type Cell = { readonly a: number; readonly b: number; readonly c: number; readonly d: number };

const runsOf = ({ a, b, c, d }: Cell, height: number): readonly number[] => {
  const which = (a >= height ? 1 : 0) | (b >= height ? 2 : 0) | (c >= height ? 4 : 0) | (d >= height ? 8 : 0);
  const isMiddleHigh = (a + b + c + d) / 4 >= height;
  if (isMiddleHigh && which === 5) return joinedTopLeft;
  if (isMiddleHigh && which === 10) return joinedTopRight;
  return runs[which] ?? [];
};

/** Edges of the lattice: even ones go right from their corner, odd ones down. */
const edgeNumber = (edge: number, at: number, side: number): number => {
  if (edge === 0) return 2 * at;
  if (edge === 1) return 2 * (at + 1) + 1;
  return edge === 2 ? 2 * (at + side) : 2 * at + 1;
};

/** Strings runs of one height together; `next` is −1 everywhere before and after. */
const joinRuns = (
  lattice: Lattice,
  heightM: number,
  found: readonly number[],
  next: Int32Array,
  into: Contour[],
): void => {
  const entered = new Set<number>();
  for (let at = 0; at < found.length; at += 2) {
    next[found[at] ?? 0] = found[at + 1] ?? 0;
    entered.add(found[at + 1] ?? 0);
  }
  const follow = (start: number): void => {
    const edges = [start];
    let edge = start;
    for (;;) {
      const to = next[edge] ?? -1;
      next[edge] = -1;
      if (to < 0) break;
      edges.push(to);
      edge = to;
    }
    if (edges.length > 1) into.push({ heightM, line: lineAlong(lattice, heightM, edges), closed: edge === start });
  };
  // Lines that come in over the border first: what is left are circles.
  for (let at = 0; at < found.length; at += 2) if (!entered.has(found[at] ?? 0)) follow(found[at] ?? 0);
  for (let at = 0; at < found.length; at += 2) follow(found[at] ?? 0);
};

const lineAlong = ({ side, heights }: Lattice, heightM: number, edges: readonly number[]): Float64Array => {
  const line = new Float64Array(edges.length * 2);
  for (let index = 0; index < edges.length; index += 1) {
    const edge = edges[index] ?? 0;
    const corner = edge >> 1;
    const isDown = (edge & 1) === 1;
    const from = heights[corner] ?? 0;
    const to = heights[corner + (isDown ? side : 1)] ?? 0;
    const share = (heightM - from) / (to - from);
    line[2 * index] = (corner % side) + (isDown ? 0 : share);
    line[2 * index + 1] = Math.floor(corner / side) + (isDown ? share : 0);
  }
  return line;
};
