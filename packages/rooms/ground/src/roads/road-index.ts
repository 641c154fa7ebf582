import { metresBetween, metresPerStep, narrowing, perDegree } from './distance.ts';
import type { RoadGraph } from './road-graph.ts';

/** A place on a road. */
export type RoadPlace = {
  readonly segment: number;
  /** Along the segment from its first point. */
  readonly alongM: number;
  /** From where it was asked. */
  readonly distanceM: number;
};

/** Finds the road nearest to a place. */
export type RoadIndex = {
  /** @param wanted which segments count */
  nearest(lon: number, lat: number, mostM: number, wanted: (segment: number) => boolean): RoadPlace | undefined;
};

/** About 200 m; larger where a graph covers a whole province. */
const cellSteps = 0.002 * perDegree;
const mostCells = 4_000_000;

/** Puts every stretch between two points into the cells that it may cross. */
export const indexRoads = (graph: RoadGraph): RoadIndex => {
  const grid = layGrid(graph);
  const { first, items } = fillGrid(graph, grid);

  return {
    nearest: (lonDegrees, latDegrees, mostM, wanted) => {
      const lon = lonDegrees * perDegree;
      const lat = latDegrees * perDegree;
      const search: Search = { graph, lon, lat, narrow: narrowing(lat), wanted, bestM: mostM, best: undefined };
      const cellM = grid.cell * metresPerStep * search.narrow;
      const column = Math.floor((lon - grid.west) / grid.cell);
      const row = Math.floor((lat - grid.south) / grid.cell);
      // Ring by ring around the cell, as long as a ring can hold something nearer than what was found.
      for (let ring = 0; (ring - 1) * cellM <= search.bestM; ring += 1) {
        for (const cell of ringCells(grid, column, row, ring)) {
          for (let at = first[cell] ?? 0; at < (first[cell + 1] ?? 0); at += 1) {
            tryStretch(search, items[2 * at] ?? 0, items[2 * at + 1] ?? 0);
          }
        }
      }
      const { best, bestM } = search;
      return best === undefined ? undefined : { segment: best.segment, alongM: along(graph, best), distanceM: bestM };
    },
  };
};

type Search = {
  readonly graph: RoadGraph;
  readonly lon: number;
  readonly lat: number;
  readonly narrow: number;
  readonly wanted: (segment: number) => boolean;
  bestM: number;
  best: { readonly point: number; readonly segment: number; readonly share: number } | undefined;
};

const tryStretch = (search: Search, point: number, segment: number): void => {
  const { graph, lon, lat, narrow, wanted, bestM, best } = search;
  const share = shareNearest(graph, point, lon, lat, narrow);
  const distance = distanceAt(graph, point, share, lon, lat, narrow);
  const isNearer = distance < bestM || (best === undefined && distance === bestM);
  if (!isNearer || !wanted(segment)) return;
  search.bestM = distance;
  search.best = { point, segment, share };
};

type Grid = {
  readonly west: number;
  readonly south: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
};

const layGrid = ({ pointLon, pointLat }: RoadGraph): Grid => {
  const [west, east] = rangeOf(pointLon);
  const [south, north] = rangeOf(pointLat);
  const cell = Math.max(cellSteps, Math.sqrt(((east - west) * (north - south)) / mostCells));
  const columns = Math.floor((east - west) / cell) + 1;
  return { west, south, cell, columns, rows: Math.floor((north - south) / cell) + 1 };
};

const rangeOf = (values: Int32Array): readonly [number, number] => {
  let min = values[0] ?? 0;
  let max = min;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
};

const fillGrid = (graph: RoadGraph, grid: Grid): { readonly first: Uint32Array; readonly items: Uint32Array } => {
  const first = new Uint32Array(grid.columns * grid.rows + 1);
  eachCell(graph, grid, (cell) => {
    first[cell + 1] = (first[cell + 1] ?? 0) + 1;
  });
  for (let cell = 1; cell < first.length; cell += 1) first[cell] = (first[cell] ?? 0) + (first[cell - 1] ?? 0);
  const items = new Uint32Array((first.at(-1) ?? 0) * 2);
  const next = first.slice();
  eachCell(graph, grid, (cell, point, segment) => {
    const at = next[cell] ?? 0;
    items[2 * at] = point;
    items[2 * at + 1] = segment;
    next[cell] = at + 1;
  });
  return { first, items };
};

type VisitCell = (cell: number, point: number, segment: number) => void;

const eachCell = (graph: RoadGraph, grid: Grid, visit: VisitCell): void => {
  const { firstPoint, from } = graph;
  for (let segment = 0; segment < from.length; segment += 1) {
    const last = (firstPoint[segment + 1] ?? 0) - 1;
    for (let point = firstPoint[segment] ?? 0; point < last; point += 1) {
      cellsOf(graph, grid, point, (cell) => visit(cell, point, segment));
    }
  }
};

const cellsOf = ({ pointLon, pointLat }: RoadGraph, grid: Grid, point: number, visit: (cell: number) => void): void => {
  const column = (at: number): number => Math.floor(((pointLon[at] ?? 0) - grid.west) / grid.cell);
  const row = (at: number): number => Math.floor(((pointLat[at] ?? 0) - grid.south) / grid.cell);
  const [west, east] = inOrder(column(point), column(point + 1));
  const [south, north] = inOrder(row(point), row(point + 1));
  for (let y = south; y <= north; y += 1) for (let x = west; x <= east; x += 1) visit(y * grid.columns + x);
};

const inOrder = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a]);

/** Cells of the grid that lie so many steps from a cell, which itself may lie outside. */
function* ringCells(grid: Grid, column: number, row: number, ring: number): Generator<number> {
  for (let y = row - ring; y <= row + ring; y += 1) {
    if (y < 0 || y >= grid.rows) continue;
    const isWhole = y === row - ring || y === row + ring;
    for (let x = column - ring; x <= column + ring; x += isWhole || ring === 0 ? 1 : 2 * ring) {
      if (x >= 0 && x < grid.columns) yield y * grid.columns + x;
    }
  }
}

/** Where between a point and the next one lies what is nearest: 0 … 1. */
const shareNearest = (graph: RoadGraph, point: number, lon: number, lat: number, narrow: number): number => {
  const dx = ((graph.pointLon[point + 1] ?? 0) - (graph.pointLon[point] ?? 0)) * narrow;
  const dy = (graph.pointLat[point + 1] ?? 0) - (graph.pointLat[point] ?? 0);
  const px = (lon - (graph.pointLon[point] ?? 0)) * narrow;
  const py = lat - (graph.pointLat[point] ?? 0);
  const length2 = dx * dx + dy * dy;
  const share = length2 === 0 ? 0 : (px * dx + py * dy) / length2;
  return share < 0 ? 0 : share > 1 ? 1 : share;
};

const distanceAt = (
  { pointLon, pointLat }: RoadGraph,
  point: number,
  share: number,
  lon: number,
  lat: number,
  narrow: number,
): number => {
  const startLon = pointLon[point] ?? 0;
  const startLat = pointLat[point] ?? 0;
  const dx = (lon - startLon - share * ((pointLon[point + 1] ?? 0) - startLon)) * narrow;
  const dy = lat - startLat - share * ((pointLat[point + 1] ?? 0) - startLat);
  return Math.sqrt(dx * dx + dy * dy) * metresPerStep;
};

const along = (
  graph: RoadGraph,
  { point, segment, share }: { readonly point: number; readonly segment: number; readonly share: number },
): number => {
  let metres = 0;
  for (let at = graph.firstPoint[segment] ?? 0; at < point; at += 1) metres += stretchM(graph, at);
  return metres + share * stretchM(graph, point);
};

/** Metres between a point and the next one. */
export const stretchM = ({ pointLon, pointLat }: RoadGraph, point: number): number =>
  metresBetween(pointLon[point] ?? 0, pointLat[point] ?? 0, pointLon[point + 1] ?? 0, pointLat[point + 1] ?? 0);
