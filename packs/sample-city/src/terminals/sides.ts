import { isInside } from '../city/plane.ts';
import type { Block, XY } from '../city/types.ts';
import type { RoadRef, RoadRefs } from './road-refs.ts';

/** A straight piece of a block's border along a road; the border is the middle of the road. */
export type Side = {
  readonly block: Block;
  readonly road: RoadRef;
  readonly from: XY;
  readonly to: XY;
  readonly lengthM: number;
  /** Along the side, with the block on the left. */
  readonly along: XY;
  /** From the side into the block. */
  readonly inward: XY;
  readonly setbackM: number;
  /** Kept free at both ends, where the crossing roads are. */
  readonly marginM: number;
};

/** A street corner: the place of a pole between two roads, and the junction that it stands at. */
export type Corner = { readonly block: Block; readonly road: RoadRef; readonly at: XY; readonly junction: XY };

export const sidesOf = (blocks: readonly Block[], roads: RoadRefs): readonly Side[] =>
  blocks.flatMap((block) =>
    block.ring.slice(1).flatMap((to, index): readonly Side[] => {
      const from = block.ring[index] ?? to;
      const road = roads(from, to);
      const setbackM = block.setbacksM[index] ?? 0;
      const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (road === undefined || setbackM < 1 || lengthM < 4) return [];
      const along: XY = [(to[0] - from[0]) / lengthM, (to[1] - from[1]) / lengthM];
      const inward: XY = [-along[1], along[0]];
      return [{ block, road, from, to, lengthM, along, inward, setbackM, marginM: Math.min(16, 0.3 * lengthM) }];
    }),
  );

/** A place beside a side, `alongM` from its start and `inM` into the block; undefined when that is outside of it. */
export const besideSide = ({ block, from, along, inward }: Side, alongM: number, inM: number): XY | undefined => {
  const at: XY = [from[0] + along[0] * alongM + inward[0] * inM, from[1] + along[1] * alongM + inward[1] * inM];
  return isInside(block.ring, at) ? at : undefined;
};

/** Corners where two roads meet at an angle, the widest roads first. */
export const cornersOf = (sides: readonly Side[]): readonly Corner[] => {
  const found = sides.flatMap((side, index) => cornerAfter(side, sides[index + 1])).sort((a, b) => b.halfM - a.halfM);
  const seen = new Set<string>();
  const [firsts, others]: [Corner[], Corner[]] = [[], []];
  for (const { corner } of found) {
    const key = corner.junction.join('/');
    (seen.has(key) ? others : firsts).push(corner);
    seen.add(key);
  }
  return [...firsts, ...others];
};

/** A bend of less than about 25° is no street corner. */
const leastSine = 0.42;

const cornerAfter = (
  side: Side,
  next: Side | undefined,
): readonly { readonly corner: Corner; readonly halfM: number }[] => {
  if (next === undefined || next.block !== side.block || next.from !== side.to) return [];
  const sine = side.along[0] * next.along[1] - side.along[1] * next.along[0];
  if (sine < leastSine) return [];
  const [a, b] = [side.setbackM + 1, next.setbackM + 1];
  const [n1, n2] = [side.inward, next.inward];
  const [x, y] = side.to;
  const at: XY = [x + (a * n2[1] - b * n1[1]) / sine, y + (b * n1[0] - a * n2[0]) / sine];
  if (!isInside(side.block.ring, at)) return [];
  const road = side.setbackM >= next.setbackM ? side.road : next.road;
  return [{ corner: { block: side.block, road, at, junction: side.to }, halfM: side.setbackM + next.setbackM }];
};
