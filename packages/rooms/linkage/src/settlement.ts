import type { LinkRefusal } from '@liandong/contract';
import type { Envelope } from '@liandong/laws';
import { type Database, toDate, type Work } from '@liandong/platform';
import { type NodeId, Refusal, refuse } from '@liandong/words';
import { sql } from 'kysely';
import { peerContext } from './contexts.ts';
import type { Handlers } from './handlers.ts';
import { hold } from './held.ts';
import { refusalData } from './judge.ts';
import type { LinkLog } from './log.ts';
import type { Peer, PeerBook } from './peer-book.ts';
import { withRetries } from './retry.ts';
import type { LinkageTables, StoredEnvelope } from './tables.ts';

export type Settlement = {
  /**
   * Takes in how far the peer has got and what it refused: the receipts, once an envelope, told to who listens.
   * @throws link.sequence-conflict when the peer has more than was ever sent
   */
  settle(peer: Peer, accepted: number, refusals: readonly LinkRefusal[], signal: AbortSignal): Promise<void>;
};

type Options = {
  readonly database: Database;
  readonly node: NodeId;
  readonly book: PeerBook;
  readonly handlers: Handlers;
  readonly log: LinkLog;
  readonly retryFirstWaitMs: number;
};

const maxTries = 5;
const chunk = 200;
/** Acknowledged envelopes kept for a peer that was put back to an older state. */
const keptAcked = 2_000;

type Row = {
  readonly position: number;
  readonly seq: number;
  readonly envelope: StoredEnvelope;
  readonly exercise: boolean;
};

/** Turns a peer's cumulative acknowledgement into receipts. */
export const createSettlement = ({ database, node, book, handlers, log, retryFirstWaitMs }: Options): Settlement => {
  const unsettled = async (to: NodeId, accepted: number): Promise<readonly Row[]> => {
    const { rows } = await sql<Row>`
      select o.position, o.seq, o.envelope, (o.envelope ->> 'exercise')::boolean as exercise
      from linkage.outbox o join linkage.peer p on p.node = o.to_node
      where o.to_node = ${to} and o.seq > p.acked_seq and o.seq <= ${accepted}
      order by o.seq limit ${chunk}`.execute(database.tables<LinkageTables>());
    return rows;
  };

  const tell = async (work: Work, row: Row, code: string | undefined): Promise<void> => {
    const envelope: Envelope = { ...row.envelope, seq: row.seq };
    if (code === undefined) for (const handle of handlers.delivered) await handle(envelope, work);
    else for (const handle of handlers.refused) await handle(envelope, code, work);
  };

  const mark = async (work: Work, peer: Peer, row: Row, refusal: LinkRefusal | undefined): Promise<void> => {
    const tables = work.tables<LinkageTables>();
    await tables
      .updateTable('linkage.outbox')
      .set({ acked_at: toDate(work.recordedAt), refused_code: refusal?.code ?? null })
      .where('position', '=', row.position)
      .execute();
    if (refusal === undefined) return;
    const { id } = row.envelope;
    await hold(work, {
      direction: 'out',
      peer: peer.node,
      seq: row.seq,
      envelopeId: id,
      code: refusal.code,
      data: refusalData(new Refusal(refusal.code, refusal.data ?? {})),
      envelope: row.envelope,
      settled: true,
    });
  };

  const finish = async (work: Work, peer: Peer, seq: number, refused: number): Promise<void> => {
    const tables = work.tables<LinkageTables>();
    await tables
      .updateTable('linkage.peer')
      .set((row) => ({ acked_seq: seq, refused: row('refused', '+', refused) }))
      .where('node', '=', peer.node)
      .execute();
    await tables
      .deleteFrom('linkage.outbox')
      .where('to_node', '=', peer.node)
      .where('seq', '<=', seq - keptAcked)
      .execute();
  };

  /** Some rows in one transaction; nothing when another has been here meanwhile. */
  const settleRows = (
    peer: Peer,
    rows: readonly Row[],
    byNumber: ReadonlyMap<number, LinkRefusal>,
    tellThem: boolean,
  ) =>
    database.write(peerContext(node, peer, false), async (work) => {
      const first = rows[0]?.seq ?? 0;
      const { acked_seq } = await work
        .tables<LinkageTables>()
        .selectFrom('linkage.peer as p')
        .select('p.acked_seq')
        .where('p.node', '=', peer.node)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (acked_seq >= first) return;
      for (const row of rows) {
        const refusal = byNumber.get(row.seq);
        await mark(work, peer, row, refusal);
        if (tellThem) await tell(work.as(peerContext(node, peer, row.exercise)), row, refusal?.code);
      }
      const refused = rows.filter((row) => byNumber.has(row.seq)).length;
      await finish(work, peer, rows.at(-1)?.seq ?? acked_seq, refused);
    });

  /** One by one after a failure, so that a listener that chokes on one receipt doesn't keep the others. */
  const settleOne = async (peer: Peer, row: Row, byNumber: ReadonlyMap<number, LinkRefusal>, signal: AbortSignal) => {
    const retry = { tries: maxTries, firstWaitMs: retryFirstWaitMs, signal };
    try {
      await withRetries(retry, () => settleRows(peer, [row], byNumber, true));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'link.unavailable') throw error;
      log.error({ peer: peer.node, seq: row.seq, error }, 'a receipt could not be taken in');
      await withRetries(retry, () => settleRows(peer, [row], byNumber, false));
    }
  };

  const settleChunk = async (
    peer: Peer,
    rows: readonly Row[],
    byNumber: ReadonlyMap<number, LinkRefusal>,
    signal: AbortSignal,
  ) => {
    try {
      await settleRows(peer, rows, byNumber, true);
    } catch {
      for (const row of rows) await settleOne(peer, row, byNumber, signal);
    }
  };

  return {
    settle: async (peer, accepted, refusals, signal) => {
      const { sent_seq, acked_seq } = await database
        .tables<LinkageTables>()
        .selectFrom('linkage.peer as p')
        .select(['p.sent_seq', 'p.acked_seq'])
        .where('p.node', '=', peer.node)
        .executeTakeFirstOrThrow();
      if (accepted > sent_seq) {
        // One of the two was put back to an older state: numbers would be given twice.
        await book.count(peer.node, { refused: 1 });
        throw refuse('link.sequence-conflict', { accepted, sent: sent_seq });
      }
      if (accepted <= acked_seq) return;
      // An unsettled one (a gap, say) may be about a number that has been taken since.
      const settled = refusals.filter((refusal) => refusal.settled);
      const byNumber = new Map(
        settled.flatMap((refusal) => (refusal.seq === undefined ? [] : [[refusal.seq, refusal]])),
      );
      for (;;) {
        const rows = await unsettled(peer.node, accepted);
        if (rows.length === 0 || signal.aborted) return;
        await settleChunk(peer, rows, byNumber, signal);
      }
    },
  };
};
