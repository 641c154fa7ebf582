import { refuse } from '@liandong/words';
import type { JurisdictionRecord, TierRecord } from './tree.ts';

/** Every child would still lie in a tier below its parent's. @throws Refusal `jurisdiction.wrong-tier` */
export const checkRanks = (tiers: ReadonlyMap<string, TierRecord>, records: readonly JurisdictionRecord[]): void => {
  const byCode = new Map<string, JurisdictionRecord>(records.map((record) => [record.code, record]));
  for (const { tier, parentCode } of records) {
    const parent = parentCode === undefined ? undefined : byCode.get(parentCode);
    const [rank, above] = [tiers.get(tier.code)?.rank ?? 0, tiers.get(parent?.tier.code ?? '')?.rank ?? -1];
    if (rank <= above) throw refuse('jurisdiction.wrong-tier', { tier: tier.code, parentTier: parent?.tier.code });
  }
};
