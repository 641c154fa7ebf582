import { words } from '../names.ts';
import { makeName } from './name-maker.ts';
import type { Shape, Site } from './shape.ts';
import type { CityPlan, Lattice, XY } from './types.ts';

export type Rails = Pick<CityPlan, 'railways' | 'stations'>;

/** A railway from west to east through the town, metro lines below main roads, and their stations. */
export const layRails = (shape: Shape, lattice: Lattice): Rails => {
  const row = shape.sites.filter((site) => site.row === shape.railRow);
  const [west, east] = [row.at(0)?.cells.west ?? 0, row.at(-1)?.cells.east ?? 20];
  const line = shape.rowMiddle(shape.railRow);
  const points = (from: number, to: number): readonly XY[] =>
    Array.from({ length: to - from + 1 }, (_, index) => lattice.point(from + index, line));
  const metros = shape.sites.length === 1 ? [] : metroLines(shape, lattice);
  return {
    railways: [
      {
        name: words('汐澜铁路', '汐瀾鐵路', 'Xilan Railway'),
        line: points(west - beyond, east + beyond),
        kind: 'rail',
      },
      ...metros.map(({ name, line }) => ({ name, line, kind: 'metro' as const })),
    ],
    stations: [...railStations(shape, lattice, line), ...metros.flatMap(({ stops }) => stops)],
  };
};

/** Cells that lines run on beyond the city, so that they leave the map. */
export const beyond = 160;

const railStations = (shape: Shape, lattice: Lattice, line: number): CityPlan['stations'] => {
  const at = (column: number): XY => lattice.point(column, line);
  const middle = (site: Site): number =>
    Math.round((shape.columnLine(site.column) + shape.columnMiddle(site.column)) / 2);
  return shape.sites
    .filter((site) => site.row === shape.railRow && (site.column === 0 || site.column % 4 === 2))
    .map((site, index) => ({
      name:
        site.column === 0
          ? words('汐澜站', '汐瀾站', 'Xilan Station')
          : site.column === 2
            ? words('汐澜东站', '汐瀾東站', 'Xilan East Station')
            : makeName(shape.seed, 'station', 300 + index),
      at: at(middle(site)),
      kind: 'rail' as const,
    }));
};

type Metro = { readonly name: CityPlan['name']; readonly line: readonly XY[]; readonly stops: CityPlan['stations'] };

/** Line 1 below the first avenue to the sea, line 2 across the river, more in a metropolis. */
const metroLines = (shape: Shape, lattice: Lattice): readonly Metro[] => {
  const widest = shape.sites.filter(({ row }) => row === 0);
  const [first, last] = [widest.at(0)?.column ?? 0, widest.at(-1)?.column ?? 0];
  const columns = shape.sites
    .map(({ column }) => column)
    .filter((column, index, all) => all.indexOf(column) === index && column !== 0 && (column - 1) % 4 === 0);
  const metros: Metro[] = [];
  for (const column of columns.filter((one) => one > first && one <= last)) {
    const below = shape.sites.filter((site) => site.column === column && site.character !== 'hills');
    const top = Math.max(...below.map(({ cells }) => cells.north));
    const at = shape.columnLine(column);
    const south = 4;
    const path = Array.from({ length: top - 8 - south }, (_, index): readonly [number, number] => [at, south + index]);
    metros.push(metro(shape, lattice, metros.length, path));
  }
  for (let row = 1; row < shape.rows - 1 || row === 1; row += 3) {
    const sites = shape.sites.filter((site) => site.row === row);
    const [from, to] = [(sites.at(0)?.cells.west ?? 0) + 6, (sites.at(-1)?.cells.east ?? 0) - 6];
    const path = Array.from({ length: Math.max(2, to - from) }, (_, index): readonly [number, number] => [
      from + index,
      shape.rowLine(row),
    ]);
    metros.push(metro(shape, lattice, metros.length, path));
  }
  return metros;
};

const metro = (shape: Shape, lattice: Lattice, index: number, path: readonly (readonly [number, number])[]): Metro => {
  const number = index + 1;
  return {
    name: words(`地铁${number}号线`, `地鐵${number}號線`, `Metro Line ${number}`),
    line: path.map(([column, row]) => lattice.point(column, row)),
    stops: path
      .filter((_, step) => step % 9 === 3)
      .map(([column, row], stop) => ({
        name: makeName(shape.seed, 'station', index * 40 + stop),
        at: lattice.point(column, row),
        kind: 'metro' as const,
      })),
  };
};
