import { metresPerDegree, metresPerDegreeLon } from './metres.ts';
import { type MultiPolygon, type Position, signedArea } from './polygon.ts';

/** A stretch of the border of a shape, whose ground lies on its left; ends are numbers of points. */
export type Edge = readonly [from: number, to: number, shape: number];

/** Points that stand for those of other shapes within the tolerance of them. */
export type Points = {
  readonly places: readonly Position[];
  /** Whether some other shape than this has a corner there. */
  isOfOther(point: number, shape: number): boolean;
  /** Metres east and north of the first. */
  plane(point: number): readonly [x: number, y: number];
};

const cellKey = (x: number, y: number): number => x * 0x4000000 + y;

const around = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));

/** Corners of one shape nearer than this are one. */
const sameM = 0.1;

/**
 * Numbers points; one within the tolerance of a known point of another shape is that point. Corners of one shape stay
 * apart, so that a coast keeps its bends. A grid of cells finds them.
 */
const createPoints = (origin: Position, toleranceM: number) => {
  const kx = metresPerDegreeLon(origin[1]);
  const places: Position[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  const shapesOf: Set<number>[] = [];
  const cells = new Map<number, number[]>();
  const cellOf = (metres: number): number => Math.floor(metres / toleranceM) + 0x1000000;

  const nearest = (x: number, y: number, shape: number): number | undefined => {
    const [cx, cy] = [cellOf(x), cellOf(y)];
    let found: number | undefined;
    let least = toleranceM;
    for (const [i, j] of around) {
      for (const point of cells.get(cellKey(cx + i, cy + j)) ?? []) {
        const metres = Math.hypot((xs[point] ?? 0) - x, (ys[point] ?? 0) - y);
        const isFree = metres <= sameM || shapesOf[point]?.has(shape) === false;
        if (metres <= least && isFree) [found, least] = [point, metres];
      }
    }
    return found;
  };

  const numberOf = (place: Position, shape: number): number => {
    const x = (place[0] - origin[0]) * kx;
    const y = (place[1] - origin[1]) * metresPerDegree;
    const found = nearest(x, y, shape);
    if (found !== undefined) {
      shapesOf[found]?.add(shape);
      return found;
    }
    const number = places.push(place) - 1;
    xs.push(x);
    ys.push(y);
    shapesOf.push(new Set([shape]));
    const key = cellKey(cellOf(x), cellOf(y));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [number]);
    else cell.push(number);
    return number;
  };
  const points: Points = {
    places,
    plane: (point) => [xs[point] ?? 0, ys[point] ?? 0],
    isOfOther: (point, shape) => (shapesOf[point]?.size ?? 0) > (shapesOf[point]?.has(shape) === true ? 1 : 0),
  };
  return { points, numberOf };
};

/** Oriented edges of some shapes; corners of two shapes within a tolerance of each other have become one. */
export const snapEdges = (
  shapes: readonly MultiPolygon[],
  toleranceM: number,
): { readonly points: Points; readonly edges: readonly Edge[] } => {
  const origin = shapes[0]?.[0]?.[0]?.[0] ?? [0, 0];
  const { points, numberOf } = createPoints(origin, toleranceM);
  const edges = shapes.flatMap((shape, owner) => {
    const known = new Map<string, number>();
    // A place that comes again, as the end of every ring does, must be the same point again.
    const pointAt = (place: Position): number => {
      const key = place.join(' ');
      const number = known.get(key) ?? numberOf(place, owner);
      known.set(key, number);
      return number;
    };
    return shape.flatMap((polygon) =>
      polygon.flatMap((ring, index) => {
        const numbers = ring.map(pointAt);
        const isLeft = signedArea(numbers.map((number) => points.places[number] ?? origin)) > 0;
        return edgesOf(isLeft === (index === 0) ? numbers : numbers.toReversed(), owner);
      }),
    );
  });
  return { points, edges };
};

const edgesOf = (numbers: readonly number[], owner: number): Edge[] =>
  numbers.slice(1).flatMap((to, index): Edge[] => {
    const from = numbers[index];
    return from === undefined || from === to ? [] : [[from, to, owner]];
  });
