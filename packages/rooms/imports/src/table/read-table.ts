import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { refuse } from '@liandong/words';
import { readCsv } from './read-csv.ts';
import { readGeoJson, readJson } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import { shapeTable } from './shape-table.ts';
import { maxUnpackedBytes, type Table, type TableOrder } from './table.ts';

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;

const unpacked = (bytes: Uint8Array): Uint8Array => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE')
      throw refuse('import.unpacks-too-large', { limitMiB: maxUnpackedBytes / 1024 / 1024 });
    throw refuse('import.broken-file', { reason: cause instanceof Error ? cause.message : 'gzip' });
  }
};

/** The table in these bytes, perhaps gzipped. @throws Refusal when they are none */
export const parseTable = async (
  packed: Uint8Array,
  { format, sheet, headerRows }: Omit<TableOrder, 'path'>,
): Promise<Table> => {
  const bytes = unpacked(packed);
  switch (format) {
    case 'geojson':
      return readGeoJson(bytes);
    case 'json':
      return readJson(bytes);
    case 'csv':
      return { ...shapeTable(readCsv(bytes), headerRows), sheets: [], sheet: '', hasGeometry: false };
    case 'xlsx': {
      const { grid, ...sheets } = await readXlsx(bytes, sheet);
      return { ...shapeTable(grid, headerRows), ...sheets, hasGeometry: false };
    }
  }
};

/** @throws Refusal as parseTable, `import.file-gone` */
export const readTable = async ({ path, ...order }: TableOrder): Promise<Table> => {
  try {
    return await parseTable(await readFile(path), order);
  } catch (cause) {
    throw codeOf(cause) === 'ENOENT' ? refuse('import.file-gone') : cause;
  }
};
