import type { Pool } from 'pg';
import { type EventRow, eventColumns, type RecordedFact, toRecordedFact } from './chain.ts';

/** Numbered facts, newest first, below a number; for the audit page. */
export const eventPage = async (
  pool: Pool,
  before: number | undefined,
  limit: number,
): Promise<readonly { readonly fact: RecordedFact; readonly hash: string }[]> => {
  const { rows } = await pool.query<EventRow & { hash: Buffer }>(
    `select ${eventColumns}, e.hash from platform.event e
     where e.seq is not null and ($1::bigint is null or e.seq < $1) order by e.seq desc limit $2`,
    [before ?? null, limit],
  );
  return rows.map((row) => ({ fact: toRecordedFact(row), hash: row.hash.toString('hex') }));
};
