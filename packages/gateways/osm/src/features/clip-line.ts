import type { GroundBounds, GroundPosition } from '@liandong/laws';

/** A stretch of a line inside a box, from edge to edge. */
export type Piece = { readonly line: GroundPosition[] };
export type Clipped = { readonly pieces: readonly Piece[]; readonly isWhole: boolean };

const isWithin = ([lon, lat]: GroundPosition, [west, south, east, north]: GroundBounds): boolean =>
  lon > west && lon < east && lat > south && lat < north;

/**
 * Cuts a line at the edges of a box (Liang and Barsky, 1984). `isWhole`: it is a ring that lies inside altogether.
 * @returns undefined when the line begins or ends inside
 */
export const clipLine = (line: readonly GroundPosition[], bounds: GroundBounds): Clipped | undefined => {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return { pieces: [], isWhole: false };
  const isRing = first[0] === last[0] && first[1] === last[1];
  const outside = isRing ? line.findIndex((position) => !isWithin(position, bounds)) : 0;
  if (outside < 0) return { pieces: [], isWhole: true };
  // A ring may begin anywhere: outside is where no stretch is cut in two.
  const turned = isRing ? [...line.slice(outside, -1), ...line.slice(0, outside + 1)] : line;
  if (!isRing && (isWithin(first, bounds) || isWithin(last, bounds))) return undefined;
  return { pieces: stretchesOf(turned, bounds), isWhole: false };
};

const stretchesOf = (line: readonly GroundPosition[], bounds: GroundBounds): readonly Piece[] => {
  const pieces: Piece[] = [];
  let open: Piece | undefined;
  for (let at = 1; at < line.length; at += 1) {
    const from: GroundPosition = line[at - 1] ?? [0, 0];
    const to: GroundPosition = line[at] ?? [0, 0];
    const span = spanWithin(from, to, bounds);
    if (span === undefined) continue;
    const [enters, leaves] = span;
    open ??= { line: [onEdge(between(from, to, enters), bounds)] };
    if (isWithin(to, bounds)) {
      open.line.push(to);
      continue;
    }
    open.line.push(onEdge(between(from, to, leaves), bounds));
    pieces.push(open);
    open = undefined;
  }
  return pieces;
};

const between = ([x1, y1]: GroundPosition, [x2, y2]: GroundPosition, share: number): GroundPosition => [
  x1 + (x2 - x1) * share,
  y1 + (y2 - y1) * share,
];

/** The shares of a segment between which it lies in the box; undefined when it only passes by. */
const spanWithin = (
  [x1, y1]: GroundPosition,
  [x2, y2]: GroundPosition,
  [west, south, east, north]: GroundBounds,
): readonly [enters: number, leaves: number] | undefined => {
  let [enters, leaves] = [0, 1];
  const sides = [
    [x1 - x2, x1 - west],
    [x2 - x1, east - x1],
    [y1 - y2, y1 - south],
    [y2 - y1, north - y1],
  ] as const;
  for (const [towards, room] of sides) {
    if (towards === 0 && room <= 0) return undefined;
    if (towards < 0) enters = Math.max(enters, room / towards);
    else if (towards > 0) leaves = Math.min(leaves, room / towards);
  }
  return enters < leaves ? [enters, leaves] : undefined;
};

/** Distances to the northern, eastern, southern and western edge. */
const distances = ([lon, lat]: GroundPosition, [west, south, east, north]: GroundBounds): readonly number[] => [
  Math.abs(north - lat),
  Math.abs(east - lon),
  Math.abs(south - lat),
  Math.abs(west - lon),
];

const nearestEdge = (position: GroundPosition, bounds: GroundBounds): number => {
  const all = distances(position, bounds);
  return all.indexOf(Math.min(...all));
};

/** The position exactly on the edge that it should lie on. */
const onEdge = (position: GroundPosition, bounds: GroundBounds): GroundPosition => {
  const [lon, lat] = position;
  const [west, south, east, north] = bounds;
  const edges: readonly GroundPosition[] = [
    [lon, north],
    [east, lat],
    [lon, south],
    [west, lat],
  ];
  return edges[nearestEdge(position, bounds)] ?? position;
};

/** How far round the box, clockwise from the north-western corner; 0 … 4, one for each side. */
export const placeOnEdge = (position: GroundPosition, bounds: GroundBounds): number => {
  const [lon, lat] = position;
  const [west, south, east, north] = bounds;
  const edge = nearestEdge(position, bounds);
  const shares = [
    (lon - west) / (east - west),
    (north - lat) / (north - south),
    (east - lon) / (east - west),
    (lat - south) / (north - south),
  ];
  return edge + (shares[edge] ?? 0);
};
