import { outlineOfGroup } from './outline.ts';
import type { Cells, Lattice, Ring } from './types.ts';

/** What a service grid is made of. */
export type Part = { readonly cells: Cells; readonly households: number };
export type GridGroup = { readonly parts: readonly number[]; readonly ring: Ring; readonly households: number };

/** Households that are enough for a grid of their own; the next part brings it to about 200. */
const enough = 150;

/** Groups the parts of a community into connected pieces of about 200 households, none of which encloses another. */
export const groupParts = (lattice: Lattice, parts: readonly Part[]): readonly GridGroup[] => {
  const neighbours = neighboursOf(parts);
  const groups = treePieces(parts, neighbours);
  mergeSmall(groups, parts, neighbours);
  return closeHoles(groups, parts, neighbours, lattice);
};

const neighboursOf = (parts: readonly Part[]): readonly (readonly number[])[] => {
  const owner = new Map<number, number>();
  const key = (column: number, row: number): number => (column + 4096) * 8192 + row + 4096;
  for (const [index, { cells }] of parts.entries()) {
    for (let i = cells.west; i < cells.east; i += 1)
      for (let j = cells.south; j < cells.north; j += 1) owner.set(key(i, j), index);
  }
  return parts.map(({ cells: { west, south, east, north } }) => {
    const beside = new Set<number | undefined>();
    for (let i = west; i < east; i += 1) beside.add(owner.get(key(i, south - 1))).add(owner.get(key(i, north)));
    for (let j = south; j < north; j += 1) beside.add(owner.get(key(west - 1, j))).add(owner.get(key(east, j)));
    return [...beside].filter((other) => other !== undefined).toSorted((a, b) => a - b);
  });
};

/** Cuts a spanning tree from its leaves up, as soon as a branch has enough households. */
const treePieces = (parts: readonly Part[], neighbours: readonly (readonly number[])[]): number[][] => {
  const groups: number[][] = [];
  const seen = new Set<number>();
  const sum = (group: readonly number[]): number =>
    group.reduce((all, part) => all + (parts[part]?.households ?? 0), 0);
  const visit = (part: number): number[] => {
    seen.add(part);
    let own = [part];
    for (const next of neighbours[part] ?? []) {
      if (seen.has(next)) continue;
      const branch = visit(next);
      if (sum(own) + sum(branch) > 1.7 * enough && sum(branch) > 0.6 * enough) groups.push(branch);
      else own = [...own, ...branch];
    }
    if (sum(own) < enough) return own;
    groups.push(own);
    return [];
  };
  const rest = visit(0);
  if (rest.length > 0) groups.push(rest);
  return groups;
};

/** A rest with few households joins the neighbour that has the fewest. */
const mergeSmall = (groups: number[][], parts: readonly Part[], neighbours: readonly (readonly number[])[]): void => {
  const sum = (group: readonly number[]): number =>
    group.reduce((all, part) => all + (parts[part]?.households ?? 0), 0);
  for (;;) {
    const small = groups.find((group) => sum(group) < 0.6 * enough);
    if (small === undefined || groups.length === 1) return;
    joinNeighbour(groups, small, neighbours, sum);
  }
};

const joinNeighbour = (
  groups: number[][],
  group: number[],
  neighbours: readonly (readonly number[])[],
  sum: (group: readonly number[]) => number,
): void => {
  const beside = new Set(group.flatMap((part) => neighbours[part] ?? []));
  const best = groups
    .filter((other) => other !== group && other.some((part) => beside.has(part)))
    .reduce<number[] | undefined>(
      (least, other) => (least === undefined || sum(other) < sum(least) ? other : least),
      undefined,
    );
  best?.push(...group);
  groups.splice(groups.indexOf(group), 1);
};

const closeHoles = (
  groups: number[][],
  parts: readonly Part[],
  neighbours: readonly (readonly number[])[],
  lattice: Lattice,
): readonly GridGroup[] => {
  const sum = (group: readonly number[]): number =>
    group.reduce((all, part) => all + (parts[part]?.households ?? 0), 0);
  const cellsOf = (group: readonly number[]): readonly Cells[] => group.flatMap((part) => parts[part]?.cells ?? []);
  for (const group of [...groups]) {
    if (!groups.includes(group) || outlineOfGroup(lattice, cellsOf(group)) !== undefined) continue;
    const enclosed = groups.filter((other) => other !== group && isEnclosed(other, group, parts, neighbours));
    for (const other of enclosed) {
      group.push(...other);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((group) => ({
    parts: group,
    ring: outlineOfGroup(lattice, cellsOf(group)) ?? [],
    households: sum(group),
  }));
};

/** Whether one cannot get from a piece to the border of the community without crossing another. */
const isEnclosed = (
  piece: readonly number[],
  wall: readonly number[],
  parts: readonly Part[],
  neighbours: readonly (readonly number[])[],
): boolean => {
  const [blocked, seen] = [new Set(wall), new Set(piece)];
  for (const part of seen) {
    if (isOnBorder(part, parts)) return false;
    for (const next of neighbours[part] ?? []) if (!blocked.has(next)) seen.add(next);
  }
  return true;
};

const isOnBorder = (part: number, parts: readonly Part[]): boolean => {
  const own = parts[part]?.cells;
  return (
    own !== undefined &&
    (parts.every(({ cells }) => cells.west >= own.west) ||
      parts.every(({ cells }) => cells.east <= own.east) ||
      parts.every(({ cells }) => cells.south >= own.south) ||
      parts.every(({ cells }) => cells.north <= own.north))
  );
};
