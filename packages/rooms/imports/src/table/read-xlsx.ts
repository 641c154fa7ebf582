import { Refusal, refuse } from '@liandong/words';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { readSheetMap, type SheetMap } from './sheet-xml.ts';
import { type Cell, type Grid, maxCells, maxUnpackedBytes } from './table.ts';

/** A member of a workbook is text that shrinks some twenty times; a thousand times is a trap. */
const maxRatio = 500;
const harmlessBytes = 8 * 1024 * 1024;

/** The XML parts of a workbook that are needed here, none of them larger than allowed. */
const unpack = (bytes: Uint8Array): Readonly<Record<string, Uint8Array>> => {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        total += originalSize;
        const isTrap = originalSize > harmlessBytes && originalSize > size * maxRatio;
        if (total > maxUnpackedBytes || isTrap) {
          throw refuse('import.unpacks-too-large', { limitMiB: maxUnpackedBytes / 1024 / 1024 });
        }
        return /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i.test(name);
      },
    });
  } catch (cause) {
    throw asRefusal(cause);
  }
};

/** Whatever the readers of ZIP and XML stumble over lies in the file: they have many errors and no common type. */
const asRefusal = (cause: unknown): unknown =>
  cause instanceof Refusal || !(cause instanceof Error)
    ? cause
    : refuse('import.broken-file', { reason: cause.message.slice(0, 200) });

const two = (value: number): string => String(value).padStart(2, '0');

/** A cell's date has no zone: what the reader gives as UTC is what the sheet shows. */
const dateText = (date: Date): string => {
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const [hours, minutes, seconds] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  return hours + minutes + seconds === 0 ? day : `${day}T${two(hours)}:${two(minutes)}:${two(seconds)}`;
};

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.valueOf()) ? null : dateText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  const text = String(value).trim();
  // An error of a formula says nothing about the thing in its row.
  return text === '' || /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(text) ? null : text;
};

const chosen = (map: SheetMap, sheet: string | undefined): string => {
  const name = sheet ?? map.sheets.find((one) => map.filled(one)) ?? map.sheets[0];
  if (name === undefined || !map.sheets.includes(name)) throw refuse('import.no-such-sheet', { sheet: sheet ?? '' });
  return name;
};

const arrayBufferOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

/** @throws Refusal `import.broken-file`, `import.unpacks-too-large`, `import.table-too-large`, `import.no-such-sheet` */
export const readXlsx = async (
  bytes: Uint8Array,
  sheet: string | undefined,
): Promise<{ readonly grid: Grid; readonly sheets: readonly string[]; readonly sheet: string }> => {
  const map = readSheetMap(unpack(bytes));
  const name = chosen(map, sheet);
  const { rows, columns, merges } = map.extent(name);
  // The reader fills the whole box with cells: one lost character in the last corner must not cost gigabytes.
  if (rows * columns > maxCells) throw refuse('import.table-too-large', { limit: maxCells });
  try {
    const lines = await readSheet(arrayBufferOf(bytes), name);
    return { grid: { lines: lines.map((line) => line.map(cellOf)), merges }, sheets: map.sheets, sheet: name };
  } catch (cause) {
    throw asRefusal(cause);
  }
};
