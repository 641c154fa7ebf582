import { type JurisdictionCode, refuse } from '@liandong/words';
import type { JurisdictionRecord, TierRecord } from '../tree.ts';
import { type Check, type Live, type PlanOptions, parentOf } from './judged.ts';
import type { Candidate } from './read-candidate.ts';

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

/** Parents are known, stay what they were, and do not run in a circle. */
export const checkParents: Check = (live, options) => {
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

/** The importer may put something there. */
export const checkRights: Check = (live, options) => {
  if (options.may === undefined) return false;
  const paths = new Map<string, readonly string[]>();
  const pathOf = (code: JurisdictionCode): readonly string[] => {
    const known = paths.get(code);
    if (known !== undefined) return known;
    const parent = parentOf(code, live, options);
    const path = [...(parent === undefined ? [] : pathOf(parent)), code];
    paths.set(code, path);
    return path;
  };
  let refusedAny = false;
  for (const one of live.values()) {
    const { code } = one.candidate;
    if (options.may(pathOf(code))) continue;
    one.refusal = refuse('jurisdiction.not-yours', { code });
    refusedAny = true;
  }
  return refusedAny;
};

const tierOf = (code: JurisdictionCode, live: Live, { existing }: PlanOptions): TierRecord | undefined =>
  live.get(code)?.candidate.tier ?? existing.get(code)?.tier;

/** Children lie in tiers below their parents'. */
export const checkTiers: Check = (live, options) => {
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
