import type { Database, Work } from '@liandong/platform';
import { toDate } from '@liandong/platform';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { JurisdictionTables } from './tables.ts';
import type { Ground, JurisdictionRecord, TierRecord } from './tree.ts';

/** Imports run one at a time in a database, whichever process they come from. */
const importLock = 7_340_031;

const readTiers = async (tables: Kysely<JurisdictionTables>): Promise<ReadonlyMap<string, TierRecord>> => {
  const rows = await tables.selectFrom('jurisdictions.tier as t').selectAll('t').execute();
  return new Map(rows.map(({ code, rank, name }) => [code, { code, rank, name }]));
};

const readRecords = async (
  tables: Kysely<JurisdictionTables>,
  tiers: ReadonlyMap<string, TierRecord>,
): Promise<readonly JurisdictionRecord[]> => {
  const rows = await tables.selectFrom('jurisdictions.jurisdiction as j').selectAll('j').execute();
  return rows.flatMap((row) => {
    const tier = tiers.get(row.tier);
    const ground: Ground | undefined =
      row.geometry === null || row.bbox === null || row.source_datum === null
        ? undefined
        : { shape: row.geometry.coordinates, bbox: row.bbox, sourceDatum: row.source_datum };
    const { code, name, functional } = row;
    // The foreign key sees to it that there is a tier.
    return tier === undefined
      ? []
      : [{ code, parentCode: row.parent_code ?? undefined, tier, name, functional, ground }];
  });
};

/** Everything the room keeps, in one read. */
export const readAll = async (
  source: Pick<Database, 'tables'>,
): Promise<{ readonly tiers: ReadonlyMap<string, TierRecord>; readonly records: readonly JurisdictionRecord[] }> => {
  const tables = source.tables<JurisdictionTables>();
  const tiers = await readTiers(tables);
  return { tiers, records: await readRecords(tables, tiers) };
};

/** Waits until no other import is under way. */
export const lockForImport = async (work: Work): Promise<void> => {
  await work.client.query('select pg_advisory_xact_lock($1)', [importLock]);
};

export const saveTiers = async (work: Work, tiers: readonly TierRecord[]): Promise<void> => {
  if (tiers.length === 0) return;
  await work
    .tables<JurisdictionTables>()
    .insertInto('jurisdictions.tier')
    .values(tiers.map(({ code, rank, name }) => ({ code, rank, name: JSON.stringify(name) })))
    .onConflict((conflict) =>
      conflict.constraint('tier_pk').doUpdateSet({ rank: sql`excluded.rank`, name: sql`excluded.name` }),
    )
    .execute();
};

const rowsPerInsert = 500;

export const saveRecords = async (work: Work, records: readonly JurisdictionRecord[]): Promise<void> => {
  for (let from = 0; from < records.length; from += rowsPerInsert) {
    await work
      .tables<JurisdictionTables>()
      .insertInto('jurisdictions.jurisdiction')
      .values(records.slice(from, from + rowsPerInsert).map((record) => toRow(record, work)))
      .onConflict((conflict) =>
        conflict.constraint('jurisdiction_pk').doUpdateSet({
          tier: sql`excluded.tier`,
          name: sql`excluded.name`,
          functional: sql`excluded.functional`,
          geometry: sql`excluded.geometry`,
          bbox: sql`excluded.bbox`,
          source_datum: sql`excluded.source_datum`,
          imported_at: sql`excluded.imported_at`,
        }),
      )
      .execute();
  }
};

const toRow = ({ code, parentCode, tier, name, functional, ground }: JurisdictionRecord, work: Work) => ({
  code,
  parent_code: parentCode ?? null,
  tier: tier.code,
  name: JSON.stringify(name),
  functional,
  geometry: ground === undefined ? null : JSON.stringify({ type: 'MultiPolygon', coordinates: ground.shape }),
  bbox: ground?.bbox ?? null,
  source_datum: ground?.sourceDatum ?? null,
  imported_at: toDate(work.recordedAt),
});
