import type { Position } from './polygon.ts';

/** Metres in a degree of latitude; good to half a percent everywhere. */
export const metresPerDegree = 111_320;

/** Metres in a degree of longitude at a latitude. */
export const metresPerDegreeLon = (lat: number): number => metresPerDegree * Math.cos((lat * Math.PI) / 180);

/** Distance in metres from a point to a stretch, on a plane laid at the point: for distances of a city. */
export const metresToStretch = (point: Position, from: Position, to: Position): number => {
  const kx = metresPerDegreeLon(point[1]);
  const [ax, ay] = [(from[0] - point[0]) * kx, (from[1] - point[1]) * metresPerDegree];
  const [bx, by] = [(to[0] - point[0]) * kx, (to[1] - point[1]) * metresPerDegree];
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
  return Math.hypot(ax + share * dx, ay + share * dy);
};
