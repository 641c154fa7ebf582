import { type Datum, refuse } from '@liandong/words';
import { parse } from 'csv-parse/sync';

/** One feature or line as it came, with the names of its members turned into ours. */
export type RawRow = {
  /** 1 is the first feature, or the first line below the header. */
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** GeoJSON geometry as it came; undefined when there is none. */
  readonly geometry: unknown;
};

/** The members that an import understands; `columns` may give each another name in the file. */
const importFields = ['code', 'parentCode', 'tier', 'name', 'nameHant', 'nameEn', 'functional'] as const;

/** Field → name in the file; a value that starts with `=` is the same for every row, e.g. `=street`. */
export type Columns = Readonly<Record<string, string>>;

type Order = {
  readonly format: 'geojson' | 'csv';
  readonly datum: Datum;
  readonly text: string;
  readonly columns: Columns;
};

/**
 * Splits a file into rows without judging them.
 * @throws Refusal `jurisdiction.malformed`, `jurisdiction.datum-contradicted` when the file as a whole can't be used
 */
export const readRows = (order: Order): readonly RawRow[] => {
  for (const field of Object.keys(order.columns)) {
    if (![...importFields, 'geometry'].includes(field))
      throw refuse('jurisdiction.malformed', { reason: `columns.${field}` });
  }
  return order.format === 'geojson' ? readGeoJson(order) : readCsv(order);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw refuse('jurisdiction.malformed', { reason: cause instanceof Error ? cause.message : 'JSON' });
  }
};

const readGeoJson = ({ text, datum, columns }: Order): readonly RawRow[] => {
  const file = parseJson(text);
  if (!isObject(file) || file.type !== 'FeatureCollection' || !Array.isArray(file.features)) {
    throw refuse('jurisdiction.malformed', { reason: 'GeoJSON FeatureCollection' });
  }
  checkCrs(file.crs, datum);
  return file.features.map((feature: unknown, index) => {
    const isFeature = isObject(feature) && feature.type === 'Feature';
    const properties = isFeature && isObject(feature.properties) ? feature.properties : {};
    return {
      row: index + 1,
      values: valuesOf(properties, columns),
      geometry: isFeature ? (feature.geometry ?? undefined) : { type: 'no Feature' },
    };
  });
};

/**
 * A `crs` member (GeoJSON of 2008) must agree with the datum that the sender told. WGS-84 is what exporters stamp on
 * everything, GCJ-02 files too, so that name contradicts nothing.
 */
const checkCrs = (crs: unknown, datum: Datum): void => {
  if (crs === undefined || crs === null) return;
  const properties = isObject(crs) && isObject(crs.properties) ? crs.properties : {};
  const name = String(properties.name ?? '');
  const isUsual = /CRS84$|EPSG:+4326$/.test(name);
  const isChinese = /EPSG:+4490$/.test(name) && datum === 'CGCS2000';
  if (!isUsual && !isChinese) throw refuse('jurisdiction.datum-contradicted', { crs: name, datum });
};

const parseCsv = (text: string): readonly Readonly<Record<string, unknown>>[] => {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true, trim: true });
  } catch (cause) {
    throw refuse('jurisdiction.malformed', { reason: cause instanceof Error ? cause.message : 'CSV' });
  }
};

const readCsv = ({ text, columns }: Order): readonly RawRow[] =>
  parseCsv(text).map((record, index) => {
    const shape = record[columns.geometry ?? 'geometry'];
    return {
      row: index + 1,
      values: valuesOf(record, columns),
      geometry: typeof shape === 'string' && shape !== '' ? geometryOf(shape) : undefined,
    };
  });

const geometryOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return { type: 'no GeoJSON' };
  }
};

const valuesOf = (found: Readonly<Record<string, unknown>>, columns: Columns): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    importFields.map((field) => {
      const column = columns[field] ?? field;
      return [
        field,
        column.startsWith('=') ? column.slice(1) : Object.hasOwn(found, column) ? found[column] : undefined,
      ];
    }),
  );
