import type { LonLat } from '@liandong/words';
import type { Ring, XY } from './types.ts';

/** Open sea, a thousand kilometres from any coast: nobody can take the sample for a real place. */
const origin = { lon: 146, lat: 28 } as const;
const metresPerLatDegree = 110_800;
const metresPerLonDegree = 111_320 * Math.cos(((origin.lat + 0.1) * Math.PI) / 180);

/** A tenth of a metre; the same for neighbours, so that shared edges stay shared. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Metres of the sample's plane as WGS-84 degrees. */
export const toLonLat = ([x, y]: XY): LonLat => ({
  lon: rounded(origin.lon + x / metresPerLonDegree),
  lat: rounded(origin.lat + y / metresPerLatDegree),
});

/** WGS-84 degrees as metres of the sample's plane. */
export const fromLonLat = ({ lon, lat }: LonLat): XY => [
  (lon - origin.lon) * metresPerLonDegree,
  (lat - origin.lat) * metresPerLatDegree,
];

/** A line as GeoJSON positions. */
export const toPositions = (line: readonly XY[]): readonly (readonly [number, number])[] =>
  line.map((point) => {
    const { lon, lat } = toLonLat(point);
    return [lon, lat];
  });

/** Whether a closed line contains a point. */
export const isInside = (ring: Ring, [x, y]: XY): boolean => {
  let inside = false;
  let [x1, y1] = ring[0] ?? [0, 0];
  // Hot path: counted, without iterators.
  for (let index = 1; index < ring.length; index += 1) {
    const point = ring[index];
    if (point === undefined) continue;
    const x2 = point[0];
    const y2 = point[1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
    x1 = x2;
    y1 = y2;
  }
  return inside;
};

/** Square metres; above 0 when the ring runs counter-clockwise. */
export const areaOf = (ring: Ring): number => {
  const [ox, oy] = ring[0] ?? [0, 0];
  let [twice, x1, y1] = [0, 0, 0];
  for (const point of ring) {
    const [x2, y2] = [point[0] - ox, point[1] - oy];
    twice += x1 * y2 - x2 * y1;
    x1 = x2;
    y1 = y2;
  }
  return twice / 2;
};

/** The centre of a closed line's area. */
export const middleOf = (ring: Ring): XY => {
  const [ox, oy] = ring[0] ?? [0, 0];
  let [twice, sx, sy, x1, y1] = [0, 0, 0, 0, 0];
  for (const point of ring) {
    const [x2, y2] = [point[0] - ox, point[1] - oy];
    const cross = x1 * y2 - x2 * y1;
    twice += cross;
    sx += (x1 + x2) * cross;
    sy += (y1 + y2) * cross;
    x1 = x2;
    y1 = y2;
  }
  return twice === 0 ? [ox, oy] : [ox + sx / (3 * twice), oy + sy / (3 * twice)];
};
