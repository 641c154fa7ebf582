import { refuse } from '@liandong/words';
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import { type Cell, type Grid, maxCells } from './table.ts';

const delimiters = [',', ';', '\t'] as const;
const lookedAtChars = 20_000;

const readLines = (text: string, delimiter: string, to?: number): string[][] =>
  parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    ...(to === undefined ? {} : { to }),
  });

/** The delimiter that parts most lines into the same number of cells, more than one. */
const delimiterOf = (text: string): string => {
  const head = text.slice(0, lookedAtChars);
  const score = (delimiter: string): number => {
    try {
      const widths = readLines(head.length < text.length ? head.slice(0, head.lastIndexOf('\n')) : head, delimiter, 50)
        .map((line) => line.length)
        .filter((width) => width > 1);
      const usual = Map.groupBy(widths, (width) => width);
      return Math.max(0, ...Array.from(usual, ([width, lines]) => lines.length * Math.min(width, 3)));
    } catch {
      return 0;
    }
  };
  const scores = delimiters.map(score);
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
};

/** @throws Refusal `import.unreadable-text`, `import.broken-file`, `import.table-too-large` */
export const readCsv = (bytes: Uint8Array): Grid => {
  const text = decodeText(bytes);
  try {
    const lines: Cell[][] = readLines(text, delimiterOf(text)).map((line) =>
      line.map((cell) => {
        const trimmed = cell.trim();
        return trimmed === '' ? null : trimmed;
      }),
    );
    const cells = lines.reduce((sum, line) => sum + line.length, 0);
    if (cells > maxCells) throw refuse('import.table-too-large', { limit: maxCells });
    return { lines, merges: [] };
  } catch (cause) {
    if (cause instanceof CsvError) throw refuse('import.broken-file', { reason: cause.message });
    throw cause;
  }
};
