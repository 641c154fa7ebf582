import type { GroundPosition } from '@liandong/laws';
import { isInside, type Polygon, type Ring, signedAreaM2, turned } from './geometry.ts';

/** Corners of a way by node id. */
export type Refs = readonly number[];

/** Joins ways end to end. @returns closed lists of nodes, and how many ways were left without a ring */
export const joinRings = (ways: readonly Refs[]): { readonly rings: readonly Refs[]; readonly open: number } => {
  const rings: Refs[] = [];
  const byEnd = new Map<number, number[]>();
  const parts = ways.filter((way) => way.length > 1);
  const used = new Uint8Array(parts.length);
  parts.forEach((way, index) => {
    if (way[0] === way.at(-1)) {
      used[index] = 1;
      rings.push(way);
      return;
    }
    for (const end of [way[0] ?? 0, way.at(-1) ?? 0]) byEnd.set(end, [...(byEnd.get(end) ?? []), index]);
  });
  let open = ways.length - parts.length;
  for (let index = 0; index < parts.length; index += 1) {
    if (used[index] === 1) continue;
    const { nodes, count } = walk(parts, used, byEnd, index);
    if (nodes[0] === nodes.at(-1)) rings.push(nodes);
    else open += count;
  }
  return { rings, open };
};

/** Follows ways from one to the next until the line is closed or ends. */
const walk = (
  parts: readonly Refs[],
  used: Uint8Array,
  byEnd: ReadonlyMap<number, readonly number[]>,
  first: number,
): { readonly nodes: number[]; readonly count: number } => {
  const nodes = [...(parts[first] ?? [])];
  used[first] = 1;
  let count = 1;
  while (nodes[0] !== nodes.at(-1)) {
    const end = nodes.at(-1) ?? 0;
    const next = byEnd.get(end)?.find((index) => used[index] === 0);
    if (next === undefined) break;
    used[next] = 1;
    count += 1;
    const way = parts[next] ?? [];
    const onward = way[0] === end ? way : way.toReversed();
    for (let at = 1; at < onward.length; at += 1) nodes.push(onward[at] ?? 0);
  }
  return { nodes, count };
};

/** Puts holes into the outlines that they lie in; a hole without an outline is left out. */
export const polygonsOf = (outers: readonly Ring[], inners: readonly Ring[]): readonly Polygon[] => {
  const polygons = outers
    .map((ring) => ({ rings: [turned(ring, true)], areaM2: Math.abs(signedAreaM2(ring)) }))
    .toSorted((a, b) => a.areaM2 - b.areaM2);
  for (const ring of inners) {
    const place: GroundPosition = ring[0] ?? [0, 0];
    const home = polygons.find(({ rings: [outer] }) => outer !== undefined && isInside(place, outer));
    home?.rings.push(turned(ring, false));
  }
  return polygons.map(({ rings }) => rings);
};
