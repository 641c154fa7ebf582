import type { ImportFormat, ImportTargetId } from '@liandong/contract';
import type { Database, Work } from '@liandong/platform';
import type { Actor, Datum, Instant, Json, Words } from '@liandong/words';
import type { RowChange } from './target.ts';

export type FileRow = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: ImportFormat;
  readonly uploaded_at: Instant;
};

export type Failure = { readonly code: string; readonly text: Words };

export type ImportRowOfTable = {
  readonly id: string;
  readonly target: ImportTargetId;
  readonly file: FileRow;
  readonly datum: Datum | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly dry_run: boolean;
  readonly state: 'running' | 'done' | 'failed' | 'undone';
  readonly read: number;
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly passed_over: number;
  readonly refused_count: number;
  readonly failure: Failure | null;
  readonly by: Actor;
  readonly started_at: Instant;
  readonly finished_at: Instant | null;
  readonly undone_at: Instant | null;
};

export type RefusedRowOfTable = {
  readonly row: number;
  readonly key: string | null;
  readonly code: string;
  readonly text: Words;
};

export type StoredChange = RowChange & { readonly ordinal: number };

type Client = Pick<Database['pool'], 'query'> | Pick<Work['client'], 'query'>;

const importColumns = `i.id, i.target, i.datum, i.columns, i.settings, i.dry_run, i.state, i.read, i.taken, i.changed,
  i.unchanged, i.passed_over, i.refused_count, i.failure, i.by, i.started_at, i.finished_at, i.undone_at,
  f.id as file_id, f.name as file_name, f.bytes as file_bytes, f.sha256 as file_sha256, f.format as file_format,
  f.uploaded_at as file_uploaded_at`;

type Joined = Omit<ImportRowOfTable, 'file'> & {
  readonly [Key in keyof FileRow as `file_${Key}`]: FileRow[Key];
};

const ofJoined = (row: Joined): ImportRowOfTable => ({
  ...row,
  file: {
    id: row.file_id,
    name: row.file_name,
    bytes: row.file_bytes,
    sha256: row.file_sha256,
    format: row.file_format,
    uploaded_at: row.file_uploaded_at,
  },
});

const isId = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id);

export const readFileRow = async (client: Client, id: string): Promise<FileRow | undefined> => {
  if (!isId(id)) return undefined;
  const { rows } = await client.query<FileRow>(
    'select f.id, f.name, f.bytes, f.sha256, f.format, f.uploaded_at from imports.file f where f.id = $1',
    [id],
  );
  return rows[0];
};

export const readImport = async (client: Client, id: string): Promise<ImportRowOfTable | undefined> => {
  if (!isId(id)) return undefined;
  const { rows } = await client.query<Joined>(
    `select ${importColumns} from imports.import i join imports.file f on f.id = i.file_id where i.id = $1`,
    [id],
  );
  return rows.map(ofJoined)[0];
};

export const readImports = async (client: Client, limit: number): Promise<readonly ImportRowOfTable[]> => {
  const { rows } = await client.query<Joined>(
    `select ${importColumns} from imports.import i join imports.file f on f.id = i.file_id
     order by i.started_at desc, i.id desc limit $1`,
    [limit],
  );
  return rows.map(ofJoined);
};

/** The newest import that still holds and had the same bytes. */
export const readKnownAs = async (client: Client, sha256: string) => {
  const { rows } = await client.query<{ import_id: string; file_name: string; at: Instant }>(
    `select i.id as import_id, f.name as file_name, i.started_at as at
     from imports.import i join imports.file f on f.id = i.file_id
     where f.sha256 = $1 and i.state = 'done' and not i.dry_run order by i.started_at desc limit 1`,
    [sha256],
  );
  return rows[0];
};

export const readRefused = async (
  client: Client,
  id: string,
  byUndo: boolean,
  limit: number,
): Promise<readonly RefusedRowOfTable[]> => {
  const { rows } = await client.query<RefusedRowOfTable>(
    `select r.row, r.key, r.code, r.text from imports.refused_row r
     where r.import_id = $1 and r.by_undo = $2 order by r.row, r.ordinal limit $3`,
    [id, byUndo, limit],
  );
  return rows;
};

export const readPreview = async (client: Client, id: string): Promise<readonly unknown[]> => {
  const { rows } = await client.query<{ preview: readonly unknown[] }>(
    'select i.preview from imports.import i where i.id = $1',
    [id],
  );
  return rows[0]?.preview ?? [];
};

/** What an undo still has to take back, in the order in which it was made. */
export const readChanges = async (client: Client, id: string): Promise<readonly StoredChange[]> => {
  const { rows } = await client.query<{ ordinal: number; row: number; key: string; before: Json; after: Json }>(
    `select c.ordinal, c.row, c.key, c.before, c.after from imports.change c
     where c.import_id = $1 and not c.undone order by c.ordinal`,
    [id],
  );
  return rows;
};
