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
  const rows = await tables
    .selectFrom('jurisdictions.jurisdiction as j')
    .select(['j.code', 'j.parent_code', 'j.tier', 'j.name', 'j.aliases', 'j.functional', 'j.derived'])
    .select(['j.geometry', 'j.bbox', 'j.source_datum'])
    .execute();
  return rows.flatMap((row) => {
    const tier = tiers.get(row.tier);
    const ground: Ground | undefined =
      row.geometry === null || row.bbox === null || row.source_datum === null
        ? undefined
        : { shape: row.geometry.coordinates, bbox: row.bbox, sourceDatum: row.source_datum, derived: row.derived };
    const { code, name, aliases, functional } = row;
    // The foreign key sees to it that there is a tier.
    return tier === undefined
      ? []
      : [{ code, parentCode: row.parent_code ?? undefined, tier, name, aliases, functional, ground }];
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

/** Rows of one statement: arrays of these go over at once, and a city's polygons still fit into memory. */
const rowsPerStatement = 5_000;

// Whole columns as arrays: a statement with a parameter for every value ends at 65 535 of them.
const upsert = `
  insert into jurisdictions.jurisdiction
    (code, parent_code, tier, name, aliases, functional, geometry, bbox, source_datum, derived, imported_at)
  select r.code, r.parent_code, r.tier, r.name::jsonb, r.aliases::text[], r.functional,
    r.geometry::jsonb, r.bbox::double precision[], r.source_datum, r.derived, $11
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[],
    $10::boolean[]) as r (code, parent_code, tier, name, aliases, functional, geometry, bbox, source_datum, derived)
  on conflict on constraint jurisdiction_pk do update set tier = excluded.tier, name = excluded.name,
    aliases = excluded.aliases, functional = excluded.functional, geometry = excluded.geometry, bbox = excluded.bbox,
    source_datum = excluded.source_datum, derived = excluded.derived, imported_at = excluded.imported_at`;

/** Writes new records and those that have changed; the parent of a known one stays. */
export const saveRecords = async (work: Work, records: readonly JurisdictionRecord[]): Promise<void> => {
  for (let from = 0; from < records.length; from += rowsPerStatement) {
    const some = records.slice(from, from + rowsPerStatement);
    await work.client.query(upsert, [
      some.map(({ code }) => code),
      some.map(({ parentCode }) => parentCode ?? null),
      some.map(({ tier }) => tier.code),
      some.map(({ name }) => JSON.stringify(name)),
      some.map(({ aliases }) => arrayText(aliases)),
      some.map(({ functional }) => functional),
      some.map(({ ground }) => (ground === undefined ? null : geometryText(ground))),
      some.map(({ ground }) => (ground === undefined ? null : `{${ground.bbox.join(',')}}`)),
      some.map(({ ground }) => ground?.sourceDatum ?? null),
      some.map(({ ground }) => ground?.derived ?? false),
      toDate(work.recordedAt),
    ]);
  }
};

/** Quoted as JSON, which an array of PostgreSQL reads alike: names have no control characters. */
const arrayText = (texts: readonly string[]): string => `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;

const geometryText = ({ shape }: Ground): string => JSON.stringify({ type: 'MultiPolygon', coordinates: shape });

/** Removes records; their children must go with them. */
export const removeRecords = async (work: Work, codes: readonly string[]): Promise<void> => {
  if (codes.length === 0) return;
  await work.client.query('delete from jurisdictions.jurisdiction j where j.code = any($1::text[])', [codes]);
};
