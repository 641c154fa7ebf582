import type { GroundBounds, GroundPosition } from '@liandong/laws';
import { clipLine, type Piece, placeOnEdge } from './clip-line.ts';
import { type Polygon, type Ring, signedAreaM2 } from './geometry.ts';
import { polygonsOf, type Refs } from './rings.ts';

/** Joins shores (海岸线) where one ends and the next begins; they are never turned round, their direction means something. */
export const joinShores = (ways: readonly Refs[]): readonly Refs[] => {
  const starts = new Map<number, Refs>();
  for (const way of ways) starts.set(firstOf(way), way);
  const continued = new Set(ways.map(lastOf));
  // Lines that have a beginning first; what is left then goes round in a ring.
  const ordered = [
    ...ways.filter((way) => !continued.has(firstOf(way))),
    ...ways.filter((way) => continued.has(firstOf(way))),
  ];
  return ordered.flatMap((way) => follow(way, starts));
};

const firstOf = (way: Refs): number => way[0] ?? 0;
const lastOf = (way: Refs): number => way.at(-1) ?? 0;

/** The line that begins with a way; none when it was part of another line already. */
const follow = (first: Refs, starts: Map<number, Refs>): readonly Refs[] => {
  if (starts.get(firstOf(first)) !== first) return [];
  const line = [...first];
  starts.delete(firstOf(first));
  for (let next = starts.get(lastOf(line)); next !== undefined; next = starts.get(lastOf(line))) {
    starts.delete(firstOf(next));
    for (let at = 1; at < next.length; at += 1) line.push(next[at] ?? 0);
  }
  return [line];
};

/**
 * The sea inside a box: OpenStreetMap draws only its shore, with the land on the left and the water on the right.
 * @returns undefined when a shore ends inside the box, or there are too many: nobody can tell where the sea is
 */
export const seaOf = (shores: readonly Ring[], bounds: GroundBounds): readonly Polygon[] | undefined => {
  const pieces: Piece[] = [];
  const islands: Ring[] = [];
  const waters: Ring[] = [];
  for (const shore of shores) {
    const clipped = clipLine(shore, bounds);
    if (clipped === undefined) return undefined;
    if (clipped.isWhole) (signedAreaM2(shore) > 0 ? islands : waters).push(shore);
    else pieces.push(...clipped.pieces);
  }
  if (pieces.length > maxPieces) return undefined;
  if (pieces.length > 0) waters.push(...closeAlongEdge(pieces, bounds));
  else if (islands.length > 0) waters.push(cornersOf(bounds));
  return polygonsOf(waters, islands);
};

/** More would take longer than anybody waits. */
const maxPieces = 20_000;

/** Clockwise from the north-west. */
const cornersOf = ([west, south, east, north]: GroundBounds): Ring => [
  [west, north],
  [east, north],
  [east, south],
  [west, south],
  [west, north],
];

type Crossing = { readonly line: Ring; readonly start: number; readonly end: number };

/** From where a shore leaves the box the sea's edge runs clockwise to where the next shore comes in. */
const closeAlongEdge = (pieces: readonly Piece[], bounds: GroundBounds): readonly Ring[] => {
  const waiting: Crossing[] = pieces
    .map(({ line }) => ({
      line,
      start: placeOnEdge(line[0] ?? [0, 0], bounds),
      end: placeOnEdge(line.at(-1) ?? [0, 0], bounds),
    }))
    .toSorted((a, b) => a.start - b.start);
  const corners = cornersOf(bounds);
  const rings: Ring[] = [];
  for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
    rings.push(closeRing(first, waiting, corners));
  }
  return rings;
};

const clockwise = (from: number, to: number): number => (to - from + 4) % 4;

const closeRing = (first: Crossing, waiting: Crossing[], corners: Ring): Ring => {
  const ring: GroundPosition[] = [...first.line];
  let { end } = first;
  for (;;) {
    const ahead = Math.max(
      0,
      waiting.findIndex(({ start }) => start >= end),
    );
    const next = waiting[ahead];
    const home = clockwise(end, first.start);
    const onward = next === undefined ? home : Math.min(home, clockwise(end, next.start));
    addCorners(ring, corners, end, onward);
    if (next === undefined || onward === home) break;
    waiting.splice(ahead, 1);
    for (const position of next.line) ring.push(position);
    end = next.end;
  }
  return [...ring, ring[0] ?? [0, 0]];
};

const addCorners = (ring: GroundPosition[], corners: Ring, from: number, distance: number): void => {
  for (let corner = Math.floor(from) + 1; corner <= from + distance; corner += 1) {
    const position = corners[corner % 4];
    if (position !== undefined) ring.push(position);
  }
};
