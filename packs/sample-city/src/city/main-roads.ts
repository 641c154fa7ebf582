import type { RoadClass } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { roadNames } from '../names.ts';
import { edgeNumber, nodeNumber } from './lattice.ts';
import { makeName } from './name-maker.ts';
import type { Shape, Site } from './shape.ts';
import type { Lattice, MainEdge, StreetCharacter, Terrain } from './types.ts';
import { createUnion } from './union.ts';

/** Rows of cells between the sea and the road along the coast. */
export const coastDepth = (character: StreetCharacter): number =>
  character === 'harbour' ? 3 : character === 'resort' ? 2 : 1;

/** A line of the lattice that carries one main road; `at` is its column or row, it runs from `from` to `to`. */
type MainLine = {
  readonly direction: 0 | 1;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly class: RoadClass;
  readonly name: Words;
};

type Edge = MainEdge & { readonly column: number; readonly row: number; readonly direction: 0 | 1 | 2 };

/** Above this height a wide road goes into a tunnel, and a narrower one ends. */
const tunnelFromM = 70;

const widest: readonly RoadClass[] = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'];

/** The main roads of the whole city, each once however many streets meet there; all of them hang together. */
export const layMainRoads = (shape: Shape, lattice: Lattice, terrain: Terrain): ReadonlyMap<number, MainEdge> => {
  const edges = new Map<number, Edge>();
  for (const line of shape.sites.flatMap((site) => linesOf(shape, site))) {
    for (let step = line.from; step < line.to; step += 1) {
      const [column, row] = line.direction === 0 ? [step, line.at] : [line.at, step];
      const edge = toEdge(line, column, row, lattice, terrain);
      const number = edgeNumber(column, row, line.direction);
      const before = edges.get(number);
      if (edge === undefined) continue;
      if (before === undefined || widest.indexOf(edge.class) < widest.indexOf(before.class)) edges.set(number, edge);
    }
  }
  for (const [column, row] of shape.avenue.slice(0, -1)) {
    const edge = {
      class: 'primary',
      name: avenueName,
      bridge: false,
      tunnel: false,
      column,
      row,
      direction: 2,
    } as const;
    edges.set(edgeNumber(column, row, 2), edge);
  }
  return connected(overMotorway(edges));
};

/** Main roads that do not meet the motorway cross it by a bridge. */
const overMotorway = (edges: ReadonlyMap<number, Edge>): ReadonlyMap<number, Edge> => {
  const bridged = new Map(edges);
  for (const { class: of, column, row } of edges.values()) {
    if (of !== 'motorway' || isInterchange(edges, column, row)) continue;
    for (const number of [edgeNumber(column, row - 1, 1), edgeNumber(column, row, 1)]) {
      const edge = edges.get(number);
      if (edge !== undefined) bridged.set(number, { ...edge, bridge: true });
    }
  }
  return bridged;
};

const toEdge = (line: MainLine, column: number, row: number, lattice: Lattice, terrain: Terrain): Edge | undefined => {
  const [a, b] = [
    lattice.point(column, row),
    line.direction === 0 ? lattice.point(column + 1, row) : lattice.point(column, row + 1),
  ];
  const heightM = terrain.heightM((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
  const isWide = widest.indexOf(line.class) <= 2;
  if (heightM > tunnelFromM && !isWide) return undefined;
  const bridge = line.direction === 0 && (column === -1 || column === 0);
  const { name, direction } = line;
  return { class: line.class, name, bridge, tunnel: heightM > tunnelFromM, column, row, direction };
};

const linesOf = (shape: Shape, site: Site): readonly MainLine[] => [
  ...columnLines(shape, site),
  ...rowLines(shape, site),
];

/** Lines from south to north. */
const columnLines = (shape: Shape, { column, row, cells, character }: Site): readonly MainLine[] => {
  const isFree = (of: number) => (row === 0 ? coastDepth(shape.site(of, row)?.character ?? 'core') : cells.south);
  const line = (at: number, of: RoadClass, from: number, name: Words): MainLine => ({
    direction: 1,
    at,
    from,
    to: cells.north,
    class: of,
    name,
  });
  const own = isFree(column);
  const lines = [line(shape.columnMiddle(column), 'secondary', own, columnMiddleName(shape.seed, column))];
  const west = shape.site(column - 1, row);
  const border = column === 0 ? 1 : cells.west;
  const name = column === 0 ? bankName(1) : columnName(shape.seed, column);
  const from = column === 0 || west === undefined ? own : Math.min(own, isFree(column - 1));
  lines.push(
    line(border, column === 0 ? 'secondary' : west === undefined ? 'secondary' : columnClass(column), from, name),
  );
  if (column === -1) lines.push(line(-1, 'secondary', own, bankName(-1)));
  else if (shape.site(column + 1, row) === undefined)
    lines.push(line(cells.east, 'secondary', own, columnName(shape.seed, column + 1)));
  return character === 'hills' ? lines.filter(({ class: of }) => of !== 'secondary' || column === -1) : lines;
};

/** Lines from west to east; from the river's middle on where they cross it. */
const rowLines = (shape: Shape, { column, row, cells, character }: Site): readonly MainLine[] => {
  const [from, to] = [column === 0 && shape.site(-1, row) === undefined ? 1 : cells.west, cells.east];
  const line = (at: number, of: RoadClass, name: Words): MainLine => ({ direction: 0, at, from, to, class: of, name });
  const lines: MainLine[] = [];
  if (row === 0) lines.push(line(coastDepth(character), 'primary', coastName));
  const above = shape.site(column, row + 1) !== undefined;
  if (above || character !== 'hills')
    lines.push(line(cells.north, above ? rowClass(row + 1) : 'secondary', rowName(shape.seed, row + 1)));
  if (row === shape.motorwayRow) lines.push(line(shape.rowMiddle(row), 'motorway', motorwayName));
  else if (row !== shape.railRow && character !== 'hills')
    lines.push(line(shape.rowMiddle(row), 'secondary', rowMiddleName(shape.seed, row)));
  return lines;
};

const columnClass = (column: number): RoadClass => (((column % 3) + 3) % 3 === 1 ? 'trunk' : 'primary');
const rowClass = (row: number): RoadClass => (row % 3 === 1 ? 'trunk' : 'primary');

const known = (index: number): Words => roadNames[index] ?? makeName(0, 'road', index);
const coastName = known(6);
const avenueName: Words = { 'zh-Hans': '汐岚大道', 'zh-Hant': '汐嵐大道', en: 'Xilan Avenue' };
const motorwayName: Words = { 'zh-Hans': '汐澜绕城高速', 'zh-Hant': '汐瀾繞城高速', en: 'Xilan Ring Expressway' };
const bankName = (side: 1 | -1): Words => known(side === 1 ? 3 : 8);
const columnName = (seed: number, column: number): Words =>
  column === 1 ? known(2) : makeName(seed, columnClass(column) === 'trunk' ? 'avenue' : 'road', 100 + column);
const columnMiddleName = (seed: number, column: number): Words =>
  column === 0 ? known(0) : column === 1 ? known(7) : column === -1 ? known(4) : makeName(seed, 'road', 200 + column);
const rowName = (seed: number, row: number): Words =>
  row === 1 ? known(1) : row === 2 ? known(9) : makeName(seed, 'road', 300 + row);
const rowMiddleName = (seed: number, row: number): Words => (row === 0 ? known(5) : makeName(seed, 'road', 400 + row));

/** The motorway can be left at wide roads; elsewhere it passes without meeting the other road. */
const isInterchange = (edges: ReadonlyMap<number, MainEdge>, column: number, row: number): boolean =>
  [row - 1, row].some((from) => {
    const of = edges.get(edgeNumber(column, from, 1))?.class;
    return of === 'trunk' || of === 'primary';
  });

/** Number of a main road's corner at a lattice point. */
export const mainNode = (edges: ReadonlyMap<number, MainEdge>, of: RoadClass, column: number, row: number): number =>
  of === 'motorway' && !isInterchange(edges, column, row) ? nodeNumber(column, row, 31) : nodeNumber(column, row);

/** Leaves out what hills have cut off from the rest: nothing can be reached from inside a tunnel. */
const connected = (edges: ReadonlyMap<number, Edge>): ReadonlyMap<number, MainEdge> => {
  const open = largest(edges, ({ tunnel }) => !tunnel);
  const isWide = ({ class: of }: Edge): boolean => widest.indexOf(of) <= 2;
  const kept = largest(new Map([...edges].filter(([number, edge]) => isWide(edge) || open.has(number))), () => true);
  return new Map(
    [...kept].map(([number, { class: of, name, bridge, tunnel }]) => [number, { class: of, name, bridge, tunnel }]),
  );
};

/** Of some edges, those that belong to the largest network. */
const largest = (all: ReadonlyMap<number, Edge>, isPart: (edge: Edge) => boolean): ReadonlyMap<number, Edge> => {
  const edges = new Map([...all].filter(([, edge]) => isPart(edge)));
  const union = createUnion();
  const counts = new Map<number, number>();
  const ends = ({ class: of, column, row, direction }: Edge): readonly [number, number] => [
    mainNode(all, of, column, row),
    mainNode(all, of, direction === 1 ? column : column + 1, direction === 0 ? row : row + 1),
  ];
  for (const edge of edges.values()) union.join(...ends(edge));
  for (const edge of edges.values()) {
    const root = union.root(ends(edge)[0]);
    counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  const most = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
  return new Map([...edges].filter(([, edge]) => union.root(ends(edge)[0]) === most));
};
