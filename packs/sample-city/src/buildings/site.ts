import type { Block, XY } from '../city/types.ts';

/** A stretch that may be built on, in metres along the site. */
export type Span = readonly [from: number, to: number];
/** A rectangle in the site's own axes, in metres. */
export type Box = { readonly u0: number; readonly u1: number; readonly v0: number; readonly v1: number };
/** A line that buildings keep away from: x and y of both ends, and the distance to keep in metres. */
export type Obstacle = readonly [x1: number, y1: number, x2: number, y2: number, keepM: number];

/** A block seen along its longest side: u runs along it, v across, so that rows of houses are strips of v. */
export type Site = {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  readonly areaM2: number;
  /** Stretches of the strip where every point keeps its distance from the block's edge, roads and what stands there. */
  free(v0: number, v1: number, longerThanM: number): readonly Span[];
  /** Keeps a rectangle and a margin around it from being offered again. */
  occupy(box: Box, marginM: number): void;
  toCity(u: number, v: number): XY;
};

/** Metres between a building and the edge of its block: half the road, pavement and front garden; a fence where no road is. */
const keepFrom = (halfRoadM: number): number => (halfRoadM > 0 ? halfRoadM + 5 : 4);

/** The site of a block and the obstacles that lie in or near it. */
export const createSite = ({ ring, setbacksM }: Block, obstacles: readonly Obstacle[]): Site => {
  const [cos, sin] = alongLongest(ring);
  const sides = ring.length - 1;
  // Five figures an edge: both ends turned into the site's axes, and the distance to keep.
  const edges = new Float64Array((sides + obstacles.length) * 5);
  const put = (index: number, x1: number, y1: number, x2: number, y2: number, keep: number): void => {
    edges[index * 5] = x1 * cos + y1 * sin;
    edges[index * 5 + 1] = y1 * cos - x1 * sin;
    edges[index * 5 + 2] = x2 * cos + y2 * sin;
    edges[index * 5 + 3] = y2 * cos - x2 * sin;
    edges[index * 5 + 4] = keep;
  };
  for (let index = 0; index < sides; index += 1) {
    const [a, b] = [ring[index] ?? origin, ring[index + 1] ?? origin];
    put(index, a[0], a[1], b[0], b[1], keepFrom(setbacksM[index] ?? 0));
  }
  obstacles.forEach(([x1, y1, x2, y2, keep], index) => {
    put(sides + index, x1, y1, x2, y2, keep);
  });
  const taken: Box[] = [];
  return {
    ...extent(edges, sides),
    free: (v0, v1, longerThanM) => {
      openCount = 0;
      cross(edges, sides, (v0 + v1) / 2);
      if (openCount === 0) return [];
      shutCount = 0;
      shadow(edges, v0, v1);
      for (const box of taken) if (box.v0 < v1 && box.v1 > v0) shutOff(box.u0, box.u1);
      return left(longerThanM);
    },
    occupy: (box, marginM) => {
      taken.push({ u0: box.u0 - marginM, u1: box.u1 + marginM, v0: box.v0 - marginM, v1: box.v1 + marginM });
    },
    toCity: (u, v) => [u * cos - v * sin, u * sin + v * cos],
  };
};

const origin: XY = [0, 0];

const alongLongest = (ring: readonly XY[]): readonly [cos: number, sin: number] => {
  let [longest, cos, sin] = [0, 1, 0];
  for (let index = 1; index < ring.length; index += 1) {
    const [a, b] = [ring[index - 1] ?? origin, ring[index] ?? origin];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length > longest) [longest, cos, sin] = [length, (b[0] - a[0]) / length, (b[1] - a[1]) / length];
  }
  return [cos, sin];
};

const extent = (edges: Float64Array, sides: number): Box & { readonly areaM2: number } => {
  let [u0, u1, v0, v1, twice] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (let at = 0; at < sides * 5; at += 5) {
    const [u, v, uNext, vNext] = [edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0];
    u0 = Math.min(u0, u);
    u1 = Math.max(u1, u);
    v0 = Math.min(v0, v);
    v1 = Math.max(v1, v);
    twice += u * vNext - uNext * v;
  }
  return { u0, u1, v0, v1, areaM2: Math.abs(twice) / 2 };
};

// Asked for tens of thousands of times for a street: what is open and what is shut stands in these, sorted by where
// it begins, and nothing is allocated but what is left.
let open = new Float64Array(64);
let openCount = 0;
let shut = new Float64Array(512);
let shutCount = 0;

const twice = (full: Float64Array): Float64Array<ArrayBuffer> => {
  const wider = new Float64Array(full.length * 2);
  wider.set(full);
  return wider;
};

const shutOff = (from: number, to: number): void => {
  if (shutCount * 2 + 2 > shut.length) shut = twice(shut);
  let at = shutCount * 2;
  for (; at > 0 && (shut[at - 2] ?? 0) > from; at -= 2) {
    shut[at] = shut[at - 2] ?? 0;
    shut[at + 1] = shut[at - 1] ?? 0;
  }
  shut[at] = from;
  shut[at + 1] = to;
  shutCount += 1;
};

/** Where the line v crosses the ring, in pairs: inside from the first to the second, and so on. */
const cross = (edges: Float64Array, sides: number, v: number): void => {
  for (let edge = 0; edge < sides * 5; edge += 5) {
    const va = edges[edge + 1] ?? 0;
    const vb = edges[edge + 3] ?? 0;
    if (va > v === vb > v) continue;
    const ua = edges[edge] ?? 0;
    const u = ua + ((v - va) / (vb - va)) * ((edges[edge + 2] ?? 0) - ua);
    if (openCount === open.length) open = twice(open);
    let at = openCount;
    for (; at > 0 && (open[at - 1] ?? 0) > u; at -= 1) open[at] = open[at - 1] ?? 0;
    open[at] = u;
    openCount += 1;
  }
};

/** Shuts off the part of the strip that each edge shadows, together with its distance to keep. */
const shadow = (edges: Float64Array, v0: number, v1: number): void => {
  for (let at = 0; at < edges.length; at += 5) {
    const va = edges[at + 1] ?? 0;
    const vb = edges[at + 3] ?? 0;
    const keep = edges[at + 4] ?? 0;
    if (Math.max(va, vb) < v0 - keep || Math.min(va, vb) > v1 + keep) continue;
    const ua = edges[at] ?? 0;
    const run = (edges[at + 2] ?? 0) - ua;
    const rise = vb - va;
    const one = rise === 0 ? ua : ua + within01((v0 - keep - va) / rise) * run;
    const two = rise === 0 ? ua + run : ua + within01((v1 + keep - va) / rise) * run;
    shutOff(Math.min(one, two) - keep, Math.max(one, two) + keep);
  }
};

const within01 = (share: number): number => (share < 0 ? 0 : share > 1 ? 1 : share);

/** The open stretches without the shut ones. */
const left = (longerThanM: number): Span[] => {
  const spans: Span[] = [];
  for (let index = 1; index < openCount; index += 2) {
    let start = open[index - 1] ?? 0;
    const to = open[index] ?? 0;
    for (let at = 0; at < shutCount * 2 && (shut[at] ?? 0) < to; at += 2) {
      const from = shut[at] ?? 0;
      if (from - start > longerThanM) spans.push([start, from]);
      start = Math.max(start, shut[at + 1] ?? 0);
    }
    if (to - start > longerThanM) spans.push([start, to]);
  }
  return spans;
};
