import type { Pool } from 'pg';
import type { Anchor } from './anchors.ts';
import { chainHash, type EventRow, eventColumns, toRecordedFact } from './chain.ts';

export type ChainVerdict = {
  readonly intact: boolean;
  readonly records: number;
  readonly anchors: number;
  readonly firstBadSeq?: number;
  readonly reason?: string;
};

const pageSize = 2_000;

type Stored = EventRow & { readonly hash: Buffer };

const page = async (pool: Pool, after: number): Promise<readonly Stored[]> => {
  const { rows } = await pool.query<Stored>(
    `select ${eventColumns}, e.hash from platform.event e where e.seq > $1 order by e.seq limit ${pageSize}`,
    [after],
  );
  return rows;
};

/**
 * Recomputes the whole chain and compares it with anchors kept elsewhere: finds one changed byte, a missing record and
 * a cut tail, and names the first bad number.
 */
export const verifyChain = async (pool: Pool, anchors: readonly Anchor[]): Promise<ChainVerdict> => {
  const anchored = new Map(anchors.map((anchor) => [anchor.seq, anchor.hash]));
  const verdict = (records: number, firstBadSeq?: number, reason?: string): ChainVerdict => ({
    intact: firstBadSeq === undefined,
    records,
    anchors: anchors.length,
    ...(firstBadSeq === undefined ? {} : { firstBadSeq }),
    ...(reason === undefined ? {} : { reason }),
  });
  let hash: Buffer = Buffer.alloc(32);
  let seq = 0;
  for (let rows = await page(pool, 0); rows.length > 0; rows = await page(pool, seq)) {
    for (const row of rows) {
      if (row.seq !== seq + 1) return verdict(seq, seq + 1, 'record missing');
      hash = chainHash(hash, toRecordedFact(row));
      seq += 1;
      if (!hash.equals(row.hash)) return verdict(seq, seq, 'record changed');
      const expected = anchored.get(seq);
      if (expected !== undefined && expected !== hash.toString('hex')) return verdict(seq, seq, 'differs from anchor');
    }
  }
  const last = Math.max(0, ...anchored.keys());
  return last > seq ? verdict(seq, seq + 1, 'tail cut off') : verdict(seq);
};
