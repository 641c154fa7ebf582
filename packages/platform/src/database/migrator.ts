import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';

/** The numbered SQL files of one room, run into the schema of the same name. */
export type MigrationSet = { readonly room: string; readonly directory: string };

const lockKey = 7_340_021;

const pending = async (client: Client, set: MigrationSet): Promise<readonly string[]> => {
  const files = (await readdir(set.directory)).filter((file) => /^\d{4}-[\w-]+\.sql$/.test(file)).sort();
  const { rows } = await client.query<{ file: string }>('select m.file from public.migration m where m.room = $1', [
    set.room,
  ]);
  const done = new Set(rows.map((row) => row.file));
  return files.filter((file) => !done.has(file));
};

const runOne = async (client: Client, set: MigrationSet, file: string): Promise<void> => {
  const sql = await readFile(path.join(set.directory, file), 'utf8');
  try {
    await client.query('begin');
    await client.query(`create schema if not exists ${set.room}`);
    await client.query(sql);
    await client.query('insert into public.migration (room, file) values ($1, $2)', [set.room, file]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${set.room}/${file}`, { cause });
  }
};

/**
 * Brings a database up to date, forward only; several starters may come at once.
 * @returns the number of files run
 * @throws Error naming the file that failed; it is rolled back
 */
export const migrate = async (url: string, sets: readonly MigrationSet[]): Promise<number> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      `create table if not exists public.migration (room text not null, file text not null,
         run_at timestamptz not null default now(), constraint migration_pk primary key (room, file))`,
    );
    let count = 0;
    for (const set of sets) {
      for (const file of await pending(client, set)) {
        await runOne(client, set, file);
        count += 1;
      }
    }
    return count;
  } finally {
    await client.end();
  }
};
