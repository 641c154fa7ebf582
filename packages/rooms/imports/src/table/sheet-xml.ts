import { refuse } from '@liandong/words';
import type { Merge } from './table.ts';

/** What a workbook says of its sheets, beside the values: names, how far they are filled, merged cells. */
export type SheetMap = {
  readonly sheets: readonly string[];
  filled(sheet: string): boolean;
  /** Rows and columns up to the last cell with a value. */
  extent(sheet: string): { readonly rows: number; readonly columns: number; readonly merges: readonly Merge[] };
};

// Limits of the format itself; addresses beyond them are made up.
const maxRows = 1_048_576;
const maxColumns = 16_384;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const unescapeXml = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[String(name)] ?? whole;
  });

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const text = found?.[1] ?? found?.[2];
  return text === undefined ? undefined : unescapeXml(text);
};

const tagsOf = (xml: string, name: string): readonly string[] =>
  Array.from(xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^<>]*)>`, 'g')), (match) => match[1] ?? '');

const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const readRef = (ref: string): readonly [column: number, row: number] | undefined => {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const at = [columnIndex(letters), Number(digits) - 1] as const;
  return at[0] < maxColumns && at[1] >= 0 && at[1] < maxRows ? at : undefined;
};

const mergesOf = (xml: string): readonly Merge[] =>
  tagsOf(xml, 'mergeCell').flatMap((tag) => {
    const [from, to] = (attribute(tag, 'ref') ?? '').split(':').map(readRef);
    if (from === undefined || to === undefined || to[0] < from[0] || to[1] < from[1]) return [];
    return [{ left: from[0], top: from[1], right: to[0], bottom: to[1] }];
  });

/** A cell that is not closed at once has something in it. */
const cellPattern = /<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([^"']{1,20})["'][^<>]*?(\/?)>/g;
const rowPattern = /<(?:\w+:)?row\s(?:[^<>]*?\s)?r\s*=\s*["']([^"']{1,20})["']/g;

const extentOf = (xml: string): { rows: number; columns: number } => {
  for (const [, number] of xml.matchAll(rowPattern)) {
    if (!(Number(number) >= 1 && Number(number) <= maxRows)) throw refuse('import.broken-file', { reason: 'row' });
  }
  let [rows, columns] = [0, 0];
  for (const [, ref = '', closed] of xml.matchAll(cellPattern)) {
    const at = readRef(ref);
    if (at === undefined) throw refuse('import.broken-file', { reason: `cell ${ref}` });
    if (closed === '/') continue;
    columns = Math.max(columns, at[0] + 1);
    rows = Math.max(rows, at[1] + 1);
  }
  return { rows, columns };
};

const pathIn = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

/** @throws Refusal `import.broken-file` when the parts are no workbook */
export const readSheetMap = (parts: Readonly<Record<string, Uint8Array>>): SheetMap => {
  const decoder = new TextDecoder();
  const text = (path: string): string => {
    const part = Object.entries(parts).find(([name]) => name.toLowerCase() === path.toLowerCase())?.[1];
    if (part === undefined) throw refuse('import.broken-file', { reason: path });
    return decoder.decode(part);
  };
  const relations = new Map(
    tagsOf(text('xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
      attribute(tag, 'Id') ?? '',
      pathIn(attribute(tag, 'Target') ?? ''),
    ]),
  );
  const paths = new Map(
    tagsOf(text('xl/workbook.xml'), 'sheet').flatMap((tag) => {
      const path = relations.get(attribute(tag, 'id') ?? '');
      const isSheet = path !== undefined && /worksheets\//i.test(path);
      return isSheet ? [[attribute(tag, 'name') ?? '', path] as const] : [];
    }),
  );
  const xmlOf = (sheet: string): string => text(paths.get(sheet) ?? '');
  return {
    sheets: [...paths.keys()],
    filled: (sheet) => extentOf(xmlOf(sheet)).rows > 0,
    extent: (sheet) => {
      const xml = xmlOf(sheet);
      return { ...extentOf(xml), merges: mergesOf(xml) };
    },
  };
};
