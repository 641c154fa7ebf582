import type { MultiPolygon, Position } from './polygon.ts';

type Segment = {
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
};

/** So that a hostile file costs seconds, not hours. */
const maxComparisons = 20_000_000;

/**
 * Looks for two edges that cross, or lie on each other, among all rings of a shape; rings may touch in a point.
 * A sweep from west to east compares only edges whose boxes meet: near O(n log n) for real boundaries.
 * @returns the place of the first crossing found, undefined when there is none, 'too-complex' when the search was given up
 */
export const findCrossing = (shape: MultiPolygon): Position | 'too-complex' | undefined => {
  const segments = segmentsOf(shape).sort((a, b) => a.west - b.west);
  let open: Segment[] = [];
  let comparisons = 0;
  for (const segment of segments) {
    open = open.filter((one) => one.east >= segment.west);
    comparisons += open.length;
    if (comparisons > maxComparisons) return 'too-complex';
    const hit = open.find(
      (one) => one.north >= segment.south && one.south <= segment.north && segmentsCross(one, segment),
    );
    if (hit !== undefined) return meetingOf(hit, segment);
    open.push(segment);
  }
  return undefined;
};

const segmentsOf = (shape: MultiPolygon): Segment[] =>
  shape.flatMap((polygon) =>
    polygon.flatMap((ring) =>
      ring.slice(1).flatMap((to, index) => {
        const from = ring[index];
        return from === undefined || same(from, to) ? [] : [segmentOf(from, to)];
      }),
    ),
  );

const segmentOf = (from: Position, to: Position): Segment => ({
  from,
  to,
  west: Math.min(from[0], to[0]),
  east: Math.max(from[0], to[0]),
  south: Math.min(from[1], to[1]),
  north: Math.max(from[1], to[1]),
});

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** Twice the signed area of a triangle: its sign tells on which side of a→b the point c lies. */
const side = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

/** A real crossing, or two edges that share more than a point; an end that only touches is allowed. */
const segmentsCross = (one: Segment, other: Segment): boolean => {
  const a = side(one.from, one.to, other.from);
  const b = side(one.from, one.to, other.to);
  if (a === 0 && b === 0) return overlapOnLine(one, other);
  if (a * b >= 0) return false;
  return side(other.from, other.to, one.from) * side(other.from, other.to, one.to) < 0;
};

const overlapOnLine = (one: Segment, other: Segment): boolean => {
  const width = Math.min(one.east, other.east) - Math.max(one.west, other.west);
  const height = Math.min(one.north, other.north) - Math.max(one.south, other.south);
  return width >= 0 && height >= 0 && (width > 0 || height > 0);
};

/** Where two edges that cross or cover each other meet first. */
const meetingOf = (one: Segment, other: Segment): Position => {
  const [dx, dy] = [one.to[0] - one.from[0], one.to[1] - one.from[1]];
  const [ex, ey] = [other.to[0] - other.from[0], other.to[1] - other.from[1]];
  const turn = dx * ey - dy * ex;
  if (turn === 0) return [Math.max(one.west, other.west), Math.max(one.south, other.south)];
  const share = ((other.from[0] - one.from[0]) * ey - (other.from[1] - one.from[1]) * ex) / turn;
  return [rounded(one.from[0] + share * dx), rounded(one.from[1] + share * dy)];
};

const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
