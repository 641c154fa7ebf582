import type { Edge, Points } from './snap.ts';

/** Metres; a border between two corners is seldom longer. */
const cellM = 250;

const cellOf = (metres: number): number => Math.floor(metres / cellM) + 0x100000;
const cellKey = (x: number, y: number): number => x * 0x400000 + y;

/**
 * Splits edges where a corner of another one lies on them within the tolerance: two drawings of one border may have
 * their corners at different places along it.
 */
export const splitAtPoints = (edges: readonly Edge[], points: Points, toleranceM: number): readonly Edge[] => {
  const cells = new Map<number, number[]>();
  for (const corner of new Set(edges.map(([from]) => from))) {
    const [x, y] = points.plane(corner);
    const key = cellKey(cellOf(x), cellOf(y));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [corner]);
    else cell.push(corner);
  }
  return edges.flatMap((edge) => split(edge, cells, points, toleranceM));
};

type Cells = ReadonlyMap<number, readonly number[]>;

const split = ([from, to, shape]: Edge, cells: Cells, points: Points, toleranceM: number): readonly Edge[] => {
  const [ax, ay] = points.plane(from);
  const [bx, by] = points.plane(to);
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  const on: { readonly corner: number; readonly along: number }[] = [];
  for (const corner of cornersNear(points.plane(from), points.plane(to), cells, toleranceM)) {
    const [x, y] = points.plane(corner);
    const along = ((x - ax) * dx + (y - ay) * dy) / length;
    const aside = Math.abs((x - ax) * dy - (y - ay) * dx) / length;
    const isOther = corner !== from && corner !== to && points.isOfOther(corner, shape);
    if (isOther && along > 0 && along < length && aside <= toleranceM) on.push({ corner, along });
  }
  const corners = [from, ...on.sort((a, b) => a.along - b.along).map(({ corner }) => corner), to];
  return corners.slice(1).map((corner, index): Edge => [corners[index] ?? corner, corner, shape]);
};

type Place = readonly [x: number, y: number];

const cornersNear = ([ax, ay]: Place, [bx, by]: Place, cells: Cells, toleranceM: number): readonly number[] => {
  const found: number[] = [];
  // A stretch of a hundred kilometres has more cells around it than there are corners.
  const cellsAround = (Math.abs(ax - bx) / cellM + 1) * (Math.abs(ay - by) / cellM + 1);
  if (cellsAround > cells.size) return [...cells.values()].flat();
  const [top, right] = [cellOf(Math.max(ay, by) + toleranceM), cellOf(Math.max(ax, bx) + toleranceM)];
  for (let i = cellOf(Math.min(ax, bx) - toleranceM); i <= right; i += 1) {
    for (let j = cellOf(Math.min(ay, by) - toleranceM); j <= top; j += 1)
      found.push(...(cells.get(cellKey(i, j)) ?? []));
  }
  return found;
};
