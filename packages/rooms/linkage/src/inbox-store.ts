import type { WireEnvelope } from '@liandong/contract';
import type { HybridTime } from '@liandong/laws';
import type { Database, Work } from '@liandong/platform';
import { brandId, type NodeId } from '@liandong/words';
import type { LinkageTables } from './tables.ts';

/** What became of an envelope. */
export type Outcome = 'applied' | 'duplicate' | 'held';

/** A repeated envelope is known by its id this far back. */
const keptApplied = 10_000;
const pruneEvery = 256;

/** Number of the last envelope dealt with; nobody else applies from this peer until the transaction ends. */
export const lockCursor = async (work: Work, from: NodeId): Promise<number> => {
  const row = await work
    .tables<LinkageTables>()
    .selectFrom('linkage.inbox as i')
    .select('i.applied_seq')
    .where('i.from_node', '=', from)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.applied_seq;
};

/** Whether this very envelope has been dealt with, under whatever number. */
export const isApplied = async (work: Work, { from, id }: WireEnvelope): Promise<boolean> => {
  const row = await work
    .tables<LinkageTables>()
    .selectFrom('linkage.applied as a')
    .select('a.seq')
    .where('a.from_node', '=', brandId<NodeId>(from))
    .where('a.envelope_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Marks an envelope as dealt with. */
export const moveCursor = async (work: Work, wire: WireEnvelope, outcome: Outcome, now: HybridTime): Promise<void> => {
  const tables = work.tables<LinkageTables>();
  const from = brandId<NodeId>(wire.from);
  await tables
    .updateTable('linkage.inbox')
    .set((row) => ({
      applied_seq: wire.seq,
      applied: row('applied', '+', outcome === 'applied' ? 1 : 0),
      hybrid_wall_ms: now.wallMs,
      hybrid_count: now.count,
    }))
    .where('from_node', '=', from)
    .execute();
  await tables.insertInto('linkage.applied').values({ from_node: from, seq: wire.seq, envelope_id: wire.id }).execute();
  if (wire.seq % pruneEvery !== 0) return;
  await tables
    .deleteFrom('linkage.applied')
    .where('from_node', '=', from)
    .where('seq', '<=', wire.seq - keptApplied)
    .execute();
};

/** Of envelopes whose numbers have been: those that are not the same as then. */
export const conflictsOf = async (
  database: Database,
  from: NodeId,
  repeated: readonly WireEnvelope[],
): Promise<readonly WireEnvelope[]> => {
  if (repeated.length === 0) return [];
  const rows = await database
    .tables<LinkageTables>()
    .selectFrom('linkage.applied as a')
    .select(['a.seq', 'a.envelope_id'])
    .where('a.from_node', '=', from)
    .where(
      'a.seq',
      'in',
      repeated.map((wire) => wire.seq),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.seq, row.envelope_id]));
  return repeated.filter((wire) => (known.get(wire.seq) ?? wire.id) !== wire.id);
};

export const appliedSeq = async (database: Database, from: NodeId): Promise<number> => {
  const row = await database
    .tables<LinkageTables>()
    .selectFrom('linkage.inbox as i')
    .select('i.applied_seq')
    .where('i.from_node', '=', from)
    .executeTakeFirst();
  return row?.applied_seq ?? 0;
};
