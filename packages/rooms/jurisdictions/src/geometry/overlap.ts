import { bboxOf, boxesMeet, type MultiPolygon, signedArea } from './polygon.ts';

/** Lines through the height that two shapes share: more for more corners, enough for a coast. */
const fewestLines = 48;
const mostLines = 256;

/**
 * How much of the smaller of two shapes lies in the other, 0…1, measured along horizontal scan lines through the
 * height that both share. Exact along each line; a sliver thinner than a line's distance may be missed, which is the
 * kind of overlap that is tolerated anyway.
 */
export const overlapShare = (one: MultiPolygon, other: MultiPolygon): number => {
  const [a, b] = [bboxOf(one), bboxOf(other)];
  if (!boxesMeet(a, b)) return 0;
  const smaller = Math.min(areaOf(one), areaOf(other));
  if (!(smaller > 0)) return 0;
  const [south, north] = [Math.max(a[1], b[1]), Math.min(a[3], b[3])];
  const [edges, otherEdges] = [edgesIn(one, south, north), edgesIn(other, south, north)];
  const lines = Math.min(mostLines, Math.max(fewestLines, edges.length + otherEdges.length));
  const step = (north - south) / lines;
  const [cuts, otherCuts]: [number[], number[]] = [[], []];
  let shared = 0;
  for (let line = 0; line < lines; line += 1) {
    const lat = south + (line + 0.5) * step;
    cut(edges, lat, cuts);
    cut(otherEdges, lat, otherCuts);
    shared += sharedLength(cuts, otherCuts) * step;
  }
  return Math.min(1, shared / smaller);
};

/** Area in square degrees, holes taken off: good for comparing neighbours only. */
export const areaOf = (shape: MultiPolygon): number => {
  let area = 0;
  for (const polygon of shape) {
    polygon.forEach((ring, index) => {
      area += (index === 0 ? 1 : -1) * Math.abs(signedArea(ring));
    });
  }
  return area;
};

/** Edges of all rings that reach between two parallels: x1, y1, x2, y2 one after the other. */
const edgesIn = (shape: MultiPolygon, south: number, north: number): Float64Array => {
  const edges: number[] = [];
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i += 1) {
        const [x1, y1] = ring[i - 1] ?? [0, 0];
        const [x2, y2] = ring[i] ?? [0, 0];
        if (Math.max(y1, y2) >= south && Math.min(y1, y2) <= north) edges.push(x1, y1, x2, y2);
      }
    }
  }
  return Float64Array.from(edges);
};

/** Hot: fills in the longitudes where a parallel cuts the edges, ascending; inside lies between each pair. */
const cut = (edges: Float64Array, lat: number, cuts: number[]): void => {
  cuts.length = 0;
  for (let i = 0; i < edges.length; i += 4) {
    const y1 = edges[i + 1] ?? 0;
    const y2 = edges[i + 3] ?? 0;
    if (y1 > lat === y2 > lat) continue;
    const x1 = edges[i] ?? 0;
    cuts.push(x1 + ((lat - y1) / (y2 - y1)) * ((edges[i + 2] ?? 0) - x1));
  }
  cuts.sort((p, q) => p - q);
};

const sharedLength = (one: readonly number[], other: readonly number[]): number => {
  let length = 0;
  for (let i = 0; i + 1 < one.length; i += 2) {
    for (let j = 0; j + 1 < other.length; j += 2) {
      const from = Math.max(one[i] ?? 0, other[j] ?? 0);
      const to = Math.min(one[i + 1] ?? 0, other[j + 1] ?? 0);
      if (to > from) length += to - from;
    }
  }
  return length;
};
