import { pointOf, readGeometry } from '@liandong/assets';
import type { ImportRow } from '@liandong/imports';
import { type LonLat, refuse } from '@liandong/words';

/** The text of a field; undefined when its cell is empty. */
export const textIn = ({ values }: ImportRow, key: string): string | undefined => {
  const value = values[key];
  return value === undefined ? undefined : String(value);
};

export const numberIn = ({ values }: ImportRow, key: string): number | undefined => {
  const value = values[key];
  return typeof value === 'number' ? value : undefined;
};

/** @throws Refusal `import.value-missing` */
export const neededText = (row: ImportRow, key: string): string => {
  const text = textIn(row, key);
  if (text === undefined) throw refuse('import.value-missing', { field: key });
  return text;
};

/** The place of a row as the file has it: its two columns, or a point of its geometry. @throws Refusal `import.no-place` */
export const placeIn = (row: ImportRow): LonLat => {
  const [lon, lat] = [numberIn(row, 'lon'), numberIn(row, 'lat')];
  if (lon !== undefined && lat !== undefined) return { lon, lat };
  if (row.geometry === undefined || row.geometry === null) throw refuse('import.no-place');
  return pointOf(readGeometry(row.geometry, (at) => at));
};

/** Members that have a value. */
export const given = <T extends Readonly<Record<string, unknown>>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
