import { metresPerDegree, metresPerDegreeLon } from './metres.ts';
import { type MultiPolygon, type Position, signedArea } from './polygon.ts';

/** A stretch of a border with the ground that it bounds on its left; ends are numbers of points. */
export type Edge = readonly [from: number, to: number];

/** Points that stand for all within the tolerance of them. */
export type Points = {
  readonly places: readonly Position[];
  /** Metres east and north of the first. */
  plane(point: number): readonly [x: number, y: number];
};

const cellKey = (x: number, y: number): number => x * 0x4000000 + y;

const around = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));

/** Numbers points; one within the tolerance of a known point is that point. A grid of cells finds it. */
const createPoints = (origin: Position, toleranceM: number): Points & { numberOf(place: Position): number } => {
  const kx = metresPerDegreeLon(origin[1]);
  const places: Position[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  const cells = new Map<number, number[]>();
  const cellOf = (metres: number): number => Math.floor(metres / toleranceM) + 0x1000000;

  const known = (x: number, y: number, cx: number, cy: number): number | undefined => {
    for (const [i, j] of around) {
      const found = cells
        .get(cellKey(cx + i, cy + j))
        ?.find((point) => Math.hypot((xs[point] ?? 0) - x, (ys[point] ?? 0) - y) <= toleranceM);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const numberOf = (place: Position): number => {
    const x = (place[0] - origin[0]) * kx;
    const y = (place[1] - origin[1]) * metresPerDegree;
    const [cx, cy] = [cellOf(x), cellOf(y)];
    const found = known(x, y, cx, cy);
    if (found !== undefined) return found;
    const number = places.push(place) - 1;
    xs.push(x);
    ys.push(y);
    const cell = cells.get(cellKey(cx, cy));
    if (cell === undefined) cells.set(cellKey(cx, cy), [number]);
    else cell.push(number);
    return number;
  };
  return { places, plane: (point) => [xs[point] ?? 0, ys[point] ?? 0], numberOf };
};

/** Oriented edges of some shapes, whose corners within a tolerance of each other have become one. */
export const snapEdges = (
  shapes: readonly MultiPolygon[],
  toleranceM: number,
): { readonly points: Points; readonly edges: readonly Edge[] } => {
  const origin = shapes[0]?.[0]?.[0]?.[0] ?? [0, 0];
  const points = createPoints(origin, toleranceM);
  const edges = shapes.flatMap((shape) =>
    shape.flatMap((polygon) =>
      polygon.flatMap((ring, index) => {
        const numbers = ring.map(points.numberOf);
        const isLeft = signedArea(numbers.map((number) => points.places[number] ?? origin)) > 0;
        return edgesOf(isLeft === (index === 0) ? numbers : numbers.toReversed());
      }),
    ),
  );
  return { points, edges };
};

const edgesOf = (numbers: readonly number[]): Edge[] =>
  numbers.slice(1).flatMap((to, index): Edge[] => {
    const from = numbers[index];
    return from === undefined || from === to ? [] : [[from, to]];
  });
