import { refuse } from '@liandong/words';
import { findHeader, titleOf } from './find-header.ts';
import { type Cell, columnLetters, type Grid, isBlank, type Table, type TableRow, type Warning } from './table.ts';

const isBlankLine = (line: readonly Cell[]): boolean => line.every(isBlank);

/** Gives every line of merged cells the value that stands in the first; columns beside the first stay as they are. */
const repeatMerged = (grid: Grid, from: number): { lines: readonly (readonly Cell[])[]; repeated: number } => {
  const body = grid.merges.filter((one) => one.top >= from && one.bottom > one.top);
  const lines = grid.lines.map((line) => [...line]);
  for (const { top, bottom, left } of body) {
    const value = lines[top]?.[left];
    if (isBlank(value)) continue;
    for (let index = top + 1; index <= bottom && index < lines.length; index += 1) {
      const line = lines[index];
      // A blank line under merged cells has nothing of its own and stays no row.
      if (line === undefined || isBlankLine(line)) continue;
      while (line.length <= left) line.push(null);
      line[left] = value ?? null;
    }
  }
  return { lines, repeated: body.length };
};

const isTotals = (cells: readonly Cell[]): boolean => {
  const first = cells.find((cell) => !isBlank(cell));
  return (
    typeof first === 'string' &&
    /^(合\s*计|总\s*计|小\s*计|合\s*計|總\s*計|小\s*計|total|sum|subtotal)[:：]?$/i.test(first)
  );
};

const headerOf = (grid: Grid, told: readonly number[] | undefined): readonly number[] => {
  if (told === undefined || told.length === 0) return findHeader(grid);
  const lines = [...new Set(told)].map((row) => row - 1).sort((a, b) => a - b);
  const isThere = lines.every((line) => Number.isInteger(line) && line >= 0 && line < grid.lines.length);
  if (!isThere || lines.length > 5) throw refuse('import.no-such-header', { rows: told.join(', ') });
  return lines;
};

const columnsOf = (grid: Grid, header: readonly number[], bodyFrom: number) => {
  const width = grid.lines.reduce((most, line) => Math.max(most, line.length), 0);
  const used = new Uint8Array(width);
  for (const line of grid.lines.slice(bodyFrom)) {
    for (const [index, cell] of line.entries()) if (!isBlank(cell)) used[index] = 1;
  }
  return Array.from({ length: width }, (_, index) => ({
    index,
    key: columnLetters(index),
    title: titleOf(grid, header, index),
  })).filter(({ index, title }) => title !== '' || used[index] === 1);
};

const columnWarnings = (columns: ReturnType<typeof columnsOf>): readonly Warning[] => {
  const named = Map.groupBy(
    columns.filter((one) => one.title !== ''),
    (one) => one.title,
  );
  const twice = [...named].filter(([, same]) => same.length > 1);
  const bare = columns.filter((one) => one.title === '').map((one) => one.key);
  return [
    ...twice.map(([title, same]) => ({
      code: 'import.duplicate-header',
      data: { title, columns: same.map((one) => one.key).join(', ') },
    })),
    ...(bare.length === 0 ? [] : [{ code: 'import.column-without-title', data: { columns: bare.join(', ') } }]),
  ];
};

const rowWarnings = (
  header: readonly number[],
  rows: readonly TableRow[],
  repeated: number,
  totals: number | undefined,
) => {
  const first = header[0] ?? 0;
  const [start, end] = [(header.at(-1) ?? -1) + 2, rows.at(-1)?.row ?? 0];
  const blank = Math.max(0, end - start + 1 - rows.length);
  const warnings: Warning[] = [];
  if (first > 0) warnings.push({ code: 'import.lines-above-header', data: { lines: first } });
  if (header.length > 1)
    warnings.push({ code: 'import.header-lines', data: { rows: header.map((one) => one + 1).join(', ') } });
  if (repeated > 0) warnings.push({ code: 'import.merged-cells', data: { count: repeated } });
  if (blank > 0) warnings.push({ code: 'import.blank-lines', data: { count: blank } });
  if (totals !== undefined) warnings.push({ code: 'import.totals-line', data: { row: totals } });
  return warnings;
};

/**
 * Turns a sheet into a table: header found or as told, blank lines left out, merged cells repeated down, a line of
 * totals left out; each of these is told in a warning. @throws Refusal `import.no-table`, `import.no-such-header`
 */
export const shapeTable = (
  grid: Grid,
  told: readonly number[] | undefined,
): Omit<Table, 'sheets' | 'sheet' | 'hasGeometry' | 'crs'> => {
  const header = headerOf(grid, told);
  if (header.length === 0) throw refuse('import.no-table');
  const bodyFrom = (header.at(-1) ?? 0) + 1;
  const { lines, repeated } = repeatMerged(grid, bodyFrom);
  const columns = columnsOf({ ...grid, lines }, header, bodyFrom);
  const rows: TableRow[] = [];
  for (let index = bodyFrom; index < lines.length; index += 1) {
    const line = lines[index] ?? [];
    if (isBlankLine(line)) continue;
    rows.push({ row: index + 1, cells: columns.map((column) => line[column.index] ?? null) });
  }
  const last = rows.at(-1);
  const totals = last !== undefined && isTotals(last.cells) ? last.row : undefined;
  if (totals !== undefined) rows.pop();
  return {
    headerRows: header.map((line) => line + 1),
    columns: columns.map(({ key, title }) => ({ key, title })),
    rows,
    warnings: [...columnWarnings(columns), ...rowWarnings(header, rows, repeated, totals)],
  };
};
