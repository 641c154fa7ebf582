import { type Cell, type Grid, isBlank, type Merge } from './table.ts';

const lookedAtLines = 60;

const isText = (cell: Cell | undefined): boolean => typeof cell === 'string' && !/^[-+]?[\d.,\s%]+$/.test(cell);

const filledIn = (line: readonly Cell[] | undefined): readonly number[] =>
  (line ?? []).flatMap((cell, index) => (isBlank(cell) ? [] : [index]));

const mergeAt = (merges: readonly Merge[], line: number, column: number): Merge | undefined =>
  merges.find((one) => one.top <= line && line <= one.bottom && one.left <= column && column <= one.right);

/** How many cells a line has in a table of this kind: the middle one of the first lines that have more than one. */
const usualWidth = (grid: Grid): number => {
  const widths = grid.lines
    .slice(0, lookedAtLines)
    .map((line) => filledIn(line).length)
    .filter((width) => width > 1)
    .sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 1;
};

/** A title over the table: one text, perhaps over merged cells; a header has more. */
const firstHeaderLine = (grid: Grid): number | undefined => {
  const width = usualWidth(grid);
  let first: number | undefined;
  for (const [index, line] of grid.lines.slice(0, lookedAtLines).entries()) {
    const filled = filledIn(line);
    if (filled.length === 0) continue;
    first ??= index;
    const covered = new Set(
      filled.flatMap((column) => {
        const merge = mergeAt(grid.merges, index, column);
        return merge === undefined
          ? [column]
          : Array.from({ length: merge.right - merge.left + 1 }, (_, n) => merge.left + n);
      }),
    );
    const isWide = width === 1 || (filled.length > 1 && covered.size >= width / 2);
    if (isWide && filled.every((column) => isText(line[column]))) return index;
  }
  return first;
};

/** Parents over children in merged cells, or, in a file that cannot merge, gaps that the next line fills. */
const hasSecondLine = ({ lines, merges }: Grid, first: number): boolean => {
  const [upper = [], lower = []] = [lines[first], lines[first + 1]];
  const children = filledIn(lower);
  if (children.length === 0 || !children.every((column) => isText(lower[column]))) return false;
  const mergedHere = merges.filter((one) => one.top === first);
  if (mergedHere.some((one) => one.bottom > first)) return mergedHere.some((one) => one.bottom === first + 1);
  if (mergedHere.some((one) => one.right > one.left)) return true;
  const isParted = children.every(
    (column) => isBlank(upper[column]) || (isBlank(upper[column + 1]) && !isBlank(lower[column + 1])),
  );
  const hasGap = children.some((column) => isBlank(upper[column]) && column > 0);
  const hasWhole = filledIn(upper).some((column) => isBlank(lower[column]));
  return merges.length === 0 && isParted && hasGap && hasWhole;
};

/** Indexes of the header's lines; empty when there is nothing at all. */
export const findHeader = (grid: Grid): readonly number[] => {
  const first = firstHeaderLine(grid);
  if (first === undefined) return [];
  return hasSecondLine(grid, first) ? [first, first + 1] : [first];
};

/** The title of a column from its header lines, parents first: `联系人/电话`. */
export const titleOf = ({ lines, merges }: Grid, header: readonly number[], column: number): string => {
  const parts: string[] = [];
  for (const [depth, line] of header.entries()) {
    const merge = mergeAt(merges, line, column);
    const isLast = depth === header.length - 1;
    const below = header.slice(depth + 1).some((lower) => !isBlank(lines[lower]?.[column]));
    let cell = lines[merge?.top ?? line]?.[merge?.left ?? column];
    // Without merged cells a parent stands over its first child only.
    if (isBlank(cell) && !isLast && below && merges.length === 0) {
      cell = lines[line]?.slice(0, column).findLast((one) => !isBlank(one));
    }
    const text = isBlank(cell) ? '' : String(cell).replaceAll(/\s+/g, ' ').trim();
    if (text !== '' && parts.at(-1) !== text) parts.push(text);
  }
  return parts.join('/').slice(0, 200);
};
