import type { ImportTargetId } from '@liandong/contract';
import type { Work } from '@liandong/platform';
import type { Actor, Datum, Instant } from '@liandong/words';
import type { ReceivedFile } from './files/receive-file.ts';
import type { Failure, RefusedRowOfTable } from './store.ts';
import type { RowChange } from './target.ts';

type Client = Pick<Work['client'], 'query'>;

const rowsPerInsert = 5000;

export const insertFile = async (client: Client, id: string, file: ReceivedFile, at: Instant, by: Actor) => {
  await client.query(
    `insert into imports.file (id, name, bytes, sha256, format, uploaded_at, uploaded_by)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), $7::jsonb)`,
    [id, file.name, file.bytes, file.sha256, file.format, at, JSON.stringify(by)],
  );
};

export type NewImport = {
  readonly id: string;
  readonly target: ImportTargetId;
  readonly fileId: string;
  readonly datum: Datum | undefined;
  readonly columns: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
};

export const insertImport = async (client: Client, order: NewImport, at: Instant, by: Actor): Promise<void> => {
  await client.query(
    `insert into imports.import (id, target, file_id, datum, columns, settings, dry_run, state, by, started_at)
     values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, 'running', $8::jsonb, to_timestamp($9::float8 / 1000))`,
    [
      order.id,
      order.target,
      order.fileId,
      order.datum ?? null,
      JSON.stringify(order.columns),
      JSON.stringify(order.settings),
      order.dryRun,
      JSON.stringify(by),
      at,
    ],
  );
};

/** How an import ended; everything that its report and its undo need. */
export type Report = {
  readonly columns: Readonly<Record<string, string>>;
  readonly read: number;
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly passedOver: number;
  readonly refused: readonly RefusedRowOfTable[];
  /** JSON text of the features. */
  readonly preview: string;
  readonly changes: readonly RowChange[];
};

const saveChanges = async (client: Client, id: string, changes: readonly RowChange[]): Promise<void> => {
  for (let from = 0; from < changes.length; from += rowsPerInsert) {
    const part = changes.slice(from, from + rowsPerInsert);
    await client.query(
      `insert into imports.change (import_id, ordinal, row, key, before, after)
       select $1, $2 + c.n, c.row, c.key, nullif(c.before, 'null'::jsonb), c.after
       from jsonb_to_recordset($3::jsonb) as c(n integer, row integer, key text, before jsonb, after jsonb)`,
      [id, from, JSON.stringify(part.map((one, n) => ({ ...one, n })))],
    );
  }
};

const saveRefused = async (
  client: Client,
  id: string,
  byUndo: boolean,
  refused: readonly RefusedRowOfTable[],
): Promise<void> => {
  await client.query('delete from imports.refused_row r where r.import_id = $1 and r.by_undo = $2', [id, byUndo]);
  for (let from = 0; from < refused.length; from += rowsPerInsert) {
    const part = refused.slice(from, from + rowsPerInsert);
    await client.query(
      `insert into imports.refused_row (import_id, by_undo, ordinal, row, key, code, text)
       select $1, $2, $3 + c.n, c.row, c.key, c.code, c.text
       from jsonb_to_recordset($4::jsonb) as c(n integer, row integer, key text, code text, text jsonb)`,
      [id, byUndo, from, JSON.stringify(part.map((one, n) => ({ ...one, n })))],
    );
  }
};

export const saveReport = async (client: Client, id: string, report: Report, at: Instant): Promise<void> => {
  await client.query(
    `update imports.import as i set state = 'done', columns = $2::jsonb, read = $3, taken = $4, changed = $5, unchanged = $6,
       refused_count = $7, preview = $8::jsonb, finished_at = to_timestamp($9::float8 / 1000), passed_over = $10
     where i.id = $1`,
    [
      id,
      JSON.stringify(report.columns),
      report.read,
      report.taken,
      report.changed,
      report.unchanged,
      report.refused.length,
      report.preview,
      at,
      report.passedOver,
    ],
  );
  await saveChanges(client, id, report.changes);
  await saveRefused(client, id, false, report.refused);
};

export const saveFailure = async (client: Client, id: string, failure: Failure, at: Instant): Promise<void> => {
  await client.query(
    `update imports.import as i set state = 'failed', failure = $2::jsonb, finished_at = to_timestamp($3::float8 / 1000)
     where i.id = $1 and i.state = 'running'`,
    [id, JSON.stringify(failure), at],
  );
};

/** @param ordinals of the changes that were taken back */
export const saveUndo = async (
  client: Client,
  id: string,
  ordinals: readonly number[],
  refused: readonly RefusedRowOfTable[],
  at: Instant,
): Promise<void> => {
  await client.query('update imports.change as c set undone = true where c.import_id = $1 and c.ordinal = any($2)', [
    id,
    ordinals,
  ]);
  await saveRefused(client, id, true, refused);
  // Nothing taken back although there was something: the import still holds.
  if (ordinals.length === 0 && refused.length > 0) return;
  await client.query(
    `update imports.import as i set state = 'undone', undone_at = to_timestamp($2::float8 / 1000) where i.id = $1`,
    [id, at],
  );
};
