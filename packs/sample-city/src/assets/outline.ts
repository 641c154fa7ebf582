import { areaOf, isInside, toPositions } from '../city/plane.ts';
import type { Block, Ring, XY } from '../city/types.ts';

/** The ground of a block without the roads around it; the whole block where that would fold over itself. */
export const groundOf = (block: Block): Ring => {
  const { ring, setbacksM } = block;
  const sides = ring.length - 1;
  const corner = (index: number): XY => {
    const before = (index + sides - 1) % sides;
    const [p, here, n] = [ring[before], ring[index], ring[index + 1]];
    if (p === undefined || here === undefined || n === undefined) return [0, 0];
    return insetCorner(p, here, n, setbacksM[before] ?? 0, setbacksM[index] ?? 0);
  };
  const inner = Array.from({ length: sides }, (_, index) => corner(index));
  const closed = [...inner, ...inner.slice(0, 1)];
  const isSound = inner.every((point) => isInside(ring, point)) && areaOf(closed) > 0.3 * areaOf(ring);
  return isSound ? closed : ring;
};

/** Metres of pavement that no side is without, so that neighbours don't touch. */
const vergeM = 1;

const insetCorner = ([px, py]: XY, [x, y]: XY, [nx, ny]: XY, setbackBefore: number, setbackAfter: number): XY => {
  const [l1, l2] = [Math.hypot(x - px, y - py) || 1, Math.hypot(nx - x, ny - y) || 1];
  const [d1, d2]: [XY, XY] = [
    [(x - px) / l1, (y - py) / l1],
    [(nx - x) / l2, (ny - y) / l2],
  ];
  const [a, b] = [setbackBefore + vergeM, setbackAfter + vergeM];
  const sine = d1[0] * d2[1] - d1[1] * d2[0];
  // Almost straight on: both sides give way by the wider road.
  if (Math.abs(sine) < 0.3) return [x - d1[1] * Math.max(a, b), y + d1[0] * Math.max(a, b)];
  return [x + (a * d2[0] - b * d1[0]) / sine, y + (a * d2[1] - b * d1[1]) / sine];
};

/** GeoJSON in WGS-84 of one or more rings. */
export const geometryOf = (rings: readonly Ring[]): unknown => {
  const shapes = rings.map((ring) => [toPositions(ring)]);
  return shapes.length === 1
    ? { type: 'Polygon', coordinates: shapes[0] }
    : { type: 'MultiPolygon', coordinates: shapes };
};
