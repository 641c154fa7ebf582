import { edgeNumber } from '../city/lattice.ts';
import { walkEdge } from '../city/outline.ts';
import { roadWidthM } from '../city/road-widths.ts';
import type { CityPlan, StreetDetail, XY } from '../city/types.ts';

/** The road along a side of a block, as far as terminals need it. */
export type RoadRef = {
  readonly name: string;
  /** House numbers rise to the east; to the north otherwise. */
  readonly runsEast: boolean;
  readonly halfM: number;
};

/** The road on the straight piece between two corners; undefined when there is none. */
export type RoadRefs = (from: XY, to: XY) => RoadRef | undefined;

/** Both directions of a piece have one key: its middle. */
const keyOf = ([ax, ay]: XY, [bx, by]: XY): number => Math.round((ax + bx) * 4) * 1e7 + Math.round((ay + by) * 4);

/** Finds roads by their pieces, those on the border that belong to the neighbouring street too. */
export const roadRefsOf = (plan: CityPlan, detail: StreetDetail): RoadRefs => {
  const known = new Map<number, RoadRef>();
  const fallback = detail.street.name['zh-Hans'].replace(/街道$/, '里');
  const put = (line: readonly XY[], ref: RoadRef): void => {
    line.forEach((to, index) => {
      const from = line[index - 1];
      if (from !== undefined) known.set(keyOf(from, to), ref);
    });
  };
  for (const { line, name, widthM } of detail.roads) {
    const [first, last] = [line[0] ?? [0, 0], line.at(-1) ?? [0, 0]];
    const runsEast = Math.abs(last[0] - first[0]) >= Math.abs(last[1] - first[1]);
    put(line, { name: name?.['zh-Hans'] ?? fallback, runsEast, halfM: widthM / 2 });
  }
  const { west, south, east, north } = detail.street.cells;
  const border = (column: number, row: number, step: 0 | 1): void => {
    const edge = plan.mainEdges.get(edgeNumber(column, row, step));
    if (edge === undefined) return;
    const end = step === 0 ? plan.lattice.point(column + 1, row) : plan.lattice.point(column, row + 1);
    const ref = { name: edge.name['zh-Hans'], runsEast: step === 0, halfM: roadWidthM[edge.class] / 2 };
    put([...walkEdge(plan.lattice, column, row, step), end], ref);
  };
  for (let i = west; i < east; i += 1) for (const row of [south, north]) border(i, row, 0);
  for (let j = south; j < north; j += 1) for (const column of [west, east]) border(column, j, 1);
  return (from, to) => known.get(keyOf(from, to));
};

/** Metres of road that two opposite house numbers stand for. */
const plotM = 15;

/** The house number beside a place on a road; as the buildings are counted. */
export const numberAt = (plan: CityPlan, { runsEast }: RoadRef, x: number, y: number, isLeft: boolean): number => {
  const alongM = runsEast ? x - plan.bounds[0] : y - plan.bounds[1];
  return 2 * Math.max(0, Math.floor(alongM / plotM)) + (isLeft ? 1 : 2);
};
