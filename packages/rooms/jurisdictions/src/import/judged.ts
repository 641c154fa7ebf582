import type { Datum, JurisdictionCode, Refusal } from '@liandong/words';
import type { Ground, JurisdictionRecord, TierRecord } from '../tree.ts';
import type { Candidate } from './read-candidate.ts';

/** A row that can be read: its ground once that has been read too, its refusal once something is wrong with it. */
export type Judged = { readonly candidate: Candidate; ground: Ground | undefined; refusal: Refusal | undefined };

/** Rows that are not refused yet, by code. */
export type Live = ReadonlyMap<string, Judged>;

export type PlanOptions = {
  readonly datum: Datum;
  readonly tiers: ReadonlyMap<string, TierRecord>;
  readonly existing: ReadonlyMap<string, JurisdictionRecord>;
  /** Siblings may overlap by this share of the smaller one: drawing tolerance, not territory. */
  readonly toleratedOverlap: number;
  /** Metres that ground may reach out of its parent's before the datum is doubted. */
  readonly toleratedReachM: number;
  /** Whether the importer may put something there; root … self. */
  readonly may?: ((path: readonly string[]) => boolean) | undefined;
};

/** Looks at every live row, gives refusals, tells whether it gave any. */
export type Check = (live: Live, options: PlanOptions) => boolean;

/** The ground as it would be: the row's own, else what is known. */
export const groundOf = (code: string | undefined, live: Live, { existing }: PlanOptions): Ground | undefined =>
  code === undefined ? undefined : (live.get(code)?.ground ?? existing.get(code)?.ground);

export const parentOf = (
  code: JurisdictionCode,
  live: Live,
  { existing }: PlanOptions,
): JurisdictionCode | undefined => {
  const row = live.get(code);
  return row === undefined ? existing.get(code)?.parentCode : row.candidate.parentCode;
};
