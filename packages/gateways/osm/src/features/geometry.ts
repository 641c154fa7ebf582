import type { GroundPosition } from '@liandong/laws';

/** Closed: the last position is the first. */
export type Ring = readonly GroundPosition[];
/** The outer ring, counter-clockwise, then its holes, clockwise. */
export type Polygon = readonly Ring[];

/** Metres of one degree on a sphere of the Earth's mean radius. */
const metresPerDegree = 111_195;

/** Square metres, positive when counter-clockwise; exact enough to tell a lake from a pond. */
export const signedAreaM2 = (ring: Ring): number => {
  const [lon0, lat0] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let at = 1; at + 1 < ring.length; at += 1) {
    const [x1, y1] = ring[at] ?? [0, 0];
    const [x2, y2] = ring[at + 1] ?? [0, 0];
    sum += (x1 - lon0) * (y2 - lat0) - (x2 - lon0) * (y1 - lat0);
  }
  return (sum / 2) * metresPerDegree * metresPerDegree * Math.cos((lat0 * Math.PI) / 180);
};

/** The ring in the wanted direction. */
export const turned = (ring: Ring, counterClockwise: boolean): Ring =>
  signedAreaM2(ring) > 0 === counterClockwise ? ring : ring.toReversed();

/** Even-odd rule; a position on the edge may count either way. */
export const isInside = ([lon, lat]: GroundPosition, ring: Ring): boolean => {
  let inside = false;
  for (let at = 1; at < ring.length; at += 1) {
    const [x1, y1] = ring[at - 1] ?? [0, 0];
    const [x2, y2] = ring[at] ?? [0, 0];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
};

/** A place for a name: in the middle of the widest stretch of the polygon at the height of its centre. */
export const labelPlaceOf = (polygon: Polygon): GroundPosition => {
  const lats = (polygon[0] ?? []).map(([, lat]) => lat);
  let [south, north] = [90, -90];
  for (const lat of lats) [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  const middle = (south + north) / 2;
  const crossings = polygon.flatMap((ring) => crossingsOf(ring, middle)).toSorted((a, b) => a - b);
  let [widest, place] = [-1, polygon[0]?.[0]?.[0] ?? 0];
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const [from = 0, to = 0] = [crossings[at], crossings[at + 1]];
    if (to - from > widest) [widest, place] = [to - from, (from + to) / 2];
  }
  return widest < 0 ? (polygon[0]?.[0] ?? [0, 0]) : [place, middle];
};

const crossingsOf = (ring: Ring, lat: number): number[] => {
  const found: number[] = [];
  for (let at = 1; at < ring.length; at += 1) {
    const [x1, y1] = ring[at - 1] ?? [0, 0];
    const [x2, y2] = ring[at] ?? [0, 0];
    if (y1 > lat !== y2 > lat) found.push(((x2 - x1) * (lat - y1)) / (y2 - y1) + x1);
  }
  return found;
};
