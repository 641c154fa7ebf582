import { metresPerDegree, metresPerDegreeLon } from './metres.ts';
import { areaOf, overlapShare } from './overlap.ts';
import { contains, type MultiPolygon, type Position } from './polygon.ts';

/** Corners that are looked at: a coastline has thousands, and a shift moves them all alike. */
const maxCorners = 64;

/** Metres from a point to the nearest edge of a shape, on a plane laid at the point: for distances of a city. */
export const metresToBoundary = (shape: MultiPolygon, [lon, lat]: Position): number => {
  const kx = metresPerDegreeLon(lat);
  let nearest = Number.POSITIVE_INFINITY;
  for (const polygon of shape) {
    for (const ring of polygon) {
      let [ax, ay] = [0, 0];
      for (let i = 0; i < ring.length; i += 1) {
        const corner = ring[i];
        if (corner === undefined) continue;
        const bx = (corner[0] - lon) * kx;
        const by = (corner[1] - lat) * metresPerDegree;
        if (i > 0) nearest = Math.min(nearest, squareToStretch(ax, ay, bx, by));
        ax = bx;
        ay = by;
      }
    }
  }
  return Math.sqrt(nearest);
};

/** Square of the distance from the origin to a stretch. */
const squareToStretch = (ax: number, ay: number, bx: number, by: number): number => {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
  const x = ax + share * dx;
  const y = ay + share * dy;
  return x * x + y * y;
};

/** How far a shape reaches out of another one: metres of the farthest corner. */
export const metresOutside = (shape: MultiPolygon, around: MultiPolygon): number => {
  const corners = shape.reduce((sum, [outer = []]) => sum + outer.length, 0);
  const step = Math.max(1, Math.floor(corners / maxCorners));
  let metres = 0;
  for (const [outer = []] of shape) {
    for (let i = 0; i < outer.length; i += step) {
      const corner = outer[i];
      if (corner !== undefined && !contains(around, corner[0], corner[1])) {
        metres = Math.max(metres, metresToBoundary(around, corner));
      }
    }
  }
  return metres;
};

/** Share of a shape's area that lies outside of another one, 0…1. */
export const shareOutside = (shape: MultiPolygon, around: MultiPolygon): number => {
  const [own, other] = [areaOf(shape), areaOf(around)];
  const shared = overlapShare(shape, around) * Math.min(own, other);
  return own > 0 ? Math.max(0, 1 - shared / own) : 0;
};
