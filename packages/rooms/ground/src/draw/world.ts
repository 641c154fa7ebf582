import type { GroundBounds } from '@liandong/laws';

// Everything is drawn on one grid of whole numbers: Web Mercator (EPSG:3857), 4096 units to a tile of zoom 15, so a
// unit is 30 cm at the equator. Tiles of lower zooms round these numbers, and neighbours therefore always agree.

/** The deepest zoom that is built; the browser enlarges its tiles beyond. */
export const deepestZoom = 15;
/** Units of a vector tile along an edge. */
export const tileExtent = 4096;
/** Units that a tile shows of its neighbours, so that lines do not end at the edge. */
export const tileBuffer = 64;
const worldBits = 27;
const worldUnits = 2 ** worldBits;

const clamp = (units: number): number => Math.min(worldUnits - 1, Math.max(0, Math.round(units)));

/** Column of a longitude in degrees. */
export const columnOf = (lon: number): number => clamp((lon / 360 + 0.5) * worldUnits);

/** Row of a latitude in degrees, downwards. */
export const rowOf = (lat: number): number => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return clamp((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * worldUnits);
};

/** Latitude in degrees of a height on the Mercator square: 0 at the top, 1 at the bottom. */
export const latitudeAt = (share: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * share))) * 180) / Math.PI;

/** Units along the edge of a tile of a zoom. */
export const tileUnits = (z: number): number => 2 ** (worldBits - z);

/** West, north, east, south in units. */
export type Frame = readonly [minX: number, minY: number, maxX: number, maxY: number];

export const frameOf = ([west, south, east, north]: GroundBounds): Frame => [
  columnOf(west),
  rowOf(north),
  columnOf(east),
  rowOf(south),
];
