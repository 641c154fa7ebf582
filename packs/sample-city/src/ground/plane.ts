import type { LonLat } from '@liandong/words';
import type { Line, Point } from './mesh.ts';

/** Open sea, a thousand kilometres from any coast: nobody can take the sample for a real place. */
const origin = { lon: 146, lat: 28 } as const;
const kmPerLatDegree = 110.8;
const kmPerLonDegree = 111.32 * Math.cos(((origin.lat + 0.1) * Math.PI) / 180);

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Kilometres of the sample's plane as WGS-84 degrees. */
export const toLonLat = ([x, y]: Point): LonLat => ({
  lon: rounded(origin.lon + x / kmPerLonDegree),
  lat: rounded(origin.lat + y / kmPerLatDegree),
});

/** A line as GeoJSON positions. */
export const toPositions = (line: Line): readonly (readonly [number, number])[] =>
  line.map((point) => {
    const { lon, lat } = toLonLat(point);
    return [lon, lat];
  });

/** Whether a closed line contains a point. */
export const isInside = (ring: Line, [x, y]: Point): boolean => {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1, y1] = ring[i - 1] ?? [0, 0];
    const [x2, y2] = ring[i] ?? [0, 0];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
};

/** The mean of a closed line's corners. */
export const middleOf = (ring: Line): Point => {
  const points = ring.slice(1);
  const sum = points.reduce<Point>(([sx, sy], [x, y]) => [sx + x, sy + y], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
};

/** The shortest distance in km from a point to the corners of a line. */
export const distanceTo = (line: Line, [x, y]: Point): number =>
  line.reduce((least, [px, py]) => Math.min(least, Math.hypot(px - x, py - y)), Number.POSITIVE_INFINITY);

/** A smooth line through the given points (Catmull-Rom), with `steps` pieces between each two. */
export const smooth = (points: Line, steps = 8): Line =>
  points.flatMap((here, index) => {
    const next = points[index + 1];
    if (next === undefined) return [here];
    const [before, after] = [points[index - 1] ?? here, points[index + 2] ?? next];
    return Array.from({ length: steps }, (_, step): Point => {
      const t = step / steps;
      const blend = (a: number, b: number, c: number, d: number): number =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3);
      return [blend(before[0], here[0], next[0], after[0]), blend(before[1], here[1], next[1], after[1])];
    });
  });
