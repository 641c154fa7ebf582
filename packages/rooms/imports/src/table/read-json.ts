import { refuse } from '@liandong/words';
import { decodeText } from './decode-text.ts';
import { type Cell, maxCells, type Table, type TableRow } from './table.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(decodeText(bytes).replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw refuse('import.broken-file', { reason: cause.message.slice(0, 200) });
    throw cause;
  }
};

const cellOf = (value: unknown): Cell => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
};

/** All members that any row has, in the order of their first appearance. */
const keysOf = (rows: readonly Members[]): readonly string[] => {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) keys.add(key);
  if (keys.size * rows.length > maxCells) throw refuse('import.table-too-large', { limit: maxCells });
  return [...keys];
};

const tableOf = (members: readonly Members[], geometries?: readonly unknown[]): Table => {
  const keys = keysOf(members);
  const rows = members.map(
    (one, index): TableRow => ({
      row: index + 1,
      cells: keys.map((key) => cellOf(Object.hasOwn(one, key) ? one[key] : undefined)),
      ...(geometries?.[index] === undefined ? {} : { geometry: geometries[index] }),
    }),
  );
  return {
    sheets: [],
    sheet: '',
    headerRows: [],
    columns: keys.map((key) => ({ key, title: key })),
    rows,
    hasGeometry: rows.some((row) => row.geometry !== undefined),
    warnings: [],
  };
};

const listIn = (file: unknown): readonly unknown[] | undefined => {
  if (Array.isArray(file)) return file;
  // Answers of services often wrap the list: {"code": 0, "data": [...]}.
  const lists = isMembers(file) ? Object.values(file).filter(Array.isArray) : [];
  return lists.length === 1 ? lists[0] : undefined;
};

/** A list of objects, one for each row. @throws Refusal `import.broken-file`, `import.no-table` */
export const readJson = (bytes: Uint8Array): Table => {
  const list = listIn(parseJson(bytes));
  if (list === undefined || !list.every(isMembers)) throw refuse('import.no-table');
  return tableOf(list);
};

const crsOf = (crs: unknown): string | undefined => {
  if (!isMembers(crs)) return undefined;
  const name = isMembers(crs.properties) ? crs.properties.name : undefined;
  return String(name ?? JSON.stringify(crs)).slice(0, 200);
};

/** A feature collection; what is no feature becomes a row with a geometry that nobody takes. */
export const readGeoJson = (bytes: Uint8Array): Table => {
  const file = parseJson(bytes);
  if (!isMembers(file) || file.type !== 'FeatureCollection' || !Array.isArray(file.features)) {
    throw refuse('import.no-table');
  }
  const features = file.features.map((one: unknown) => (isMembers(one) && one.type === 'Feature' ? one : undefined));
  const table = tableOf(
    features.map((feature) => (isMembers(feature?.properties) ? feature.properties : {})),
    features.map((feature) => (feature === undefined ? { type: 'no Feature' } : (feature.geometry ?? undefined))),
  );
  return { ...table, hasGeometry: true, crs: crsOf(file.crs) };
};
