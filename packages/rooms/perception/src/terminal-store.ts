import type { TerminalDetails, TerminalType } from '@liandong/contract';
import type { Database, Work } from '@liandong/platform';
import type { Datum, Instant, OrganisationId } from '@liandong/words';
import type { LifeState } from './terminal.ts';

export type TerminalRow = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type_code: string;
  readonly jurisdiction_code: string;
  readonly jurisdiction_path: readonly string[];
  readonly owner_organisation_id: OrganisationId | null;
  readonly lon: number;
  readonly lat: number;
  readonly address: string | null;
  readonly source_lon: number;
  readonly source_lat: number;
  readonly source_datum: Datum;
  readonly life_state: LifeState;
  readonly token_hash: Buffer;
};

/** With the details, which are not kept in memory. */
export type FullTerminalRow = TerminalRow & { readonly details: TerminalDetails | null };

export type DatastreamRow = {
  readonly id: number;
  readonly terminal_id: string;
  readonly characteristic: string;
  readonly min: number | null;
  readonly max: number | null;
};

export type GatewayRow = {
  readonly id: string;
  readonly name: string;
  readonly jurisdiction_code: string | null;
  readonly token_hash: Buffer;
};

export type NewDatastream = Omit<DatastreamRow, 'id'> & { readonly unit: string };

const terminalColumns = `t.id, t.code, t.name, t.type_code, t.jurisdiction_code, t.jurisdiction_path,
  t.owner_organisation_id, t.lon, t.lat, t.address, t.source_lon, t.source_lat, t.source_datum, t.life_state, t.token_hash`;

export const readTypes = async (database: Database): Promise<readonly TerminalType[]> => {
  const { rows } = await database.pool.query<{ model: TerminalType }>('select y.model from perception.terminal_type y');
  return rows.map((row) => row.model);
};

export const readTerminals = async (database: Database): Promise<readonly TerminalRow[]> => {
  const { rows } = await database.pool.query<TerminalRow>(`select ${terminalColumns} from perception.terminal t`);
  return rows;
};

const codesPerRead = 10_000;

/** Terminals of these codes with their details, by code. */
export const readFullByCodes = async (
  client: Pick<Database['pool'], 'query'> | Pick<Work['client'], 'query'>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, FullTerminalRow>> => {
  const found = new Map<string, FullTerminalRow>();
  for (let from = 0; from < codes.length; from += codesPerRead) {
    const { rows } = await client.query<FullTerminalRow>(
      `select ${terminalColumns}, t.details from perception.terminal t where t.code = any($1)`,
      [codes.slice(from, from + codesPerRead)],
    );
    for (const row of rows) found.set(row.code, row);
  }
  return found;
};

export const readDetails = async (database: Database, id: string): Promise<TerminalDetails | undefined> => {
  const { rows } = await database.pool.query<Pick<FullTerminalRow, 'details'>>(
    'select t.details from perception.terminal t where t.id = $1',
    [id],
  );
  return rows[0]?.details ?? undefined;
};

/** Removes terminals that were never heard, with their empty series. */
export const deleteTerminals = async ({ client }: Work, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await client.query('delete from perception.datastream as d where d.terminal_id = any($1)', [ids]);
  await client.query('delete from perception.terminal as t where t.id = any($1)', [ids]);
};

export const readDatastreams = async (database: Database): Promise<readonly DatastreamRow[]> => {
  const { rows } = await database.pool.query<DatastreamRow>(
    'select d.id, d.terminal_id, d.characteristic, d.min, d.max from perception.datastream d order by d.id',
  );
  return rows;
};

export const readGateways = async (database: Database): Promise<readonly GatewayRow[]> => {
  const { rows } = await database.pool.query<GatewayRow>(
    'select g.id, g.name, g.jurisdiction_code, g.token_hash from perception.gateway g',
  );
  return rows;
};

export const saveType = async ({ client }: Work, type: TerminalType): Promise<void> => {
  await client.query(
    `insert into perception.terminal_type as y (code, version, model) values ($1, $2, $3::jsonb)
     on conflict on constraint terminal_type_pk do update set version = excluded.version, model = excluded.model`,
    [type.code, type.version, JSON.stringify(type)],
  );
};

const rowsPerInsert = 2000;

/** Inserts or overwrites terminals by their ids. */
export const saveTerminals = async (work: Work, rows: readonly FullTerminalRow[], at: Instant): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    await insertTerminals(work, rows.slice(from, from + rowsPerInsert), at);
  }
};

const insertTerminals = async ({ client }: Work, rows: readonly FullTerminalRow[], at: Instant): Promise<void> => {
  const plain = rows.map((row) => ({ ...row, token_hash: row.token_hash.toString('hex') }));
  await client.query(
    `insert into perception.terminal as t (id, code, name, type_code, jurisdiction_code, jurisdiction_path,
       owner_organisation_id, lon, lat, address, source_lon, source_lat, source_datum, life_state, token_hash,
       details, registered_at)
     select r.id, r.code, r.name, r.type_code, r.jurisdiction_code,
       array(select jsonb_array_elements_text(r.jurisdiction_path)), r.owner_organisation_id, r.lon, r.lat, r.address,
       r.source_lon, r.source_lat, r.source_datum, r.life_state, decode(r.token_hash, 'hex'),
       nullif(r.details, 'null'::jsonb), to_timestamp($2::float8 / 1000)
     from jsonb_to_recordset($1::jsonb) as r(id uuid, code text, name text, type_code text, jurisdiction_code text,
       jurisdiction_path jsonb, owner_organisation_id text, lon float8, lat float8, address text, source_lon float8,
       source_lat float8, source_datum text, life_state text, token_hash text, details jsonb)
     on conflict on constraint terminal_pk do update set name = excluded.name, type_code = excluded.type_code,
       jurisdiction_code = excluded.jurisdiction_code, jurisdiction_path = excluded.jurisdiction_path,
       owner_organisation_id = excluded.owner_organisation_id, lon = excluded.lon, lat = excluded.lat,
       address = excluded.address, source_lon = excluded.source_lon, source_lat = excluded.source_lat,
       source_datum = excluded.source_datum, life_state = excluded.life_state, token_hash = excluded.token_hash,
       details = excluded.details`,
    [JSON.stringify(plain), at],
  );
};

/** Makes the datastreams that are missing, brings the ranges of the others up to date, and gives all back. */
export const saveDatastreams = async (
  { client }: Work,
  wanted: readonly NewDatastream[],
): Promise<readonly DatastreamRow[]> => {
  if (wanted.length === 0) return [];
  const { rows } = await client.query<DatastreamRow>(
    `insert into perception.datastream as d (terminal_id, characteristic, unit, min, max)
     select n.terminal_id, n.characteristic, n.unit, n.min, n.max
     from jsonb_to_recordset($1::jsonb) as n(terminal_id uuid, characteristic text, unit text, min float8, max float8)
     on conflict on constraint datastream_unique do update set min = excluded.min, max = excluded.max
     returning d.id, d.terminal_id, d.characteristic, d.min, d.max`,
    [JSON.stringify(wanted)],
  );
  return rows;
};

export const saveGateway = async ({ client }: Work, row: GatewayRow): Promise<void> => {
  await client.query(
    `insert into perception.gateway as g (id, name, jurisdiction_code, token_hash) values ($1, $2, $3, $4)
     on conflict on constraint gateway_pk do update
       set jurisdiction_code = excluded.jurisdiction_code, token_hash = excluded.token_hash`,
    [row.id, row.name, row.jurisdiction_code, row.token_hash],
  );
};
