import type { ImportField } from '@liandong/contract';
import { Refusal, refuse } from '@liandong/words';
import { type Cell, isBlank, type Table } from './table/table.ts';
import type { ImportRow, RowRefusal } from './target.ts';

/** Field → key of a column, or its title where no other bears it; `=text` is the same text for every row. */
export type Columns = Readonly<Record<string, string>>;

type Source = { readonly field: ImportField; readonly index: number; readonly constant: Cell };

/** Columns by key, and by title where that names only one. */
const columnFinder = ({ columns }: Table): ((column: string) => number | undefined) => {
  const byKey = new Map(columns.map(({ key }, index) => [key, index]));
  return (column) => {
    const titled = columns.flatMap(({ title }, index) => (title === column ? [index] : []));
    return byKey.get(column) ?? (titled.length === 1 ? titled[0] : undefined);
  };
};

const sourcesOf = (fields: readonly ImportField[], columns: Columns, table: Table): readonly Source[] => {
  const find = columnFinder(table);
  return Object.entries(columns)
    .filter(([, column]) => column !== '')
    .map(([key, column]) => {
      const field = fields.find((one) => one.key === key);
      if (field === undefined) throw refuse('import.no-such-field', { field: key });
      if (column.startsWith('=')) return { field, index: -1, constant: column.slice(1).trim() };
      const index = find(column);
      if (index === undefined) throw refuse('import.no-such-column', { column });
      return { field, index, constant: null };
    });
};

/** @throws Refusal `import.columns-missing` when a field that every row needs has no column */
const checkRequired = (fields: readonly ImportField[], sources: readonly Source[], table: Table): void => {
  const missing = fields.filter(
    (field) =>
      field.required &&
      !(field.kind === 'geometry' && table.hasGeometry) &&
      !sources.some((source) => source.field.key === field.key),
  );
  if (missing.length > 0) {
    const names = (language: 'zh-Hans' | 'zh-Hant' | 'en') => missing.map((field) => field.name[language]).join('、');
    throw refuse('import.columns-missing', { fields: `${names('zh-Hans')} (${names('en')})` });
  }
};

const degrees =
  /^([-+]?\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[′'’分]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*[″"”秒]\s*)?([NSEW东西南北東]?)$/i;

const degreesOf = (text: string): number | undefined => {
  const [, whole, minutes = '0', seconds = '0', side = ''] = degrees.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const value = Math.abs(Number(whole)) + Number(minutes) / 60 + Number(seconds) / 3600;
  return /[SW西南]/i.test(side) || whole.startsWith('-') ? -value : value;
};

const numberOf = (cell: Cell): number | undefined => {
  if (typeof cell === 'number') return cell;
  const text = String(cell).normalize('NFKC').trim();
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(plain)) return Number(plain);
  return degreesOf(text);
};

const dateOf = (cell: Cell): string | undefined => {
  const text = String(cell).normalize('NFKC').trim();
  const [, year, month, day, rest = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(.*)$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})()$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal && (rest === '' || /^[T\s]/.test(rest)) ? date.toISOString().slice(0, 10) : undefined;
};

const yes = ['true', '1', 'yes', 'y', '是', '有', '√'];
const no = ['false', '0', 'no', 'n', '否', '无', '無', '×'];

const booleanOf = (cell: Cell): boolean | undefined => {
  if (typeof cell === 'boolean') return cell;
  const text = String(cell).trim().toLowerCase();
  return yes.includes(text) ? true : no.includes(text) ? false : undefined;
};

const geometryOf = (cell: Cell): unknown => {
  try {
    return JSON.parse(String(cell));
  } catch {
    return { type: 'no GeoJSON' };
  }
};

const readers: Readonly<Record<ImportField['kind'], (cell: Cell) => unknown>> = {
  text: (cell) => String(cell).normalize('NFC'),
  words: (cell) => String(cell).normalize('NFC'),
  number: numberOf,
  date: dateOf,
  boolean: booleanOf,
  geometry: geometryOf,
};

const readCell = ({ key, kind, name }: ImportField, cell: Cell): unknown => {
  const taken = readers[kind](cell);
  if (taken === undefined) {
    throw refuse(`import.not-a-${kind}`, { field: key, value: String(cell).slice(0, 80), name: name['zh-Hans'] });
  }
  return taken;
};

const isPlainKey = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** What a person finds a row by, beside its number. */
const keyOf = (values: Readonly<Record<string, unknown>>): string | undefined => {
  const key = values.code ?? values.key ?? values.name;
  return isPlainKey(key) ? String(key).slice(0, 120) : undefined;
};

/** No value of a place or a thing of a city is longer; a merged or broken file makes such cells. */
const maxTextLength = 4000;

/** Enough to look something up again; a table of a hundred columns is no description of a thing. */
const maxRest = 30;
const maxRestLength = 300;

type RestColumn = { readonly index: number; readonly title: string };

const restColumns = (table: Table, sources: readonly Source[]): readonly RestColumn[] => {
  const used = new Set(sources.map((one) => one.index));
  return table.columns
    .map(({ title }, index) => ({ index, title }))
    .filter(({ index, title }) => !used.has(index) && title !== '')
    .slice(0, maxRest);
};

const restOf = (row: Table['rows'][number], columns: readonly RestColumn[]): Pick<ImportRow, 'rest'> => {
  const filled = columns.flatMap(({ index, title }) => {
    const cell = row.cells[index];
    return isBlank(cell) ? [] : [[title, String(cell).slice(0, maxRestLength)] as const];
  });
  return filled.length === 0 ? {} : { rest: Object.fromEntries(filled) };
};

const readRow = (row: Table['rows'][number], sources: readonly Source[]): ImportRow => {
  const values: Record<string, unknown> = {};
  let geometry = row.geometry;
  for (const { field, index, constant } of sources) {
    const cell = index < 0 ? constant : (row.cells[index] ?? null);
    if (isBlank(cell)) continue;
    if (field.kind !== 'geometry' && typeof cell === 'string' && cell.length > maxTextLength)
      throw refuse('import.text-too-long', { field: field.key, limit: maxTextLength });
    const value = readCell(field, cell);
    if (field.kind === 'geometry') geometry = value;
    else values[field.key] = value;
  }
  return { row: row.row, values, ...(geometry === undefined ? {} : { geometry }) };
};

/**
 * Turns the rows of a table into rows of a target: columns become fields, cells become what the field's kind says.
 * @throws Refusal `import.no-such-field`, `import.no-such-column`, `import.columns-missing`
 */
export const mapRows = (
  table: Table,
  fields: readonly ImportField[],
  columns: Columns,
  keepsRest = false,
): { readonly rows: readonly ImportRow[]; readonly refused: readonly RowRefusal[] } => {
  const sources = sourcesOf(fields, columns, table);
  checkRequired(fields, sources, table);
  const rest = keepsRest ? restColumns(table, sources) : [];
  const rows: ImportRow[] = [];
  const refused: RowRefusal[] = [];
  for (const row of table.rows) {
    try {
      rows.push({ ...readRow(row, sources), ...restOf(row, rest) });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ row: row.row, key: keyOf(keyCells(row, sources)), refusal: cause });
    }
  }
  return { rows, refused };
};

const keyCells = (row: Table['rows'][number], sources: readonly Source[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    sources
      .filter((one) => ['code', 'key', 'name'].includes(one.field.key))
      .map((one) => [one.field.key, row.cells[one.index]]),
  );
