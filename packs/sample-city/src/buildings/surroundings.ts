import type { Block, CityPlan, Road, StreetDetail, XY } from '../city/types.ts';
import type { Obstacle } from './site.ts';

/** A straight piece of a road that houses can have a number on. */
export type Frontage = {
  readonly name: string;
  readonly from: XY;
  readonly to: XY;
};

/** The roads and railways of a street, found by where they are. */
export type Surroundings = {
  /** What a building in the block must keep away from. */
  obstaclesOf(block: Block): readonly Obstacle[];
  /** Named roads beside the block; farther ones when there is none. */
  frontagesOf(block: Block): readonly Frontage[];
};

const cellM = 160;
const railKeepM = 16;
/** Pavement and front garden beside a road. */
const vergeM = 5;

export const surroundingsOf = (plan: CityPlan, detail: StreetDetail): Surroundings => {
  const obstacles = createCells<Obstacle>();
  const frontages = createCells<Frontage>();
  const near = within(detail.street.ring, cellM);
  const add = (road: Road): void => {
    const name = road.name?.['zh-Hans'];
    if (name !== undefined) pieces(road.line, near, (from, to) => frontages.add(from, to, { name, from, to }));
  };
  for (const road of detail.roads) add(road);
  for (const road of plan.outerRoads) {
    pieces(road.line, near, (a, b) => put(obstacles, a, b, road.widthM / 2 + vergeM));
  }
  for (const { kind, line } of plan.railways) {
    if (kind === 'rail') pieces(line, near, (a, b) => put(obstacles, a, b, railKeepM));
  }
  return {
    obstaclesOf: ({ ring }) => obstacles.near(ring, 0),
    frontagesOf: ({ ring }) => {
      for (const rings of [0, 1, 3, 8]) {
        const found = frontages.near(ring, rings);
        if (found.length > 0) return found;
      }
      return [];
    },
  };
};

const put = (cells: Cells<Obstacle>, a: XY, b: XY, keepM: number): void => {
  cells.add(a, b, [a[0], a[1], b[0], b[1], keepM]);
};

const pieces = (line: readonly XY[], near: (from: XY, to: XY) => boolean, each: (from: XY, to: XY) => void): void => {
  for (let index = 1; index < line.length; index += 1) {
    const [a, b] = [line[index - 1], line[index]];
    if (a !== undefined && b !== undefined && near(a, b)) each(a, b);
  }
};

/** Whether a straight piece may touch the surroundings of a ring. */
const within = (ring: readonly XY[], marginM: number): ((from: XY, to: XY) => boolean) => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    [west, south] = [Math.min(west, x - marginM), Math.min(south, y - marginM)];
    [east, north] = [Math.max(east, x + marginM), Math.max(north, y + marginM)];
  }
  return ([ax, ay], [bx, by]) =>
    Math.max(ax, bx) > west && Math.min(ax, bx) < east && Math.max(ay, by) > south && Math.min(ay, by) < north;
};

type Cells<T> = {
  add(a: XY, b: XY, thing: T): void;
  /** Everything in the cells that a ring touches, and in so many rings of cells around them. */
  near(ring: readonly XY[], rings: number): readonly T[];
};

const createCells = <T>(): Cells<T> => {
  const cells = new Map<number, T[]>();
  const cell = (m: number): number => Math.floor(m / cellM);
  const keyOf = (column: number, row: number): number => column * 1_000_003 + row;
  return {
    add: (a, b, thing) => {
      const [left, right] = [cell(Math.min(a[0], b[0]) - vergeM), cell(Math.max(a[0], b[0]) + vergeM)];
      const [low, high] = [cell(Math.min(a[1], b[1]) - vergeM), cell(Math.max(a[1], b[1]) + vergeM)];
      for (let column = left; column <= right; column += 1) {
        for (let row = low; row <= high; row += 1) {
          const key = keyOf(column, row);
          const held = cells.get(key);
          if (held === undefined) cells.set(key, [thing]);
          else held.push(thing);
        }
      }
    },
    near: (ring, rings) => {
      let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [x, y] of ring) {
        [left, low] = [Math.min(left, cell(x)), Math.min(low, cell(y))];
        [right, high] = [Math.max(right, cell(x)), Math.max(high, cell(y))];
      }
      const found = new Set<T>();
      for (let column = left - rings; column <= right + rings; column += 1) {
        for (let row = low - rings; row <= high + rings; row += 1) {
          for (const thing of cells.get(keyOf(column, row)) ?? []) found.add(thing);
        }
      }
      return [...found];
    },
  };
};
