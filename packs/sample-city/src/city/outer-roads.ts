import { edgeNumber } from './lattice.ts';
import { mainNode } from './main-roads.ts';
import { beyond } from './railways.ts';
import { roadWidthM } from './road-widths.ts';
import type { Shape, Site } from './shape.ts';
import type { Lattice, MainEdge, Road, Terrain, XY } from './types.ts';

/** Main roads run on from the city's border to the edge of the map, in tunnels where a hill stands in the way. */
export const layOuterRoads = (
  shape: Shape,
  lattice: Lattice,
  terrain: Terrain,
  mainEdges: ReadonlyMap<number, MainEdge>,
): readonly Road[] =>
  shape.sites.flatMap((site) => ends(shape, site)).flatMap((end) => runOn(lattice, terrain, mainEdges, end));

type End = { readonly column: number; readonly row: number; readonly step: readonly [number, number] };

const ends = (shape: Shape, { column, row, cells }: Site): readonly End[] => {
  const found: End[] = [];
  const rowLines = [...(row > 0 ? [cells.south] : []), shape.rowMiddle(row), ...(row === 0 ? [1, 2, 3] : [])];
  if (shape.site(column - 1, row) === undefined && column < 0)
    found.push(...rowLines.map((line): End => ({ column: cells.west, row: line, step: [-1, 0] })));
  if (shape.site(column + 1, row) === undefined)
    found.push(...rowLines.map((line): End => ({ column: cells.east, row: line, step: [1, 0] })));
  if (shape.site(column, row + 1) === undefined && column !== 0)
    found.push({ column: cells.west, row: cells.north, step: [0, 1] });
  return found;
};

const outward = new Set(['motorway', 'trunk']);

const runOn = (
  lattice: Lattice,
  terrain: Terrain,
  mainEdges: ReadonlyMap<number, MainEdge>,
  end: End,
): readonly Road[] => {
  const { column, row, step } = end;
  const last = mainEdges.get(
    step[1] === 1 ? edgeNumber(column, row - 1, 1) : edgeNumber(step[0] === 1 ? column - 1 : column, row, 0),
  );
  if (last === undefined || !(outward.has(last.class) || (row <= 3 && step[1] === 0))) return [];
  const at = Array.from(
    { length: beyond / 2 + 1 },
    (_, index) => [column + 2 * index * step[0], row + 2 * index * step[1]] as const,
  );
  const points = at.map(([i, j]) => lattice.point(i, j));
  const nodes = at.map(([i, j]) => mainNode(mainEdges, last.class, i, j));
  const below = points.map(([x, y], index) => {
    const [nx, ny] = points[index + 1] ?? [x, y];
    return terrain.heightM((x + nx) / 2, (y + ny) / 2) > 70;
  });
  const roads: Road[] = [];
  for (let from = 0; from < points.length - 1; ) {
    let to = from + 1;
    while (to < points.length - 1 && below[to] === below[from]) to += 1;
    roads.push({
      id: edgeNumber(at[from]?.[0] ?? 0, at[from]?.[1] ?? 0, 2) + 2 ** 40,
      class: last.class,
      name: last.name,
      nodes: nodes.slice(from, to + 1),
      line: points.slice(from, to + 1) satisfies readonly XY[],
      oneway: false,
      tunnel: below[from] ?? false,
      bridge: false,
      widthM: roadWidthM[last.class],
    });
    from = to;
  }
  return roads;
};
