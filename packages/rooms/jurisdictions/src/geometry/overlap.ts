import { bboxOf, boxesMeet, type MultiPolygon, signedArea } from './polygon.ts';

const scanLines = 256;

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
  const south = Math.max(a[1], b[1]);
  const step = (Math.min(a[3], b[3]) - south) / scanLines;
  let shared = 0;
  for (let line = 0; line < scanLines; line += 1) {
    const lat = south + (line + 0.5) * step;
    shared += sharedLength(cutsAt(one, lat), cutsAt(other, lat)) * step;
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

/** Longitudes where a parallel cuts the rings, ascending: inside lies between each pair. */
const cutsAt = (shape: MultiPolygon, lat: number): readonly number[] => {
  const cuts: number[] = [];
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i += 1) {
        const [x1, y1] = ring[i - 1] ?? [0, 0];
        const [x2, y2] = ring[i] ?? [0, 0];
        if (y1 > lat !== y2 > lat) cuts.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
      }
    }
  }
  return cuts.sort((p, q) => p - q);
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
