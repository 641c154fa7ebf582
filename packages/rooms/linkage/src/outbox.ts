import { type Envelope, type EnvelopeVerb, type HybridTime, maxClockDriftMs } from '@liandong/laws';
import { type Database, toDate, type Work } from '@liandong/platform';
import { type EnvelopeId, type Instant, instant, type JsonObject, type NodeId, newId, refuse } from '@liandong/words';
import { sql } from 'kysely';
import { linkContext } from './contexts.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { isStorable } from './json-guard.ts';
import { maxHops } from './judge.ts';
import type { PeerBook } from './peer-book.ts';
import type { LinkageTables, StoredEnvelope } from './tables.ts';

/** 信封: what a room hands over to be carried. */
export type Letter = {
  readonly to: NodeId;
  readonly verb: EnvelopeVerb;
  readonly objectKind: string;
  readonly objectId: string;
  readonly objectVersion: number;
  readonly bodySchema: string;
  readonly bodyVersion: number;
  readonly deadline?: Instant | undefined;
  /** When content is passed on: the nodes that it came through, the one it was heard from last. */
  readonly via?: readonly NodeId[] | undefined;
  readonly body: JsonObject;
};

export type Backlog = { readonly count: number; readonly oldestAt: Instant | undefined };

export type Outbox = {
  /** Writes an envelope in the caller's transaction. @throws link.unknown-peer, link.too-large, link.loop, link.malformed-body */
  send(work: Work, letter: Letter): Promise<EnvelopeId>;
  /** Numbers what has committed and gives what comes after `after`, in order, within the size of one exchange. */
  batch(to: NodeId, after: number): Promise<readonly Envelope[]>;
  sentSeq(to: NodeId): Promise<{ readonly sentSeq: number; readonly ackedSeq: number }>;
  backlog(): Promise<ReadonlyMap<string, Backlog>>;
};

/** One envelope; bulk goes in chunks of its own. */
const maxEnvelopeBytes = 1024 * 1024;
/** One exchange; well below what the other side takes (8 MiB). */
const maxBatchBytes = 4 * 1024 * 1024;
const maxBatchCount = 500;

type Options = {
  readonly database: Database;
  readonly node: NodeId;
  readonly hybrid: HybridClock;
  readonly book: PeerBook;
  readonly onSent: (to: NodeId) => void;
};

const checkLetter = ({ to, via = [], body }: Letter): void => {
  if (via.includes(to) || via.length > maxHops) throw refuse('link.loop', { via });
  if (!isStorable(body)) throw refuse('link.malformed-body');
};

/** Gives numbers to what has committed, under the lock of the peer's row. */
const number = async (work: Work, to: NodeId): Promise<void> => {
  const tables = work.tables<LinkageTables>();
  const { sent_seq } = await tables
    .selectFrom('linkage.peer as p')
    .select('p.sent_seq')
    .where('p.node', '=', to)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Whoever wrote after another's commit has the higher position: order is commit order where it can matter.
  await sql`
    with numbered as (
      update linkage.outbox as o set seq = n.seq
      from (select u.position, ${sent_seq} + row_number() over (order by u.position) as seq
            from linkage.outbox u where u.to_node = ${to} and u.seq is null) as n
      where o.position = n.position returning n.seq, o.hybrid_wall_ms, o.hybrid_count)
    update linkage.peer as p set sent_seq = t.seq, hybrid_wall_ms = t.wall_ms, hybrid_count = t.count
    from (select max(d.seq) as seq, (array_agg(d.hybrid_wall_ms order by d.hybrid_wall_ms desc, d.hybrid_count desc))[1] as wall_ms,
                 (array_agg(d.hybrid_count order by d.hybrid_wall_ms desc, d.hybrid_count desc))[1] as count
          from numbered d having count(*) > 0) as t
    where p.node = ${to}`.execute(tables);
};

const isUnnumbered = async (database: Database, to: NodeId): Promise<boolean> => {
  const row = await database
    .tables<LinkageTables>()
    .selectFrom('linkage.outbox as o')
    .select('o.position')
    .where('o.to_node', '=', to)
    .where('o.seq', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

type Row = { readonly position: number; readonly seq: number; readonly envelope: StoredEnvelope };

const readBatch = async (database: Database, to: NodeId, after: number): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select s.position, s.seq, o.envelope
    from (select c.position, c.seq, sum(c.bytes) over (order by c.seq) - c.bytes as before
          from (select u.position, u.seq, u.bytes from linkage.outbox u
                where u.to_node = ${to} and u.seq > ${after} order by u.seq limit ${maxBatchCount}) as c) as s
    join linkage.outbox o on o.position = s.position
    where s.before < ${maxBatchBytes} order by s.seq`.execute(database.tables<LinkageTables>());
  return rows;
};

/** Keeps envelopes until the peer has acknowledged them. */
export const createOutbox = ({ database, node, hybrid, book, onSent }: Options): Outbox => {
  const tables = () => database.tables<LinkageTables>();

  const send = async (work: Work, letter: Letter): Promise<EnvelopeId> => {
    book.get(letter.to);
    checkLetter(letter);
    const { via = [], ...rest } = letter;
    const hybridTime = hybrid.tick();
    const id = newId<EnvelopeId>(work.recordedAt);
    const { exercise } = work.context;
    const envelope: StoredEnvelope = { id, from: node, exercise, hybridTime, sentAt: work.recordedAt, via, ...rest };
    const text = JSON.stringify(envelope);
    const bytes = Buffer.byteLength(text);
    if (bytes > maxEnvelopeBytes) throw refuse('link.too-large', { limitBytes: maxEnvelopeBytes });
    await work
      .tables<LinkageTables>()
      .insertInto('linkage.outbox')
      .values({
        to_node: letter.to,
        seq: null,
        envelope_id: id,
        envelope: text,
        bytes,
        hybrid_wall_ms: hybridTime.wallMs,
        hybrid_count: hybridTime.count,
        created_at: toDate(work.recordedAt),
        acked_at: null,
        refused_code: null,
      })
      .execute();
    work.afterCommit(() => onSent(letter.to));
    return id;
  };

  /** Stamped while our clock was far ahead: nobody would take it before the true time has caught up. */
  const restamp = async ({ position, envelope }: Row): Promise<HybridTime> => {
    if (envelope.hybridTime.wallMs <= database.clock.machine() + maxClockDriftMs) return envelope.hybridTime;
    const hybridTime = hybrid.tick();
    await tables()
      .updateTable('linkage.outbox')
      .set({
        envelope: JSON.stringify({ ...envelope, hybridTime }),
        hybrid_wall_ms: hybridTime.wallMs,
        hybrid_count: hybridTime.count,
      })
      .where('position', '=', position)
      .execute();
    return hybridTime;
  };

  return {
    send,
    batch: async (to, after) => {
      if (await isUnnumbered(database, to)) await database.write(linkContext(node), (work) => number(work, to));
      const envelopes: Envelope[] = [];
      for (const row of await readBatch(database, to, after)) {
        envelopes.push({ ...row.envelope, seq: row.seq, hybridTime: await restamp(row) });
      }
      return envelopes;
    },
    sentSeq: async (to) => {
      const row = await tables()
        .selectFrom('linkage.peer as p')
        .select(['p.sent_seq', 'p.acked_seq'])
        .where('p.node', '=', to)
        .executeTakeFirstOrThrow();
      return { sentSeq: row.sent_seq, ackedSeq: row.acked_seq };
    },
    backlog: async () => {
      const rows = await tables()
        .selectFrom('linkage.outbox as o')
        .select((row) => ['o.to_node', row.fn.countAll<number>().as('count'), row.fn.min('o.created_at').as('oldest')])
        .where('o.acked_at', 'is', null)
        .groupBy('o.to_node')
        .execute();
      return new Map(rows.map((row) => [row.to_node, { count: row.count, oldestAt: instant(row.oldest) }]));
    },
  };
};
