import { chance, chanceBetween } from '../chance.ts';

/** Kilometres east and north of the city's origin. */
export type Point = readonly [number, number];
export type Line = readonly Point[];

export const columns = 3;
export const rows = 3;

/** How an edge of the mesh looks: the share of its length by which it may bend. */
const bend = { inland: 0.12, river: 0.16, coast: 0.17 } as const;
const halvings = 5;

/** A plane cut into cells whose neighbours share their edges point by point. */
export type Mesh = {
  /** The closed outline of some cells, counter-clockwise; they must hang together. */
  outline(cells: readonly (readonly [number, number])[]): Line;
  /** The edge between two corners, in that order. */
  edge(from: readonly [number, number], to: readonly [number, number]): Line;
};

export const createMesh = (seed: number): Mesh => {
  const edges = new Map<string, Line>();

  const edge: Mesh['edge'] = (from, to) => {
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
    const [low, high] = forward ? [from, to] : [to, from];
    const key = `${low}-${high}`;
    const line = edges.get(key) ?? drawEdge(seed, key, low, high);
    edges.set(key, line);
    return forward ? line : line.toReversed();
  };

  const outline: Mesh['outline'] = (cells) => {
    const open = new Map<string, readonly [Corner, Corner]>();
    for (const [x, y] of cells) {
      const corners: readonly Corner[] = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ];
      corners.forEach((corner, index) => {
        const next = corners[(index + 1) % 4] ?? corner;
        // Two cells walk a shared edge in opposite directions: it is no part of the outline.
        if (!open.delete(`${next}>${corner}`)) open.set(`${corner}>${next}`, [corner, next]);
      });
    }
    return chain([...open.values()]).flatMap(([from, to]) => edge(from, to).slice(0, -1));
  };

  return { outline: (cells) => closed(outline(cells)), edge };
};

type Corner = readonly [number, number];

const closed = (line: Line): Line => [...line, ...line.slice(0, 1)];

const chain = (steps: readonly (readonly [Corner, Corner])[]): readonly (readonly [Corner, Corner])[] => {
  const byStart = new Map(steps.map((step) => [String(step[0]), step]));
  const walked: (readonly [Corner, Corner])[] = [];
  let step = steps[0];
  while (step !== undefined && walked.length < steps.length) {
    walked.push(step);
    step = byStart.get(String(step[1]));
  }
  return walked;
};

/** Corners of the cells in km, column by column from the south: a bay in the southern coast, where the river ends. */
const corners: readonly (readonly Point[])[] = [
  [
    [0.4, 0.9],
    [-0.9, 7.4],
    [1.5, 14.2],
    [2.8, 20.1],
  ],
  [
    [9.6, 4.6],
    [8.7, 9.3],
    [9.9, 13.6],
    [7.6, 21.4],
  ],
  [
    [18.6, 1.2],
    [16.9, 7.2],
    [19.7, 15.1],
    [17.2, 21.8],
  ],
  [
    [27.9, 3.9],
    [26.3, 9.4],
    [28.4, 13.2],
    [25.1, 19.3],
  ],
];

const cornerPoint = (seed: number, [i, j]: Corner): Point => {
  const [x, y] = corners[i]?.[j] ?? [0, 0];
  const number = i * 7 + j;
  return [
    x + chanceBetween(seed, 'corner-x', -0.3, 0.3, number),
    y + chanceBetween(seed, 'corner-y', -0.3, 0.3, number),
  ];
};

const drawEdge = (seed: number, key: string, low: Corner, high: Corner): Line => {
  const isCoast = low[1] === 0 && high[1] === 0;
  const isRiver = low[0] === 1 && high[0] === 1;
  const share = isCoast ? bend.coast : isRiver ? bend.river : bend.inland;
  let line: Line = [cornerPoint(seed, low), cornerPoint(seed, high)];
  for (let halving = 0; halving < halvings; halving += 1) line = halve(seed, `${key}/${halving}`, line, share);
  return line;
};

/** Puts a point between each two, off their line by at most `share` of their distance. */
const halve = (seed: number, key: string, line: Line, share: number): Line =>
  line.flatMap((from, index) => {
    const to = line[index + 1];
    if (to === undefined) return [from];
    const off = (chance(seed, key, index) - 0.5) * 2 * share;
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    return [from, [(from[0] + to[0]) / 2 - dy * off, (from[1] + to[1]) / 2 + dx * off]];
  });
