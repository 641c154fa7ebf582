import { type Datum, type LonLat, refuse } from '@liandong/words';
import gcoordModule from 'gcoord';

// Its types promise a default export inside the module; at run time the module is that export.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** Decimals of a stored degree: a centimetre, and the same text at every repeat of an import. */
const decimals = 1e7;
const rounded = (degrees: number): number => Math.round(degrees * decimals) / decimals;

/**
 * Brings a coordinate to WGS-84 degrees. CGCS2000 agrees with WGS-84 within a metre and is taken as it is; GCJ-02 and
 * BD-09 are turned back by iteration (better than a metre). A datum is told by the sender, never guessed.
 * @throws Refusal `jurisdiction.coordinates-out-of-range`, `jurisdiction.datum-not-here`
 */
export const toWgs84 = (lon: number, lat: number, datum: Datum): LonLat => {
  if (!isOnEarth(lon, lat)) throw refuse('jurisdiction.coordinates-out-of-range', { lon, lat });
  if (!isDatumUsedAt(lon, lat, datum)) throw refuse('jurisdiction.datum-not-here', { datum, lon, lat });
  switch (datum) {
    case 'WGS-84':
    case 'CGCS2000':
      return { lon: rounded(lon), lat: rounded(lat) };
    case 'GCJ-02':
      return turnedBack(lon, lat, gcoord.GCJ02);
    case 'BD-09':
      return turnedBack(lon, lat, gcoord.BD09);
  }
};

const turnedBack = (lon: number, lat: number, from: typeof gcoord.GCJ02 | typeof gcoord.BD09): LonLat => {
  const [turnedLon = lon, turnedLat = lat] = gcoord.transform([lon, lat], from, gcoord.WGS84);
  return { lon: rounded(turnedLon), lat: rounded(turnedLat) };
};

/** Finite and within ±180 and ±90 degrees. */
export const isOnEarth = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** GCJ-02, BD-09 and CGCS2000 are Chinese datums: outside China such a declaration is a mistake. */
export const isDatumUsedAt = (lon: number, lat: number, datum: Datum): boolean =>
  datum === 'WGS-84' || isAroundChina(lon, lat);

/**
 * A coarse outline of China with its seas, drawn by hand some 50 km and more outside the coast and the borders: enough
 * to tell a Chinese city from Seoul, Hanoi or New York. It is no statement about any border.
 */
const aroundChina: readonly (readonly [number, number])[] = [
  [73, 39],
  [73.5, 41],
  [79.5, 43],
  [79.5, 46],
  [82, 48],
  [87, 50],
  [92, 46.2],
  [96.5, 43.6],
  [105, 42.5],
  [111, 44.5],
  [115, 46.5],
  [115, 50.5],
  [119.5, 54],
  [126, 53.8],
  [131.5, 48.5],
  [135.6, 48.8],
  [133.5, 44.5],
  [131.5, 42],
  [128.5, 41.4],
  [124.5, 39.3],
  [123, 37],
  [123.8, 31],
  [123.2, 26],
  [122.6, 21.2],
  [118, 16],
  [117, 8],
  [110, 3.5],
  [108.5, 8],
  [110.6, 16],
  [107.6, 20.5],
  [105.2, 22.4],
  [102, 20.8],
  [97, 23.2],
  [96.5, 27.2],
  [91.5, 27],
  [85, 27.3],
  [78, 30.6],
  [78, 34.3],
];

const isAroundChina = (lon: number, lat: number): boolean => {
  let inside = false;
  let before = aroundChina.at(-1);
  for (const here of aroundChina) {
    if (before !== undefined && before[1] > lat !== here[1] > lat) {
      if (lon < here[0] + ((lat - here[1]) / (before[1] - here[1])) * (before[0] - here[0])) inside = !inside;
    }
    before = here;
  }
  return inside;
};
