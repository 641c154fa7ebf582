import type { ImportField, ImportFormat, ImportTargetId } from '@liandong/contract';
import { isBlank, type Table } from './table/table.ts';
import type { ImportTarget } from './target.ts';

/** Headers are compared without white space, brackets, lines and case: `面积（公顷）` is `面积_公顷`. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-()[\]{}*:：/\\.,，、"'“”]/g, '');

/** A title of several lines is also asked by its lowest one. */
const waysToSay = (title: string): readonly string[] => [plain(title), plain(title.split('/').at(-1) ?? '')];

/** Field → column key: for each field the first column whose header usually means it. */
export const suggestColumns = (
  fields: readonly ImportField[],
  { columns, hasGeometry }: Pick<Table, 'columns' | 'hasGeometry'>,
): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  const taken = new Set<string>();
  for (const way of [0, 1]) {
    for (const field of fields) {
      if (found[field.key] !== undefined || (field.kind === 'geometry' && hasGeometry)) continue;
      for (const hint of [field.key, ...field.hints].map(plain)) {
        const column = columns.find(
          (one) => !taken.has(one.key) && one.title !== '' && waysToSay(one.title)[way] === hint,
        );
        if (column === undefined) continue;
        found[field.key] = column.key;
        taken.add(column.key);
        break;
      }
    }
  }
  return found;
};

const scoreOf = (target: ImportTarget, table: Table): number => {
  const columns = suggestColumns(target.fields, table);
  const required = target.fields.filter((field) => field.required);
  const missing = required.filter((field) => columns[field.key] === undefined).length;
  return Object.keys(columns).length - missing * 4;
};

/** The target whose fields the headers fit best; undefined when none fits. */
export const suggestTarget = (
  targets: readonly ImportTarget[],
  table: Table,
  format: ImportFormat,
): ImportTargetId | undefined => {
  const scores = targets
    .filter((target) => target.formats.includes(format))
    .map((target) => ({ id: target.id, score: scoreOf(target, table) }))
    .sort((a, b) => b.score - a.score);
  const [best] = scores;
  return best !== undefined && best.score > 0 ? best.id : undefined;
};

const samplesShown = 3;

/** What the first rows have in a column, and how many rows have something. */
export const columnSamples = (table: Table, index: number): { samples: string[]; filled: number } => {
  const samples = new Set<string>();
  let filled = 0;
  for (const { cells } of table.rows) {
    const cell = cells[index];
    if (isBlank(cell)) continue;
    filled += 1;
    if (samples.size < samplesShown) samples.add(String(cell).slice(0, 60));
  }
  return { samples: [...samples], filled };
};
