/** What a cell holds; dates are `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ss` (as a clock on the wall showed them). */
export type Cell = string | number | boolean | null;

/** Cells that a sheet shows as one; all from 0, ends included. */
export type Merge = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

/** A sheet as it is: the index of a line is its number less one, blank lines are there. */
export type Grid = { readonly lines: readonly (readonly Cell[])[]; readonly merges: readonly Merge[] };

export type TableRow = {
  /** Line of the sheet or number of the feature, from 1. */
  readonly row: number;
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
  readonly geometry?: unknown;
};

/** Something that a person should know; told in words by `warningWords`. */
export type Warning = { readonly code: string; readonly data: Readonly<Record<string, string | number>> };

/** A table, whatever file it came from. */
export type Table = {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly TableRow[];
  readonly hasGeometry: boolean;
  readonly warnings: readonly Warning[];
  /** Reference system that a GeoJSON names; undefined when it names none. */
  readonly crs?: string | undefined;
};

export type TableOrder = {
  readonly path: string;
  readonly format: 'csv' | 'xlsx' | 'geojson' | 'json';
  readonly sheet?: string | undefined;
  /** From 1; found by looking when absent. */
  readonly headerRows?: readonly number[] | undefined;
};

/** Bytes of a table after unpacking; more than that is a trap or no table. */
export const maxUnpackedBytes = 512 * 1024 * 1024;
/** Cells of the box around everything that is filled. */
export const maxCells = 20_000_000;

/** A, B, … Z, AA, … from 0. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === '';
