import { areaOf } from '../city/plane.ts';
import type { Ring, XY } from '../city/types.ts';
import { type Area, toAreas } from './merge.ts';

/** West, south, east, north in metres. */
export type Frame = readonly [west: number, south: number, east: number, north: number];
export type Field = (x: number, y: number) => number;

/** Areas where a field is above 0, sampled every `stepM`; smaller ones and smaller holes than `leastM2` are left out. */
export const areasAbove = (field: Field, frame: Frame, stepM: number, leastM2: number): readonly Area[] => {
  const rings = link(march(sample(field, frame, stepM))).filter((ring) => Math.abs(areaOf(ring)) > leastM2);
  return toAreas(rings);
};

type Samples = {
  readonly columns: number;
  readonly rows: number;
  isAbove(i: number, j: number): boolean;
  /** Where the field crosses 0 between a sample and its neighbour east or north, and that edge's number. */
  crossing(i: number, j: number, isNorth: boolean): { readonly at: XY; readonly key: number };
};

const sample = (field: Field, [west, south, east, north]: Frame, stepM: number): Samples => {
  const [columns, rows] = [Math.ceil((east - west) / stepM), Math.ceil((north - south) / stepM)];
  const width = columns + 1;
  // A rim below 0 closes every ring.
  const values = new Float64Array(width * (rows + 1)).fill(-1);
  for (let j = 1; j < rows; j += 1) {
    for (let i = 1; i < columns; i += 1) values[j * width + i] = field(west + i * stepM, south + j * stepM);
  }
  const value = (i: number, j: number): number => values[j * width + i] ?? -1;
  return {
    columns,
    rows,
    isAbove: (i, j) => value(i, j) > 0,
    crossing: (i, j, isNorth) => {
      const [a, b] = [value(i, j), isNorth ? value(i, j + 1) : value(i + 1, j)];
      const share = a / (a - b);
      const at: XY = [west + (i + (isNorth ? 0 : share)) * stepM, south + (j + (isNorth ? share : 0)) * stepM];
      return { at, key: (j * width + i) * 2 + (isNorth ? 1 : 0) };
    },
  };
};

type Step = { readonly from: XY; readonly to: XY; readonly toKey: number };

/** The sides of a square, counter-clockwise from the south: which sample their edge starts at and where it goes. */
const sides = [
  [0, 0, false],
  [1, 0, true],
  [0, 1, false],
  [0, 0, true],
] as const;

/** Marching squares: pieces of the outlines by the edge that they start on; what is above lies on their left. */
const march = (samples: Samples): Map<number, Step> => {
  const steps = new Map<number, Step>();
  for (let j = 0; j < samples.rows; j += 1) {
    for (let i = 0; i < samples.columns; i += 1) cut(steps, samples, i, j);
  }
  return steps;
};

const cut = (steps: Map<number, Step>, { isAbove, crossing }: Samples, i: number, j: number): void => {
  const above = [isAbove(i, j), isAbove(i + 1, j), isAbove(i + 1, j + 1), isAbove(i, j + 1)];
  for (let start = 0; start < 4; start += 1) {
    if (!above[start] || above[(start + 1) % 4]) continue;
    // Round the corners that are below, to the side where the field rises again.
    let end = (start + 1) % 4;
    while (!above[(end + 1) % 4]) end = (end + 1) % 4;
    const [a, b] = [sides[start] ?? sides[0], sides[end] ?? sides[0]];
    const [from, to] = [crossing(i + a[0], j + a[1], a[2]), crossing(i + b[0], j + b[1], b[2])];
    steps.set(from.key, { from: from.at, to: to.at, toKey: to.key });
  }
};

const link = (steps: Map<number, Step>): readonly Ring[] => {
  const rings: Ring[] = [];
  for (const [start, first] of steps) {
    if (!steps.has(start)) continue;
    const ring: XY[] = [first.from];
    let [key, step]: [number, Step | undefined] = [start, first];
    while (step !== undefined) {
      steps.delete(key);
      ring.push(step.to);
      key = step.toKey;
      step = steps.get(key);
    }
    rings.push(ring);
  }
  return rings;
};
