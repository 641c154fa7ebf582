import { areaOf, isInside } from '../city/plane.ts';
import type { Ring, XY } from '../city/types.ts';

/** An outer ring, counter-clockwise, and the holes in it, clockwise. */
export type Area = { readonly ring: Ring; readonly holes: readonly Ring[] };

/** Joins rings that share edges, point by point, into as few areas as possible. */
export const mergeRings = (rings: readonly Ring[]): readonly Area[] => {
  const steps = new Map<string, Map<string, XY>>();
  for (const ring of rings) {
    for (let index = 1; index < ring.length; index += 1) toggle(steps, ring[index - 1], ring[index]);
  }
  return toAreas(walk(steps));
};

/** Sorts rings into outer ones and the holes that lie in each. */
export const toAreas = (rings: readonly Ring[]): readonly Area[] => {
  const outer = rings.filter((ring) => areaOf(ring) > 0).map((ring) => ({ ring, holes: [] as Ring[] }));
  for (const hole of rings.filter((ring) => areaOf(ring) < 0)) {
    const around = outer.filter(({ ring }) => isInside(ring, insideOf(hole)));
    // The smallest ring around a hole is the one that it belongs to.
    around.sort((a, b) => areaOf(a.ring) - areaOf(b.ring))[0]?.holes.push(hole);
  }
  return outer;
};

/** A point just inside of a ring's first edge: its corners may touch the ring around it. */
const insideOf = (ring: Ring): XY => {
  const [[ax, ay], [bx, by]] = [ring[0] ?? origin, ring[1] ?? origin];
  const side = (areaOf(ring) > 0 ? 0.1 : -0.1) / (Math.hypot(bx - ax, by - ay) || 1);
  return [(ax + bx) / 2 - (by - ay) * side, (ay + by) / 2 + (bx - ax) * side];
};

const origin: XY = [0, 0];
const keyOf = ([x, y]: XY): string => `${x.toFixed(2)},${y.toFixed(2)}`;

/** An edge that two rings walk in opposite directions lies inside, and falls away. */
const toggle = (steps: Map<string, Map<string, XY>>, from: XY | undefined, to: XY | undefined): void => {
  if (from === undefined || to === undefined) return;
  const [fromKey, toKey] = [keyOf(from), keyOf(to)];
  if (steps.get(toKey)?.delete(fromKey)) return;
  const known = steps.get(fromKey);
  if (known === undefined) steps.set(fromKey, new Map([[toKey, to]]));
  else known.set(toKey, to);
};

const walk = (steps: Map<string, Map<string, XY>>): readonly Ring[] => {
  const rings: Ring[] = [];
  for (const start of steps.keys()) {
    for (;;) {
      const ring: XY[] = [];
      let key = start;
      do {
        const next = takeNext(steps, key, ring.at(-2), ring.at(-1));
        if (next === undefined) break;
        ring.push(next);
        key = keyOf(next);
      } while (key !== start);
      const last = ring.at(-1);
      if (last === undefined) break;
      rings.push([last, ...ring]);
    }
  }
  return rings;
};

/** Where rings touch in a corner, the leftmost way keeps them apart. */
const takeNext = (
  steps: Map<string, Map<string, XY>>,
  key: string,
  before: XY | undefined,
  at: XY | undefined,
): XY | undefined => {
  const ways = steps.get(key);
  if (ways === undefined || ways.size === 0) return undefined;
  let bestKey = '';
  let best: XY | undefined;
  let most = -Infinity;
  for (const [wayKey, way] of ways) {
    const turn = before === undefined || at === undefined ? 0 : turnOf(before, at, way);
    if (turn > most) [bestKey, best, most] = [wayKey, way, turn];
  }
  ways.delete(bestKey);
  return best;
};

/** The angle from straight on to the left, from -π to π. */
const turnOf = (before: XY, at: XY, next: XY): number => {
  const [ax, ay, bx, by] = [at[0] - before[0], at[1] - before[1], next[0] - at[0], next[1] - at[1]];
  return Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
};
