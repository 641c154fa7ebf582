import type { RoadClass } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { chanceAt } from '../chance.ts';
import type { Cuts } from './cuts.ts';
import { edgeNumber, nodeNumber } from './lattice.ts';
import { mainNode } from './main-roads.ts';
import { makeName } from './name-maker.ts';
import { roadWidthM } from './road-widths.ts';
import type { Cells, CityPlan, Road, StreetPlan, XY } from './types.ts';
import { createUnion } from './union.ts';

type Edge = {
  readonly class: RoadClass;
  readonly name: Words | undefined;
  readonly oneway: boolean;
  readonly bridge: boolean;
  readonly tunnel: boolean;
};

export type StreetEdges = ReadonlyMap<number, Edge>;

/** Open country, one park or one campus on both sides of a road. */
export type Surroundings = 'country' | 'park' | 'campus';

/** All roads in and around a street by lattice edge: main roads, and those of its own that hang together with them. */
export const streetEdges = (
  plan: CityPlan,
  street: StreetPlan,
  { edges }: Cuts,
  surroundings: (edge: number) => Surroundings | undefined,
): StreetEdges => {
  const all = new Map<number, Edge>();
  const order = plan.streets.indexOf(street);
  const names = new Map<number, Edge>();
  for (const [number, { class: of, cut }] of edges) {
    const around = surroundings(number);
    const isPathless = around === 'country' && of === 'residential';
    if (plan.mainEdges.has(number) || isPathless || touchesRail(plan, number)) continue;
    const known = names.get(cut) ?? innerRoad(plan, street, of, order, cut);
    names.set(cut, known);
    all.set(number, around === 'park' ? footpath : around === 'campus' ? campusRoad : known);
  }
  for (const number of edgesOf(street.cells)) {
    const main = plan.mainEdges.get(number);
    if (main !== undefined) all.set(number, { ...main, oneway: false });
  }
  return hangingTogether(plan, all);
};

const plain = { name: undefined, oneway: false, bridge: false, tunnel: false } as const;
const footpath: Edge = { ...plain, class: 'path' };
const campusRoad: Edge = { ...plain, class: 'service' };

const innerRoad = ({ seed }: CityPlan, { character }: StreetPlan, of: RoadClass, order: number, cut: number): Edge => {
  const lot = chanceAt(seed + 95, order, cut);
  const isOld = character === 'old-town' || character === 'core';
  const isLane = of === 'residential';
  const name =
    of === 'tertiary'
      ? makeName(seed, lot < 0.5 ? 'road' : 'street2', 500 + order * 12 + cut)
      : isLane && lot < 0.62
        ? makeName(seed, lot < 0.3 ? 'lane' : 'street2', 100 + order * 83 + cut)
        : undefined;
  return {
    class: of,
    name,
    oneway: isLane && isOld && chanceAt(seed + 96, order, cut) < 0.3,
    bridge: false,
    tunnel: false,
  };
};

/** From the number of an edge back to where it lies. */
const placeOf = (number: number): { readonly column: number; readonly row: number; readonly direction: number } => {
  const point = Math.floor(number / 3);
  return { column: Math.floor(point / 8192) - 4096, row: (point % 8192) - 4096, direction: number % 3 };
};

/** Nothing but main roads crosses the railway or the motorway. */
const touchesRail = ({ railRow, mainEdges }: CityPlan, number: number): boolean => {
  const { column, row, direction } = placeOf(number);
  if (direction === 0) return row === railRow;
  return [row, row + 1].some((at) => at === railRow || mainEdges.get(edgeNumber(column, at, 0))?.class === 'motorway');
};

/** Every edge in a rectangle and on its border. */
const edgesOf = ({ west, south, east, north }: Cells): readonly number[] => {
  const numbers: number[] = [];
  for (let i = west; i <= east; i += 1) {
    for (let j = south; j <= north; j += 1) {
      if (i < east) numbers.push(edgeNumber(i, j, 0));
      if (j < north) numbers.push(edgeNumber(i, j, 1));
      if (i < east && j < north) numbers.push(edgeNumber(i, j, 2));
    }
  }
  return numbers;
};

const endsOf = (plan: CityPlan, number: number, of: RoadClass): readonly [number, number] => {
  const { column, row, direction } = placeOf(number);
  const node = (i: number, j: number): number => mainNode(plan.mainEdges, of, i, j);
  return [node(column, row), node(direction === 1 ? column : column + 1, direction === 0 ? row : row + 1)];
};

/** The main roads of the city hang together; what does not reach one of them is no road. */
const hangingTogether = (plan: CityPlan, all: ReadonlyMap<number, Edge>): StreetEdges => {
  const union = createUnion();
  const main = -1;
  for (const [number, edge] of all) {
    const isMain = plan.mainEdges.has(number);
    // From inside a tunnel nobody turns off.
    if (isMain && edge.tunnel) continue;
    const [a, b] = endsOf(plan, number, edge.class);
    union.join(a, b);
    if (isMain) union.join(a, main);
  }
  const isReached = (number: number, edge: Edge): boolean =>
    plan.mainEdges.has(number) || union.root(endsOf(plan, number, edge.class)[0]) === union.root(main);
  return new Map([...all].filter(([number, edge]) => isReached(number, edge)));
};

/** Runs along the lines of the lattice. A border's roads are those of the street north or east of it. */
export const roadsOf = (plan: CityPlan, street: StreetPlan, edges: StreetEdges): readonly Road[] => {
  const { cells } = street;
  const { west, south, east, north } = cells;
  const has = (column: number, row: number): boolean =>
    plan.streets.some(({ cells: of }) => column >= of.west && column < of.east && row >= of.south && row < of.north);
  const lastRow = has(west, north) ? north - 1 : north;
  const lastColumn = has(east, south) ? east - 1 : east;
  const roads: Road[] = [];
  for (let j = south; j <= lastRow; j += 1)
    roads.push(...runs(plan, edges, { column: west, row: j, step: 0, length: east - west }));
  for (let i = west; i <= lastColumn; i += 1)
    roads.push(...runs(plan, edges, { column: i, row: south, step: 1, length: north - south }));
  for (const path of diagonals(cells)) roads.push(...runs(plan, edges, path));
  return roads;
};

/** Some edges in a row: from a lattice point to the east (0), north (1) or north-east (2). */
type Path = { readonly column: number; readonly row: number; readonly step: 0 | 1 | 2; readonly length: number };

const diagonals = ({ west, south, east, north }: Cells): readonly Path[] => {
  const long = Math.max(east - west, north - south);
  return [
    ...Array.from({ length: east - west }, (_, at) => ({
      column: west + at,
      row: south,
      step: 2 as const,
      length: long,
    })),
    ...Array.from({ length: north - south - 1 }, (_, at) => ({
      column: west,
      row: south + at + 1,
      step: 2 as const,
      length: long,
    })),
  ];
};

const placeOn = ({ column, row, step }: Path, at: number): readonly [column: number, row: number] => [
  step === 1 ? column : column + at,
  step === 0 ? row : row + at,
];

const runs = (plan: CityPlan, edges: StreetEdges, path: Path): readonly Road[] => {
  const edgeAt = (at: number): Edge | undefined => edges.get(edgeNumber(...placeOn(path, at), path.step));
  const roads: Road[] = [];
  for (let start = 0; start < path.length; ) {
    const edge = edgeAt(start);
    let end = start + 1;
    if (edge !== undefined) {
      while (end < path.length && isSame(edge, edgeAt(end))) end += 1;
      roads.push(toRoad(plan, edge, path, start, end));
    }
    start = end;
  }
  return roads;
};

const isSame = (a: Edge, b: Edge | undefined): boolean =>
  b !== undefined &&
  a.class === b.class &&
  a.name?.en === b.name?.en &&
  a.oneway === b.oneway &&
  a.bridge === b.bridge &&
  a.tunnel === b.tunnel;

const toRoad = (plan: CityPlan, edge: Edge, path: Path, from: number, to: number): Road => {
  const nodes: number[] = [];
  const line: XY[] = [];
  for (let at = from; at <= to; at += 1) {
    const [i, j] = placeOn(path, at);
    nodes.push(mainNode(plan.mainEdges, edge.class, i, j));
    line.push(plan.lattice.point(i, j));
    if (at === to || path.step === 2) continue;
    for (const [index, point] of plan.lattice.between(i, j, path.step === 0 ? 'east' : 'north').entries()) {
      nodes.push(nodeNumber(i, j, 1 + index + 8 * path.step));
      line.push(point);
    }
  }
  return { id: edgeNumber(...placeOn(path, from), path.step), ...edge, nodes, line, widthM: roadWidthM[edge.class] };
};
