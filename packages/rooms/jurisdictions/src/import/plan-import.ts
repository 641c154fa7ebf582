import { canonicalJson, type Datum, type Json, type JurisdictionCode, Refusal, refuse } from '@liandong/words';
import { type Bbox, boxAround, boxesMeet, overlapShare } from '../geometry/index.ts';
import type { Ground, JurisdictionRecord, TierRecord } from '../tree.ts';
import { type Candidate, keyOf, readCandidate } from './read-candidate.ts';
import { readGround } from './read-ground.ts';
import type { RawRow } from './read-rows.ts';

export type RefusedRow = { readonly row: number; readonly key: string | undefined; readonly refusal: Refusal };

/** What an import would do, row by row. */
export type ImportPlan = {
  readonly read: number;
  readonly taken: readonly JurisdictionRecord[];
  readonly changed: readonly JurisdictionRecord[];
  readonly unchanged: readonly JurisdictionRecord[];
  readonly refused: readonly RefusedRow[];
};

export type PlanOptions = {
  readonly datum: Datum;
  readonly tiers: ReadonlyMap<string, TierRecord>;
  readonly existing: ReadonlyMap<string, JurisdictionRecord>;
  /** Siblings may overlap by this share of the smaller one: drawing tolerance, not territory. */
  readonly toleratedOverlap: number;
};

type Judged = { readonly candidate: Candidate; ground: Ground | undefined; refusal: Refusal | undefined };

/**
 * Judges every row against the rows before it and the tree as it is. A refused row never spoils another one, except
 * those that need it as their parent.
 */
export const planImport = (rows: readonly RawRow[], options: PlanOptions): ImportPlan => {
  const { judged, unreadable } = readAll(rows, options);
  const live = new Map<string, Judged>(judged.map((one) => [one.candidate.code, one]));
  const checks = [checkParents, checkTiers, checkGrounds, checkOverlaps];
  // A refusal changes what the others meet: its old shape stays, its children lose their parent. So begin again
  // until a whole round refuses nobody; every round shortens the list, so this ends.
  while (checks.some((check) => check(live, options))) {
    for (const one of judged) if (one.refusal !== undefined) live.delete(one.candidate.code);
  }
  const refusedLater = judged.flatMap(({ candidate, refusal }) =>
    refusal === undefined ? [] : [{ row: candidate.row, key: candidate.code, refusal }],
  );
  const refused = [...unreadable, ...refusedLater].sort((a, b) => a.row - b.row);
  return { read: rows.length, refused, ...sortOut([...live.values()], options) };
};

const asRefusal = (cause: unknown): Refusal => {
  if (cause instanceof Refusal) return cause;
  throw cause;
};

const readAll = (rows: readonly RawRow[], { tiers }: PlanOptions): { judged: Judged[]; unreadable: RefusedRow[] } => {
  const judged: Judged[] = [];
  const unreadable: RefusedRow[] = [];
  const firstRow = new Map<string, number>();
  for (const raw of rows) {
    try {
      const candidate = readCandidate(raw, tiers);
      const first = firstRow.get(candidate.code);
      if (first !== undefined) {
        throw refuse('jurisdiction.duplicate-code', { code: candidate.code, firstRow: first });
      }
      firstRow.set(candidate.code, raw.row);
      judged.push({ candidate, ground: undefined, refusal: undefined });
    } catch (cause) {
      unreadable.push({ row: raw.row, key: keyOf(raw), refusal: asRefusal(cause) });
    }
  }
  return { judged, unreadable };
};

type Live = ReadonlyMap<string, Judged>;
type Check = (live: Live, options: PlanOptions) => boolean;

const parentOf = (code: JurisdictionCode, live: Live, { existing }: PlanOptions): JurisdictionCode | undefined =>
  live.has(code) ? live.get(code)?.candidate.parentCode : existing.get(code)?.parentCode;

const tierOf = (code: JurisdictionCode, live: Live, { existing }: PlanOptions): TierRecord | undefined =>
  live.get(code)?.candidate.tier ?? existing.get(code)?.tier;

const runsInCircle = (start: Candidate, live: Live, options: PlanOptions): boolean => {
  const seen = new Set<string>();
  let code = start.parentCode;
  while (code !== undefined && !seen.has(code)) {
    if (code === start.code) return true;
    seen.add(code);
    code = parentOf(code, live, options);
  }
  return false;
};

const checkParents: Check = (live, options) => {
  let refusedAny = false;
  for (const one of live.values()) {
    const { candidate } = one;
    const { code, parentCode } = candidate;
    const before = options.existing.get(code);
    if (before !== undefined && before.parentCode !== parentCode) {
      one.refusal = refuse('jurisdiction.parent-fixed', { code, parentCode: before.parentCode ?? '–' });
    } else if (runsInCircle(candidate, live, options)) {
      one.refusal = refuse('jurisdiction.cycle', { code });
    } else if (parentCode !== undefined && !live.has(parentCode) && !options.existing.has(parentCode)) {
      one.refusal = refuse('jurisdiction.unknown-parent', { parentCode });
    }
    refusedAny ||= one.refusal !== undefined;
  }
  return refusedAny;
};

const checkTiers: Check = (live, options) => {
  let refusedAny = false;
  const children = existingChildren(options);
  for (const one of live.values()) {
    const { code, tier, parentCode } = one.candidate;
    const parentTier = parentCode === undefined ? undefined : tierOf(parentCode, live, options);
    if (parentTier !== undefined && parentTier.rank >= tier.rank) {
      one.refusal = refuse('jurisdiction.wrong-tier', { tier: tier.code, parentTier: parentTier.code });
    }
    // Children that the file leaves alone must still lie below their parent's new tier.
    const outranked = (children.get(code) ?? []).find((child) => !live.has(child.code) && child.tier.rank <= tier.rank);
    if (outranked !== undefined) {
      one.refusal = refuse('jurisdiction.wrong-tier', { tier: outranked.tier.code, parentTier: tier.code });
    }
    refusedAny ||= one.refusal !== undefined;
  }
  return refusedAny;
};

const existingChildren = ({ existing }: PlanOptions): ReadonlyMap<string, readonly JurisdictionRecord[]> =>
  Map.groupBy(existing.values(), (record) => record.parentCode ?? '');

const checkGrounds: Check = (live, options) => {
  let refusedAny = false;
  const siblings = existingChildren(options);
  for (const one of live.values()) {
    const { candidate } = one;
    if (candidate.geometry === undefined || one.ground !== undefined) continue;
    try {
      one.ground = readGround(candidate.geometry, options.datum, boxNear(candidate, live, options, siblings));
    } catch (cause) {
      one.refusal = asRefusal(cause);
      refusedAny = true;
    }
  }
  return refusedAny;
};

const boxNear = (
  { code, parentCode }: Candidate,
  live: Live,
  { existing }: PlanOptions,
  siblings: ReadonlyMap<string, readonly JurisdictionRecord[]>,
): Bbox | undefined => {
  const own = existing.get(code)?.ground?.bbox;
  const parent = live.get(parentCode ?? '')?.ground ?? existing.get(parentCode ?? '')?.ground;
  if (own !== undefined || parent !== undefined) return own ?? parent?.bbox;
  const boxes = (siblings.get(parentCode ?? '') ?? []).flatMap(({ ground }) =>
    ground === undefined ? [] : [ground.bbox],
  );
  return boxes.length === 0 ? undefined : boxAround(boxes);
};

type Neighbour = { readonly code: string; readonly ground: Ground };

const checkOverlaps: Check = (live, options) => {
  let refusedAny = false;
  const standing = new Map<string, Neighbour[]>();
  const stand = (parentCode: string | undefined, neighbour: Neighbour): void => {
    const list = standing.get(parentCode ?? '');
    if (list === undefined) standing.set(parentCode ?? '', [neighbour]);
    else list.push(neighbour);
  };
  for (const { code, parentCode, ground } of options.existing.values()) {
    const isRedrawn = live.get(code)?.ground !== undefined;
    if (ground !== undefined && !isRedrawn) stand(parentCode, { code, ground });
  }
  for (const one of live.values()) {
    const { candidate, ground } = one;
    if (ground === undefined) continue;
    one.refusal = overlapWith(standing.get(candidate.parentCode ?? '') ?? [], ground, options.toleratedOverlap);
    if (one.refusal === undefined) stand(candidate.parentCode, { code: candidate.code, ground });
    else refusedAny = true;
  }
  return refusedAny;
};

const shares = new WeakMap<Ground, WeakMap<Ground, number>>();

const shareOf = (one: Ground, other: Ground): number => {
  const known = shares.get(one) ?? new WeakMap<Ground, number>();
  shares.set(one, known);
  const share = known.get(other) ?? overlapShare(one.shape, other.shape);
  known.set(other, share);
  return share;
};

const overlapWith = (neighbours: readonly Neighbour[], ground: Ground, tolerated: number): Refusal | undefined => {
  for (const neighbour of neighbours) {
    if (!boxesMeet(neighbour.ground.bbox, ground.bbox)) continue;
    const share = shareOf(neighbour.ground, ground);
    if (share > tolerated) {
      return refuse('jurisdiction.overlap', { other: neighbour.code, percent: Math.round(share * 1000) / 10 });
    }
  }
  return undefined;
};

const sortOut = (
  live: readonly Judged[],
  { existing }: PlanOptions,
): Pick<ImportPlan, 'taken' | 'changed' | 'unchanged'> => {
  const taken: JurisdictionRecord[] = [];
  const changed: JurisdictionRecord[] = [];
  const unchanged: JurisdictionRecord[] = [];
  for (const { candidate, ground } of live) {
    const { code, parentCode, tier, name, functional } = candidate;
    const before = existing.get(code);
    // A row without geometry says nothing about the ground, so what is known of it stays.
    const record = { code, parentCode, tier, name, functional, ground: ground ?? before?.ground };
    if (before === undefined) taken.push(record);
    else (fingerprint(before) === fingerprint(record) ? unchanged : changed).push(record);
  }
  return { taken, changed, unchanged };
};

const fingerprint = ({ tier, name, functional, ground }: JurisdictionRecord): string => {
  const shape: Json | undefined = ground?.shape;
  return canonicalJson([tier.code, name, functional, ground?.sourceDatum ?? null, shape ?? null]);
};
