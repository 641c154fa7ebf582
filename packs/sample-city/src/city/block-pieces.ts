import { edgeNumber } from './lattice.ts';
import { walkEdge } from './outline.ts';
import { roadWidthM } from './road-widths.ts';
import type { StreetEdges } from './street-roads.ts';
import type { Cells, CityPlan, Ring } from './types.ts';

/** A block's outline; its cells are the unit grids that it is counted in. */
export type BlockPiece = {
  readonly ring: Ring;
  readonly setbacksM: readonly number[];
  readonly cells: readonly (readonly [column: number, row: number])[];
};

/** Metres beside the middle of the railway where nothing is built. */
const railHalfM = 14;

type Side = {
  readonly column: number;
  readonly row: number;
  readonly step: 0 | 1 | 2 | 3;
  readonly edge: number;
};

/** The block on a rectangle of cells; two of them where a diagonal avenue crosses it. */
export const blockPieces = (plan: CityPlan, edges: StreetEdges, cells: Cells): readonly BlockPiece[] => {
  const sides = sidesOf(cells);
  const all = cellsOf(cells);
  const crossed = all.filter(([column, row]) => plan.mainEdges.has(edgeNumber(column, row, 2)));
  const [start, end] = [crossed[0], crossed.at(-1)];
  if (start === undefined || end === undefined) return [{ ...trace(plan, edges, sides, []), cells: all }];
  const enters = sides.findIndex(({ column, row }) => column === start[0] && row === start[1]);
  const leaves = sides.findIndex(({ column, row }) => column === end[0] + 1 && row === end[1] + 1);
  const from = (first: number, last: number): readonly Side[] =>
    first <= last ? sides.slice(first, last) : [...sides.slice(first), ...sides.slice(0, last)];
  const way = crossed.map(([column, row]) => [column + 1, row + 1] as const);
  const back = [start, ...way].toReversed();
  const isRight = ([column, row]: readonly [number, number]): boolean => column - row >= start[0] - start[1];
  return [
    { ...trace(plan, edges, from(enters, leaves), back), cells: all.filter(isRight) },
    { ...trace(plan, edges, from(leaves, enters), [start, ...way]), cells: all.filter((cell) => !isRight(cell)) },
  ];
};

/** Row by row from the south, so that a diagonal's cells come in its order. */
const cellsOf = ({ west, south, east, north }: Cells): readonly (readonly [number, number])[] => {
  const cells: [number, number][] = [];
  for (let row = south; row < north; row += 1)
    for (let column = west; column < east; column += 1) cells.push([column, row]);
  return cells;
};

/** Counter-clockwise from the south-western corner. */
const sidesOf = ({ west, south, east, north }: Cells): readonly Side[] => {
  const sides: Side[] = [];
  for (let i = west; i < east; i += 1) sides.push({ column: i, row: south, step: 0, edge: edgeNumber(i, south, 0) });
  for (let j = south; j < north; j += 1) sides.push({ column: east, row: j, step: 1, edge: edgeNumber(east, j, 1) });
  for (let i = east; i > west; i -= 1)
    sides.push({ column: i, row: north, step: 2, edge: edgeNumber(i - 1, north, 0) });
  for (let j = north; j > south; j -= 1)
    sides.push({ column: west, row: j, step: 3, edge: edgeNumber(west, j - 1, 1) });
  return sides;
};

/** Along some sides and back by an avenue's corners. */
const trace = (
  { lattice, railRow, mainEdges }: CityPlan,
  edges: StreetEdges,
  sides: readonly Side[],
  avenue: readonly (readonly [column: number, row: number])[],
): { readonly ring: Ring; readonly setbacksM: readonly number[] } => {
  const ring: [number, number][] = [];
  const setbacksM: number[] = [];
  const put = (x: number, y: number, setbackM: number): void => {
    ring.push([x, y]);
    setbacksM.push(setbackM);
  };
  for (const { column, row, step, edge } of sides) {
    const road = edges.get(edge);
    const setbackM =
      road !== undefined ? roadWidthM[road.class] / 2 : row === railRow && step % 2 === 0 ? railHalfM : 0;
    for (const [x, y] of walkEdge(lattice, column, row, step)) put(x, y, setbackM);
  }
  for (const [index, [column, row]] of avenue.slice(0, -1).entries()) {
    const [nextColumn, nextRow] = avenue[index + 1] ?? [column, row];
    const road = mainEdges.get(edgeNumber(Math.min(column, nextColumn), Math.min(row, nextRow), 2));
    const [x, y] = lattice.point(column, row);
    put(x, y, road === undefined ? 0 : roadWidthM[road.class] / 2);
  }
  const [x, y] = ring[0] ?? [0, 0];
  ring.push([x, y]);
  return { ring, setbacksM };
};
