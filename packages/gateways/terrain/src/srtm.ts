import type { Grid } from './grid.ts';
import { refuseTerrain } from './refusals.ts';

/** Samples along one side: three seconds of arc and one. */
const sides = [1201, 3601] as const;
export const srtmBytes: ReadonlySet<number> = new Set(sides.map((side) => side * side * 2));
/** What SRTM writes where its radar saw nothing. */
const unknown = -32_768;

/** One tile of SRTM (航天飞机雷达地形): one degree by one degree, named after its south-west corner. */
export const readSrtm = (bytes: Uint8Array, name: string): Grid => {
  const [south, west] = placeOf(name);
  const side = sides.find((one) => one * one * 2 === bytes.length);
  if (side === undefined) throw refuseTerrain('terrain.wrong-size', { file: name, bytes: bytes.length });
  const heights = new Int16Array(side * side);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let known = 0;
  for (let at = 0; at < heights.length; at += 1) {
    const height = view.getInt16(at * 2);
    heights[at] = height;
    if (height !== unknown) known += 1;
  }
  if (known === 0) throw refuseTerrain('terrain.nothing-known', { file: name });
  const [north, step] = [south + 1, 1 / (side - 1)];
  return { columns: side, rows: side, west, north, step, bounds: [west, south, west + 1, north], heights, unknown };
};

/** South and west in whole degrees out of `N30E104` at the beginning of a file name. */
const placeOf = (name: string): readonly [south: number, west: number] => {
  const found = /(?:^|[/\\])([NS])(\d{1,2})([EW])(\d{1,3})[^/\\]*$/i.exec(name);
  const [, northSouth = '', lat = '', eastWest = '', lon = ''] = found ?? [];
  const south = Number(lat) * (northSouth.toUpperCase() === 'S' ? -1 : 1);
  const west = Number(lon) * (eastWest.toUpperCase() === 'W' ? -1 : 1);
  const isPlace = found !== null && south >= -90 && south < 90 && west >= -180 && west < 180;
  if (!isPlace) throw refuseTerrain('terrain.no-place', { file: name });
  return [south, west];
};
