import { finished } from 'node:stream/promises';
import type { Work } from '@liandong/platform';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type CopyEncoder, daysOf, hasFate } from './binary-copy.ts';
import { readingKey, settleStaged } from './classify.ts';
import { partitionName } from './partitions.ts';
import { type DeadLetter, fates, type Heartbeat, type WriteBatch } from './reading-batch.ts';

/** Above so many days in one batch PostgreSQL routes the rows itself. */
const maxDaysApart = 8;
const columns = '(datastream_id, phenomenon_time, value, quality)';

/** Writes the rows of a classified batch and settles what became of the staged ones; the caller commits. */
export const writeReadings = async (batch: WriteBatch, encoder: CopyEncoder, { client }: Work): Promise<void> => {
  const days = daysOf(batch, fates.fresh);
  if (days.length > maxDaysApart) {
    await copyInto(client, 'perception.reading', encoder.encode(batch, fates.fresh, undefined));
  } else {
    for (const day of days) {
      const only = days.length === 1 ? undefined : day;
      await copyInto(client, `perception.${partitionName(day)}`, encoder.encode(batch, fates.fresh, only));
    }
  }
  if (hasFate(batch, fates.staged)) await writeStaged(batch, encoder, client);
};

const copyInto = async (client: PoolClient, table: string, bytes: Buffer): Promise<void> => {
  const stream = client.query(copyFrom(`copy ${table} ${columns} from stdin (format binary)`));
  stream.end(bytes);
  await finished(stream);
};

const writeStaged = async (batch: WriteBatch, encoder: CopyEncoder, client: PoolClient): Promise<void> => {
  await client.query(
    `create temp table if not exists reading_staging (datastream_id integer not null, phenomenon_time timestamptz not null,
       value double precision not null, quality smallint not null) on commit delete rows`,
  );
  await copyInto(client, 'reading_staging', encoder.encode(batch, fates.staged, undefined));
  const { rows } = await client.query<{ id: number; at: number }>(
    `insert into perception.reading as r ${columns}
     select s.datastream_id, s.phenomenon_time, s.value, s.quality from reading_staging s
     on conflict do nothing returning r.datastream_id as id, r.phenomenon_time as at`,
  );
  const taken = new Set(rows.map((row) => readingKey(row.id, row.at)));
  settleStaged(batch, (datastreamId, at) => taken.has(readingKey(datastreamId, at)));
};

/** Keeps the newest sign of life of each terminal. */
export const writeHeartbeats = async (heartbeats: readonly Heartbeat[], { client }: Work): Promise<void> => {
  const newest = new Map<string, number>();
  for (const { terminalId, at } of heartbeats) {
    if (at > (newest.get(terminalId) ?? Number.NEGATIVE_INFINITY)) newest.set(terminalId, at);
  }
  await client.query(
    `insert into perception.heard as h (terminal_id, at)
     select n.id, to_timestamp(n.at / 1000) from unnest($1::uuid[], $2::float8[]) as n(id, at)
     on conflict on constraint heard_pk do update set at = greatest(h.at, excluded.at)`,
    [[...newest.keys()], [...newest.values()]],
  );
};

export const writeDeadLetters = async (letters: readonly DeadLetter[], { client }: Work): Promise<void> => {
  await client.query(
    `insert into perception.dead_letter (at, source, sender, code, reason, count, payload)
     select to_timestamp(n.at / 1000), n.source, n.sender, n.code, n.reason, n.count, n.payload
     from unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[])
       as n(at, source, sender, code, reason, count, payload)`,
    [
      letters.map((letter) => letter.at),
      letters.map((letter) => letter.source),
      letters.map((letter) => letter.sender),
      letters.map((letter) => letter.code),
      letters.map((letter) => letter.reason),
      letters.map((letter) => letter.count),
      letters.map((letter) => letter.payload),
    ],
  );
};

export const touchDays = async (days: readonly number[], { client }: Work): Promise<void> => {
  await client.query(
    `insert into perception.touched_day (day) select date '1970-01-01' + n.day from unnest($1::integer[]) as n(day)
     on conflict do nothing`,
    [days],
  );
};
