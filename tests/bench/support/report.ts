/** The middle of some figures. */
export const median = (figures: readonly number[]): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** The figure that a share of all figures does not exceed. */
export const percentile = (figures: readonly number[], share: number): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const round = (figure: number, digits = 0): number => Number(figure.toFixed(digits));

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const heading = (title: string, lines: readonly string[]): void => {
  say(`\n${title}`);
  for (const line of lines) say(`  ${line}`);
  say('');
};

/** Prints rows under headings, numbers to the right. */
export const table = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): void => {
  const cells = [
    columns,
    ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell))),
  ];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  for (const row of cells) {
    say(
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ')}`,
    );
  }
};

/** The last line of every bench. */
export const verdict = (
  figures: { readonly bench: string; readonly ratio: number; readonly target: number } & Record<string, unknown>,
): void => {
  say(
    `\n  ratio ${figures.ratio} (target ${figures.target}): ${figures.ratio >= figures.target ? 'reached' : 'MISSED'}\n`,
  );
  say(JSON.stringify(figures));
};
