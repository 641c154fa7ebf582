import { type Datum, refuse } from '@liandong/words';
import { isDatumUsedAt, isOnEarth, toWgs84 } from '../datum.ts';
import {
  type Bbox,
  bboxOf,
  boxesMeet,
  contains,
  findCrossing,
  type MultiPolygon,
  type Polygon,
  type Position,
  type Ring,
} from '../geometry/index.ts';
import type { Ground } from '../tree.ts';

/**
 * Checks a GeoJSON geometry and brings it to WGS-84.
 * @param near box of the relatives already known, to tell swapped axes where both readings are on earth
 * @throws Refusal naming the first mistake; nothing is mended silently
 */
export const readGround = (geometry: unknown, datum: Datum, near: Bbox | undefined): Ground => {
  const raw = rawPolygons(geometry);
  checkPlace(raw, datum, near);
  const shape = raw.map((polygon) => polygon.map((ring) => readRing(ring, datum)));
  for (const polygon of shape) checkHoles(polygon);
  const crossing = findCrossing(shape);
  if (crossing === 'too-complex') throw refuse('jurisdiction.boundary-too-complex');
  if (crossing !== undefined) throw refuse('jurisdiction.boundary-crosses', { lon: crossing[0], lat: crossing[1] });
  return { shape, bbox: bboxOf(shape), sourceDatum: datum, derived: false };
};

const malformed = (field: string) => refuse('jurisdiction.row-malformed', { field });

const rawPolygons = (geometry: unknown): MultiPolygon => {
  const kind = typeof geometry === 'object' && geometry !== null ? Reflect.get(geometry, 'type') : undefined;
  const coordinates =
    typeof geometry === 'object' && geometry !== null ? Reflect.get(geometry, 'coordinates') : undefined;
  if (kind === 'Polygon') return [readPolygon(coordinates)];
  if (kind !== 'MultiPolygon') throw refuse('jurisdiction.geometry-kind', { kind: String(kind) });
  if (!Array.isArray(coordinates) || coordinates.length === 0) throw malformed('coordinates');
  return coordinates.map(readPolygon);
};

const readPolygon = (rings: unknown): Polygon => {
  if (!Array.isArray(rings) || rings.length === 0) throw malformed('coordinates');
  return rings.map((ring: unknown) => {
    if (!Array.isArray(ring) || ring.length === 0) throw malformed('coordinates');
    return ring.map(readPosition);
  });
};

/** Heights are left out. */
const readPosition = (position: unknown): Position => {
  if (!Array.isArray(position)) throw malformed('coordinates');
  const [lon, lat]: readonly unknown[] = position;
  if (typeof lon !== 'number' || typeof lat !== 'number') throw malformed('coordinates');
  return [lon, lat];
};

const checkPlace = (raw: MultiPolygon, datum: Datum, near: Bbox | undefined): void => {
  for (const [lon, lat] of raw.flat(2)) {
    const wrong = placeMistake(lon, lat, datum);
    if (wrong !== undefined) throw refuse(wrong, { lon, lat, datum });
  }
  const [west, south, east, north] = bboxOf(raw);
  const isFar = near !== undefined && !boxesMeet(near, [west, south, east, north]);
  if (isFar && boxesMeet(near, [south, west, north, east])) {
    throw refuse('jurisdiction.axes-swapped', { lon: west, lat: south });
  }
};

/** No city lies south of 60° S, but many do when their longitude is read as latitude. */
const antarctic = -60;

const placeMistake = (lon: number, lat: number, datum: Datum): string | undefined => {
  const isFine = isOnEarth(lon, lat) && lat > antarctic && isDatumUsedAt(lon, lat, datum);
  if (isFine) return undefined;
  const isFineSwapped = isOnEarth(lat, lon) && lon > antarctic && isDatumUsedAt(lat, lon, datum);
  if (isFineSwapped) return 'jurisdiction.axes-swapped';
  return isOnEarth(lon, lat) && lat > antarctic
    ? 'jurisdiction.datum-not-here'
    : 'jurisdiction.coordinates-out-of-range';
};

/** A gap is refused however small: closing it by guess would move a border. */
const readRing = (raw: Ring, datum: Datum): Ring => {
  const [first, last] = [raw[0], raw.at(-1)];
  if (first === undefined || last === undefined) throw malformed('coordinates');
  if (raw.length < 2 || first[0] !== last[0] || first[1] !== last[1]) {
    throw refuse('jurisdiction.ring-not-closed', { first: first.join(', '), last: last.join(', ') });
  }
  const ring: Position[] = [];
  for (const [lon, lat] of raw) {
    const place = toWgs84(lon, lat, datum);
    const before = ring.at(-1);
    if (before === undefined || before[0] !== place.lon || before[1] !== place.lat) ring.push([place.lon, place.lat]);
  }
  if (ring.length < 4) throw refuse('jurisdiction.ring-too-short');
  return ring;
};

const checkHoles = (polygon: Polygon): void => {
  const [outer, ...holes] = polygon;
  if (outer === undefined) return;
  for (const hole of holes) {
    // A hole may touch its outer ring, so one corner that is inside is enough; crossings are looked for separately.
    if (!hole.some(([lon, lat]) => contains([[outer]], lon, lat))) throw refuse('jurisdiction.hole-outside');
  }
};
