import { chance } from '../chance.ts';
import { districtPlans, functionalPlan } from '../names.ts';
import { createLines } from './lines.ts';
import type { Cells, StreetCharacter } from './types.ts';

/** A street's place among the columns and rows of streets, and in the lattice. */
export type Site = {
  readonly column: number;
  readonly row: number;
  readonly cells: Cells;
  readonly character: StreetCharacter;
};

/** The lines of the lattice that main roads, the river and the borders of streets keep to. */
export type Shape = {
  readonly seed: number;
  readonly sites: readonly Site[];
  /** Rows of streets from the coast to the hills. */
  readonly rows: number;
  /** The first and the last row of lattice lines. */
  readonly north: number;
  /** Rows of cells between the coast and the road along it. */
  columnLine(column: number): number;
  rowLine(row: number): number;
  /** The line in the middle of a column of streets. */
  columnMiddle(column: number): number;
  rowMiddle(row: number): number;
  /** The row of streets whose middle line is the railway. */
  readonly railRow: number;
  /** The row whose middle line is the motorway, if there is one. */
  readonly motorwayRow: number | undefined;
  siteAt(cellColumn: number, cellRow: number): Site | undefined;
  site(column: number, row: number): Site | undefined;
  /** Whether a column line carries a main road: a border or a middle of a column, or a bank of the river. */
  isMainColumn(line: number): boolean;
  isMainRow(line: number): boolean;
  /** A diagonal avenue from the sea through the town to a main road behind it: its lattice points, to the north-east. */
  readonly avenue: readonly (readonly [column: number, row: number])[];
};

/** How many streets a city of a size has. */
const streetCount = (size: number): number =>
  size < 50 ? 1 : size <= 100_000 ? 12 : Math.round(12 * (size / 100_000) ** 0.65);

export const shapeCity = (seed: number, size: number): Shape => {
  const ranges = rowRanges(streetCount(size));
  const [columns, lines] = [createLines(seed, 'column'), createLines(seed, 'row')];
  const rows = ranges.length;
  const sites = ranges.flatMap(([from, to], row) =>
    Array.from({ length: to - from }, (_, index): Site => {
      const column = from + index;
      const [west, east] = [columns.line(column), columns.line(column + 1)];
      const cells = { west, south: lines.line(row), east, north: lines.line(row + 1) };
      return { column, row, cells, character: characterOf(seed, column, row, rows) };
    }),
  );
  const byPlace = new Map(sites.map((site) => [placeNumber(site.column, site.row), site]));
  const site = (column: number, row: number): Site | undefined => byPlace.get(placeNumber(column, row));
  return {
    seed,
    sites,
    rows,
    north: lines.line(rows),
    columnLine: columns.line,
    rowLine: lines.line,
    columnMiddle: columns.middle,
    rowMiddle: lines.middle,
    railRow: Math.min(1, rows - 1),
    motorwayRow: rows >= 3 ? rows - 1 : undefined,
    site,
    siteAt: (cellColumn, cellRow) => site(columns.indexAt(cellColumn), lines.indexAt(cellRow)),
    avenue: Array.from({ length: rows < 3 ? 0 : lines.line(2) }, (_, step) => [6 + step, 1 + step]),
    isMainColumn: (line) => Math.abs(line) <= 1 || columns.isMain(line),
    isMainRow: (line) => line <= 0 || lines.isMain(line),
  };
};

const placeNumber = (column: number, row: number): number => (column + 512) * 1024 + row + 512;

/** Columns of streets in every row, from the coast to the hills: half an ellipse about the mouth of the river. */
const rowRanges = (count: number): readonly (readonly [from: number, to: number])[] => {
  if (count === 1) return [[0, 1]];
  if (count === 12) return Array.from({ length: 3 }, () => [-1, 3] as const);
  const widest = Math.ceil(Math.sqrt(count * 1.5));
  const widths: number[] = [];
  let left = count;
  while (left > 0) {
    const bend = Math.sqrt(Math.max(0.3, 1 - (widths.length / (widest * 0.95)) ** 2));
    const width = Math.min(left, Math.max(4, Math.round(widest * bend)));
    // Too few for a row of their own: the rows at the coast are a street wider.
    if (width < 4) for (let row = 0; row < width; row += 1) widths[row] = (widths[row] ?? 0) + 1;
    else widths.push(width);
    left -= width;
  }
  return widths.map((width) => {
    const from = Math.min(-1, Math.round(0.6 - width / 2));
    return [from, from + width] as const;
  });
};

/** The nine old streets and the functional area keep what their names promise; the rest follows from where it lies. */
const known: Readonly<Record<string, StreetCharacter>> = {
  '-1/0': 'old-town',
  '-1/1': 'suburb',
  '-1/2': 'hills',
  '0/0': 'core',
  '0/1': 'old-town',
  '0/2': 'campus',
  '1/0': 'resort',
  '1/1': 'new-town',
  '1/2': 'suburb',
  '2/0': 'harbour',
  '2/1': 'industry',
  '2/2': 'suburb',
};

const characterOf = (seed: number, column: number, row: number, rows: number): StreetCharacter => {
  const own = known[`${column}/${row}`];
  if (own !== undefined) return rows > 4 && own === 'hills' ? 'suburb' : own;
  const lot = chance(seed, `character-${column}`, row);
  const far = Math.hypot(column - 0.5, row * 1.2);
  if (row >= rows - 1 || (row === rows - 2 && lot < 0.4)) return 'hills';
  if (row === 0)
    return pickBelow(
      lot,
      [
        ['harbour', 0.34],
        ['resort', 0.68],
      ],
      'new-town',
    );
  if (far < 4) return pickBelow(lot, [['core', 0.25]], 'new-town');
  return pickBelow(
    lot,
    [
      ['industry', 0.16],
      ['campus', 0.24],
      ['new-town', 0.24 + Math.max(0.1, 0.75 - far / 14)],
    ],
    'suburb',
  );
};

const pickBelow = (
  lot: number,
  limits: readonly (readonly [StreetCharacter, number])[],
  otherwise: StreetCharacter,
): StreetCharacter => limits.find(([, limit]) => lot < limit)?.[0] ?? otherwise;

/** The code and name that a place among the streets has always had. */
export const oldStreetAt = (column: number, row: number): (typeof oldStreets)[number] | undefined =>
  oldStreets.find(({ cell }) => cell[0] - 1 === column && cell[1] === row);

const oldStreets = [...districtPlans, functionalPlan].flatMap((district) =>
  district.streets.map((street) => ({ ...street, districtCode: district.code })),
);
