import type { Database } from '@liandong/platform';
import { dayMs } from '@liandong/words';
import type { PoolClient } from 'pg';

/** The daily tables of perception.reading; days are counted from 1970 in UTC. */
export type Partitions = {
  start(): Promise<void>;
  /** Makes the tables of these days that are missing; other processes may do the same at the same time. */
  ensure(days: readonly number[]): Promise<void>;
  /** Days that have a table, ascending. */
  days(): readonly number[];
};

/** So that two processes don't attach the same day at once. */
const partitionLock = 7_340_023;
/** Each new table holds its locks until its transaction ends. */
const daysPerTransaction = 64;

const compactDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
export const partitionName = (day: number): string => `reading_${compactDay(day)}`;

const dayOfName = (name: string): number | undefined => {
  const match = /^reading_(\d{4})(\d{2})(\d{2})$/.exec(name);
  return match === null ? undefined : Math.floor(Date.parse(`${match[1]}-${match[2]}-${match[3]}T00:00Z`) / dayMs);
};

const partitionNames = `select c.relname as name from pg_catalog.pg_inherits i
  join pg_catalog.pg_class c on c.oid = i.inhrelid where i.inhparent = 'perception.reading'::regclass`;

const attach = async (client: PoolClient, day: number): Promise<void> => {
  const table = `perception.${partitionName(day)}`;
  const bound = (edge: number): string => `'${new Date(edge * dayMs).toISOString()}'`;
  // Made apart and then attached: readers of the parent are not locked out, as `partition of` would do.
  await client.query(
    `create table ${table} (like perception.reading including all);
     alter table perception.reading attach partition ${table} for values from (${bound(day)}) to (${bound(day + 1)})`,
  );
};

export const createPartitions = (database: Database): Partitions => {
  const known = new Set<number>();
  let sorted: readonly number[] = [];

  const learn = (names: readonly { readonly name: string }[]): void => {
    for (const { name } of names) {
      const day = dayOfName(name);
      if (day !== undefined) known.add(day);
    }
    sorted = [...known].sort((a, b) => a - b);
  };

  const makeSome = async (days: readonly number[]): Promise<void> => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [partitionLock]);
      const { rows } = await client.query<{ name: string }>(partitionNames);
      const present = new Set(rows.map((row) => row.name));
      for (const day of days) if (!present.has(partitionName(day))) await attach(client, day);
      await client.query('commit');
      learn([...rows, ...days.map((day) => ({ name: partitionName(day) }))]);
    } catch (cause) {
      await client.query('rollback').catch(() => undefined);
      throw cause;
    } finally {
      client.release();
    }
  };

  return {
    start: async () => {
      const { rows } = await database.pool.query<{ name: string }>(partitionNames);
      learn(rows);
    },
    ensure: async (days) => {
      const missing = days.filter((day) => !known.has(day));
      for (let first = 0; first < missing.length; first += daysPerTransaction) {
        await makeSome(missing.slice(first, first + daysPerTransaction));
      }
    },
    days: () => sorted,
  };
};
