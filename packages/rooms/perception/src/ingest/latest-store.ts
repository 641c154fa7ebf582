import type { Database } from '@liandong/platform';
import { dayMs, instant, toIso } from '@liandong/words';
import type { LiveStream } from '../terminal.ts';

type LatestRow = { readonly id: number; readonly at: number; readonly value: number; readonly quality: number };

/** Newest dead letters that are kept. */
const keptDeadLetters = 10_000;

/**
 * Writes the newest readings apart from history and forgets the touched days, in one transaction. Nothing else may
 * write readings meanwhile: a day touched between the two would be forgotten.
 */
export const flushLatest = async (database: Database, streams: readonly LiveStream[]): Promise<void> => {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into perception.latest as l (datastream_id, at, value, quality)
       select n.id, to_timestamp(n.at / 1000), n.value, n.quality
       from unnest($1::integer[], $2::float8[], $3::float8[], $4::smallint[]) as n(id, at, value, quality)
       on conflict on constraint latest_pk do update
         set at = excluded.at, value = excluded.value, quality = excluded.quality where excluded.at >= l.at`,
      [
        streams.map((stream) => stream.id),
        streams.map((stream) => stream.latestAt),
        streams.map((stream) => stream.latestValue),
        streams.map((stream) => stream.latestQuality),
      ],
    );
    await client.query('delete from perception.touched_day');
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    throw cause;
  } finally {
    client.release();
  }
};

/** Forgets the oldest dead letters beyond the newest 10 000. */
export const pruneDeadLetters = async (database: Database): Promise<void> => {
  await database.pool.query(
    'delete from perception.dead_letter d where d.id <= (select max(m.id) from perception.dead_letter m) - $1',
    [keptDeadLetters],
  );
};

/** The newest reading of every datastream: the flushed ones, corrected by what the touched days hold. */
export const readLatest = async (database: Database): Promise<{ rows: readonly LatestRow[]; recovered: number }> => {
  const flushed = await database.pool.query<LatestRow>(
    'select l.datastream_id as id, l.at, l.value, l.quality from perception.latest l',
  );
  const newest = new Map(flushed.rows.map((row) => [row.id, row]));
  const touched = await database.pool.query<{ day: string }>(
    'select t.day from perception.touched_day t order by t.day',
  );
  let recovered = 0;
  for (const { day } of touched.rows) {
    for (const row of await newestOfDay(database, day)) {
      if (row.at <= (newest.get(row.id)?.at ?? Number.NEGATIVE_INFINITY)) continue;
      newest.set(row.id, row);
      recovered += 1;
    }
  }
  return { rows: [...newest.values()], recovered };
};

const newestOfDay = async (database: Database, day: string): Promise<readonly LatestRow[]> => {
  const from = Date.parse(`${day}T00:00Z`);
  const { rows } = await database.pool.query<LatestRow>(
    `select d.id, n.phenomenon_time as at, n.value, n.quality
     from perception.datastream d cross join lateral (
       select r.phenomenon_time, r.value, r.quality from perception.reading r
       where r.datastream_id = d.id and r.phenomenon_time >= $1 and r.phenomenon_time < $2
       order by r.phenomenon_time desc limit 1) n`,
    [toIso(instant(from)), toIso(instant(from + dayMs))],
  );
  return rows;
};

/** The newest heartbeat of each terminal. */
export const readHeard = async (database: Database): Promise<readonly { id: string; at: number }[]> => {
  const { rows } = await database.pool.query<{ id: string; at: number }>(
    'select h.terminal_id as id, h.at from perception.heard h',
  );
  return rows;
};
