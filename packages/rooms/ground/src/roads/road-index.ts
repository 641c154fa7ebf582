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

  const nearest: RoadIndex['nearest'] = (lonDegrees, latDegrees, mostM, wanted) => {
    const lon = lonDegrees * perDegree;
    const lat = latDegrees * perDegree;
    const narrow = narrowing(lat);
    const cellM = grid.cell * metresPerStep * narrow;
    const column = Math.floor((lon - grid.west) / grid.cell);
    const row = Math.floor((lat - grid.south) / grid.cell);
    let best: { readonly point: number; readonly segment: number; readonly share: number } | undefined;
    let bestM = mostM;
    const look = (cell: number): void => {
      for (let at = first[cell] ?? 0; at < (first[cell + 1] ?? 0); at += 1) {
        const point = items[2 * at] ?? 0;
        const segment = items[2 * at + 1] ?? 0;
        const share = shareNearest(graph, point, lon, lat, narrow);
        const distance = distanceAt(graph, point, share, lon, lat, narrow);
        if (distance > bestM || !wanted(segment)) continue;
        if (best !== undefined && distance === bestM) continue;
        bestM = distance;
        best = { point, segment, share };
      }
    };
    // Ring by ring around the cell; a ring nearer than what was found can still hold something better.
    for (let ring = 0; (ring - 1) * cellM <= bestM; ring += 1) {
      for (const cell of ringCells(grid, column, row, ring)) look(cell);
    }
    return best === undefined ? undefined : { segment: best.segment, alongM: along(graph, best), distanceM: bestM };
  };
  return { nearest };
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

const eachCell = ({ firstPoint, from, pointLon, pointLat }: RoadGraph, grid: Grid, visit: VisitCell): void => {
  const place = (value: number, origin: number): number => Math.floor((value - origin) / grid.cell);
  for (let segment = 0; segment < from.length; segment += 1) {
    for (let point = firstPoint[segment] ?? 0; point + 1 < (firstPoint[segment + 1] ?? 0); point += 1) {
      const columnA = place(pointLon[point] ?? 0, grid.west);
      const columnB = place(pointLon[point + 1] ?? 0, grid.west);
      const rowA = place(pointLat[point] ?? 0, grid.south);
      const rowB = place(pointLat[point + 1] ?? 0, grid.south);
      for (let row = Math.min(rowA, rowB); row <= Math.max(rowA, rowB); row += 1) {
        for (let column = Math.min(columnA, columnB); column <= Math.max(columnA, columnB); column += 1) {
          visit(row * grid.columns + column, point, segment);
        }
      }
    }
  }
};

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
