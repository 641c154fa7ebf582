import { type Datum, refuse } from '@liandong/words';
import type { ImportRow } from './target.ts';

/** West, south, east, north in WGS-84 degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

type Position = readonly [lon: number, lat: number];

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

/** The first position of a GeoJSON geometry, however deep. */
const firstPosition = (coordinates: unknown, depth = 0): Position | undefined => {
  if (isPosition(coordinates)) return coordinates;
  if (!Array.isArray(coordinates) || depth > 4) return undefined;
  return firstPosition(coordinates[0], depth + 1);
};

/** One place of a row, as the file has it. */
export const placeOf = ({ values, geometry }: Pick<ImportRow, 'values' | 'geometry'>): Position | undefined => {
  if (typeof values.lon === 'number' && typeof values.lat === 'number') return [values.lon, values.lat];
  if (typeof geometry !== 'object' || geometry === null || !('coordinates' in geometry)) return undefined;
  return firstPosition(geometry.coordinates);
};

/** Datums of China shift a place by up to some kilometres, so the edge is wide. */
const edge = 0.05;

const isIn = ([west, south, east, north]: Bounds, [lon, lat]: Position): boolean =>
  lon >= west - edge && lon <= east + edge && lat >= south - edge && lat <= north + edge;

const clearShare = 0.5;

/**
 * Longitude and latitude in each other's column: most places lie in the city only when swapped.
 * @throws Refusal `import.axes-swapped` with the share
 */
export const checkAxes = (rows: readonly ImportRow[], city: Bounds | undefined): void => {
  const places = rows.flatMap((row) => {
    const place = placeOf(row);
    return place === undefined ? [] : [place];
  });
  if (city === undefined || places.length === 0) return;
  const here = places.filter((one) => isIn(city, one)).length;
  const swapped = places.filter(([lon, lat]) => isIn(city, [lat, lon])).length;
  if (swapped / places.length > clearShare && here < swapped / 4) {
    throw refuse('import.axes-swapped', {
      percent: Math.round((swapped / places.length) * 100),
      herePercent: Math.round((here / places.length) * 100),
    });
  }
};

/**
 * A reference system that the file itself names must agree with the datum told. WGS-84 is what exporters stamp on
 * everything, GCJ-02 files too, so that name contradicts nothing. @throws Refusal `import.datum-contradicted`
 */
export const checkCrs = (crs: string | undefined, datum: Datum | undefined): void => {
  if (crs === undefined || datum === undefined) return;
  const isUsual = /CRS84$|EPSG:+4326$/.test(crs);
  const isChinese = /EPSG:+4490$/.test(crs) && datum === 'CGCS2000';
  if (!isUsual && !isChinese) throw refuse('import.datum-contradicted', { crs, datum });
};
