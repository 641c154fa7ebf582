import type { Datum, Json, JsonObject } from '@liandong/words';
import { bboxOf, type MultiPolygon } from '../geometry/index.ts';
import type { Ground, JurisdictionRecord, TierRecord } from '../tree.ts';
import { fingerprint } from './fingerprint.ts';
import type { PlannedRow } from './plan-import.ts';

/** What an import did to one jurisdiction, as an undo needs it: how it was (null: not at all), a mark of how it became. */
export type RecordChange = { readonly row: number; readonly key: string; readonly before: Json; readonly after: Json };

export const changesOf = (rows: readonly PlannedRow[]): readonly RecordChange[] =>
  rows.flatMap(({ row, outcome, record, before }) =>
    outcome === 'unchanged'
      ? []
      : [{ row, key: record.code, before: before === undefined ? null : imageOf(before), after: fingerprint(record) }],
  );

const imageOf = ({ tier, name, aliases, functional, ground }: JurisdictionRecord): JsonObject => ({
  tier: tier.code,
  name,
  aliases,
  functional,
  ...(ground === undefined ? {} : { sourceDatum: ground.sourceDatum, derived: ground.derived }),
  ...(ground === undefined || ground.derived ? {} : { shape: ground.shape }),
});

// What we wrote ourselves, so that the shapes need no second check.
type Image = Pick<JurisdictionRecord, 'name' | 'aliases' | 'functional'> & {
  readonly tier: string;
  readonly sourceDatum?: Datum;
  readonly derived?: boolean;
  readonly shape?: MultiPolygon;
};

/** The record as it was; a derived ground comes back empty, to be derived again. */
export const recordOf = (
  now: JurisdictionRecord,
  before: Json,
  tiers: ReadonlyMap<string, TierRecord>,
): JurisdictionRecord => {
  const image = before as unknown as Image;
  const { name, aliases, functional, sourceDatum, derived = false, shape = [] } = image;
  const ground: Ground | undefined =
    sourceDatum === undefined ? undefined : { shape, bbox: bboxOf(shape), sourceDatum, derived };
  return { ...now, tier: tiers.get(image.tier) ?? now.tier, name, aliases, functional, ground };
};
