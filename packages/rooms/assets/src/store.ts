import type { Database, Work } from '@liandong/platform';
import type { Datum, Instant } from '@liandong/words';
import type { AssetGeometry } from './geometry.ts';

/** An asset as the table has it, without its id and its time of change: what a change and its undo are about. */
export type AssetState = {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly jurisdiction_code: string;
  readonly jurisdiction_path: readonly string[];
  readonly lon: number;
  readonly lat: number;
  readonly source_lon: number;
  readonly source_lat: number;
  readonly source_datum: Datum;
  readonly address: string | null;
  readonly manager: string | null;
  readonly department: string | null;
  readonly phone: string | null;
  readonly capacity: number | null;
  readonly area_m2: number | null;
  readonly generated: boolean;
  readonly geometry: AssetGeometry | null;
  readonly more: Readonly<Record<string, string>> | null;
};

export type AssetRow = AssetState & { readonly id: string };

type Client = Pick<Work['client'], 'query'> | Pick<Database['pool'], 'query'>;

const plainColumns = [
  'code',
  'kind',
  'name',
  'name_en',
  'jurisdiction_code',
  'jurisdiction_path',
  'lon',
  'lat',
  'source_lon',
  'source_lat',
  'source_datum',
  'address',
  'manager',
  'department',
  'phone',
  'capacity',
  'area_m2',
  'generated',
  'more',
] as const;

/** Columns of `a`; the outline only when it is asked for: a thousand of them are megabytes. */
export const assetColumns = (withGeometry: boolean): string =>
  `a.id, ${plainColumns.map((one) => `a.${one}`).join(', ')}, ${withGeometry ? 'a.geometry' : 'null as geometry'}`;

const codesPerRead = 10_000;

/** Assets with these codes, locked until the end of the transaction. */
export const readByCodes = async (client: Client, codes: readonly string[]): Promise<ReadonlyMap<string, AssetRow>> => {
  const found = new Map<string, AssetRow>();
  for (let from = 0; from < codes.length; from += codesPerRead) {
    const { rows } = await client.query<AssetRow>(
      `select ${assetColumns(true)} from assets.asset a where a.code = any($1)`,
      [codes.slice(from, from + codesPerRead)],
    );
    for (const row of rows) found.set(row.code, row);
  }
  return found;
};

const writesLock = 7_340_041;

/** Waits until no other change of assets is under way. */
export const lockForChange = async (client: Client): Promise<void> => {
  await client.query('select pg_advisory_xact_lock($1)', [writesLock]);
};

const rowsPerInsert = 2000;

/** Inserts or overwrites by id. */
export const saveAssets = async (client: Client, rows: readonly AssetRow[], at: Instant): Promise<void> => {
  const set = [...plainColumns, 'geometry', 'changed_at'].map((one) => `${one} = excluded.${one}`).join(', ');
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    await client.query(
      `insert into assets.asset as a (id, ${plainColumns.join(', ')}, geometry, changed_at)
       select r.id, r.code, r.kind, r.name, r.name_en, r.jurisdiction_code,
         array(select jsonb_array_elements_text(r.jurisdiction_path)), r.lon, r.lat, r.source_lon, r.source_lat,
         r.source_datum, r.address, r.manager, r.department, r.phone, r.capacity, r.area_m2, r.generated,
         nullif(r.more, 'null'::jsonb), nullif(r.geometry, 'null'::jsonb), to_timestamp($2::float8 / 1000)
       from jsonb_to_recordset($1::jsonb) as r(id uuid, code text, kind text, name text, name_en text,
         jurisdiction_code text, jurisdiction_path jsonb, lon float8, lat float8, source_lon float8, source_lat float8,
         source_datum text, address text, manager text, department text, phone text, capacity float8, area_m2 float8,
         generated boolean, more jsonb, geometry jsonb)
       on conflict on constraint asset_pk do update set ${set}`,
      [JSON.stringify(rows.slice(from, from + rowsPerInsert)), at],
    );
  }
};

export const deleteAssets = async (client: Client, ids: readonly string[]): Promise<void> => {
  await client.query('delete from assets.asset as a where a.id = any($1)', [ids]);
};
