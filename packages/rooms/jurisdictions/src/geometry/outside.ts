import { metresToStretch } from './metres.ts';
import { areaOf, overlapShare } from './overlap.ts';
import { contains, type MultiPolygon, type Position } from './polygon.ts';

/** Corners that are looked at: a coastline has thousands, and a shift moves them all alike. */
const maxCorners = 400;

/** Metres from a point to the nearest edge of a shape. */
export const metresToBoundary = (shape: MultiPolygon, point: Position): number => {
  let nearest = Number.POSITIVE_INFINITY;
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i += 1) {
        const [from, to] = [ring[i - 1], ring[i]];
        if (from !== undefined && to !== undefined) nearest = Math.min(nearest, metresToStretch(point, from, to));
      }
    }
  }
  return nearest;
};

/** How far a shape reaches out of another one: metres of the farthest corner, and the share of its area outside, 0…1. */
export const reachOutside = (
  shape: MultiPolygon,
  around: MultiPolygon,
): { readonly metres: number; readonly share: number } => {
  const corners = shape.flatMap(([outer = []]) => outer);
  const step = Math.max(1, Math.floor(corners.length / maxCorners));
  let metres = 0;
  for (let i = 0; i < corners.length; i += step) {
    const corner = corners[i];
    if (corner !== undefined && !contains(around, corner[0], corner[1])) {
      metres = Math.max(metres, metresToBoundary(around, corner));
    }
  }
  const [own, other] = [areaOf(shape), areaOf(around)];
  const shared = overlapShare(shape, around) * Math.min(own, other);
  return { metres, share: own > 0 ? Math.max(0, 1 - shared / own) : 0 };
};
