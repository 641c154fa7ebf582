import type { GroundFeature } from '@liandong/laws';
import type { Block, XY } from '../city/types.ts';
import { line } from './draw.ts';

/** Footpaths of a park: a winding round, and ways in from the longest sides. They are no part of the road graph. */
export const parkPaths = function* ({ ring, middle }: Block): Generator<GroundFeature> {
  const inner = ring.slice(1).map((corner): XY => towards(corner, middle, 0.24));
  const round = rounded(rounded(inner));
  yield path([...round, ...round.slice(0, 1)]);
  const corners = ring.slice(1);
  const ways = Math.min(4, corners.length);
  for (let way = 0; way < ways; way += 1) {
    const gate = corners[Math.floor((way * corners.length) / ways)];
    if (gate === undefined) continue;
    const nearest = round.reduce((best, at) => (distance(at, gate) < distance(best, gate) ? at : best));
    yield path([gate, nearest]);
  }
};

const path = (points: readonly XY[]): GroundFeature =>
  line('roads', 14, { kind: 'path', kind_detail: 'footway', sort_rank: 330 }, points);

const towards = (from: XY, to: XY, share: number): XY => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

const distance = (a: XY, b: XY): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Cuts the corners of an open ring (Chaikin). */
const rounded = (points: readonly XY[]): readonly XY[] =>
  points.flatMap((at, index) => {
    const next = points[(index + 1) % points.length] ?? at;
    return [towards(at, next, 0.25), towards(at, next, 0.75)];
  });
