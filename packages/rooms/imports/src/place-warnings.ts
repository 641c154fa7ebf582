import type { ImportField } from '@liandong/contract';
import { Refusal } from '@liandong/words';
import { type Bounds, checkAxes, placeOf } from './check-places.ts';
import { mapRows } from './map-rows.ts';
import { suggestColumns } from './suggest.ts';
import type { Table, Warning } from './table/table.ts';

const axis = (key: string, hints: readonly string[]): ImportField => ({
  key,
  name: { 'zh-Hans': key, 'zh-Hant': key, en: key },
  required: false,
  kind: 'number',
  hints: [...hints],
});

/** Headers that usually are longitude and latitude; targets use them for their own fields. */
export const placeHints = {
  lon: [
    '经度',
    '經度',
    'lon',
    'lng',
    'long',
    'longitude',
    'x',
    'x坐标',
    'x坐標',
    '坐标x',
    'gcjlng',
    'wgslng',
    '东经',
    '東經',
  ],
  lat: ['纬度', '緯度', 'lat', 'latitude', 'y', 'y坐标', 'y坐標', '坐标y', 'gcjlat', 'wgslat', '北纬', '北緯'],
} as const;

const places = [axis('lon', placeHints.lon), axis('lat', placeHints.lat)];
const lookedAt = 500;

type Ground = { city(): Bounds | undefined; isInChina(lon: number, lat: number): boolean };

/** What a person should know of the places in a table before he says in which datum they are. */
export const placeWarnings = (table: Table, ground: Ground): readonly Warning[] => {
  const head = { ...table, rows: table.rows.slice(0, lookedAt) };
  const { rows } = mapRows(head, places, suggestColumns(places, head));
  const found = rows.flatMap((row) => {
    const place = placeOf(row);
    return place === undefined ? [] : [place];
  });
  if (found.length === 0) return [];
  try {
    checkAxes(rows, ground.city());
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return [{ code: 'import.axes-swapped', data: { percent: Number(cause.data.percent) } }];
  }
  // A single place far away is a slip of the pen.
  const chinese = found.filter(([lon, lat]) => ground.isInChina(lon, lat)).length;
  return chinese > found.length / 2 ? [{ code: 'import.datum-matters', data: {} }] : [];
};
