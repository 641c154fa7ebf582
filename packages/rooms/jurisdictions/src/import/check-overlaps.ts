import { type Refusal, refuse } from '@liandong/words';
import { areaOf, type BoxIndex, createBoxIndex, overlapShare } from '../geometry/index.ts';
import type { Ground } from '../tree.ts';
import type { Check, Judged, Live, PlanOptions } from './judged.ts';

/** Ground below one parent: what stays, and what this file brings, in its order. */
type Sibling = { readonly code: string; readonly ground: Ground; readonly row: Judged | undefined };

/** Of two siblings that overlap the second is refused. */
export const checkOverlaps: Check = (live, options) => {
  let refusedAny = false;
  for (const siblings of siblingsOf(live, options).values()) {
    if (siblings.length < 2 || siblings.every(({ row }) => row === undefined)) continue;
    const index = createBoxIndex(siblings.map((item) => ({ item, bbox: item.ground.bbox })));
    for (const sibling of siblings) {
      if (sibling.row === undefined) continue;
      sibling.row.refusal = overlapOf(sibling, index, options.toleratedOverlap);
      refusedAny ||= sibling.row.refusal !== undefined;
    }
  }
  return refusedAny;
};

const siblingsOf = (live: Live, { existing }: PlanOptions): ReadonlyMap<string, readonly Sibling[]> => {
  const all = new Map<string, Sibling[]>();
  const stand = (parentCode: string | undefined, sibling: Sibling): void => {
    const list = all.get(parentCode ?? '');
    if (list === undefined) all.set(parentCode ?? '', [sibling]);
    else list.push(sibling);
  };
  for (const { code, parentCode, ground } of existing.values()) {
    const isRedrawn = live.get(code)?.ground !== undefined;
    if (ground !== undefined && !isRedrawn) stand(parentCode, { code, ground, row: undefined });
  }
  for (const row of live.values()) {
    const { candidate, ground } = row;
    if (ground !== undefined) stand(candidate.parentCode, { code: candidate.code, ground, row });
  }
  return all;
};

const shares = new WeakMap<Ground, WeakMap<Ground, number>>();

const shareOf = (one: Ground, other: Ground): number => {
  const known = shares.get(one) ?? new WeakMap<Ground, number>();
  shares.set(one, known);
  const share = known.get(other) ?? overlapShare(one.shape, other.shape);
  known.set(other, share);
  return share;
};

/** Neighbours that only touch have boxes that share next to nothing: no need to look closer. */
const mayOverlap = (one: Ground, other: Ground, tolerated: number): boolean => {
  const width = Math.min(one.bbox[2], other.bbox[2]) - Math.max(one.bbox[0], other.bbox[0]);
  const height = Math.min(one.bbox[3], other.bbox[3]) - Math.max(one.bbox[1], other.bbox[1]);
  return width * height > tolerated * Math.min(areaOf(one.shape), areaOf(other.shape));
};

/** Looks at those that stand before it and have not been refused themselves. */
const overlapOf = (sibling: Sibling, index: BoxIndex<Sibling>, tolerated: number): Refusal | undefined => {
  for (const other of index.meeting(sibling.ground.bbox)) {
    if (other === sibling) return undefined;
    if (other.row?.refusal !== undefined || !mayOverlap(other.ground, sibling.ground, tolerated)) continue;
    const share = shareOf(other.ground, sibling.ground);
    if (share > tolerated) {
      return refuse('jurisdiction.overlap', { other: other.code, percent: Math.round(share * 1000) / 10 });
    }
  }
  return undefined;
};
