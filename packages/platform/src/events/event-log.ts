import type { PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Database } from '../database/index.ts';
import type { AnchorFile } from './anchors.ts';
import { chainHash, type EventRow, eventColumns, type RecordedFact, toRecordedFact } from './chain.ts';

export type EventLogOptions = { readonly database: Database; readonly anchors: AnchorFile; readonly log: Logger };

export type EventLog = {
  start(): void;
  stop(): Promise<void>;
  /** Hears facts in order, from now on; for screens. Nothing is kept for a listener that is away. */
  watch(listener: (facts: readonly RecordedFact[]) => void): () => void;
  /** Numbers everything that has committed so far. */
  sequenceNow(): Promise<void>;
  head(): { readonly seq: number; readonly hash: string };
};

/** So that two processes on one database don't number at once. */
const sequencerLock = 7_340_022;
const batchSize = 500;

const writeBatch = async (client: PoolClient, facts: readonly RecordedFact[], hashes: readonly Buffer[]) => {
  await client.query(
    `update platform.event as e set seq = n.seq, hash = n.hash
     from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as n(id, seq, hash) where e.id = n.id`,
    [facts.map((fact) => fact.id), facts.map((fact) => fact.seq), hashes],
  );
  const last = facts.at(-1);
  if (last !== undefined)
    await client.query('update platform.event_head set seq = $1, hash = $2', [last.seq, hashes.at(-1)]);
};

/** Numbers and chains up to `batchSize` committed facts; the caller holds the transaction. */
const sequenceBatch = async (
  client: PoolClient,
): Promise<{ facts: RecordedFact[]; head: { seq: number; hash: Buffer } }> => {
  await client.query('select pg_advisory_xact_lock($1)', [sequencerLock]);
  const head = await client.query<{ seq: number; hash: Buffer }>('select h.seq, h.hash from platform.event_head h');
  let { seq, hash } = head.rows[0] ?? { seq: 0, hash: Buffer.alloc(32) };
  const { rows } = await client.query<EventRow>(
    `select ${eventColumns} from platform.event e where e.seq is null order by e.recorded_at, e.ordinal, e.id limit ${batchSize}`,
  );
  const facts: RecordedFact[] = [];
  const hashes: Buffer[] = [];
  for (const row of rows) {
    seq += 1;
    const fact = toRecordedFact(row, seq);
    hash = chainHash(hash, fact);
    facts.push(fact);
    hashes.push(hash);
  }
  if (facts.length > 0) await writeBatch(client, facts, hashes);
  return { facts, head: { seq, hash } };
};

/**
 * The one writer that numbers what has committed and chains it. A serial number given at insert is not commit order:
 * whoever remembers the last number seen would lose the facts of slower transactions.
 */
export const createEventLog = ({ database, anchors, log }: EventLogOptions): EventLog => {
  const listeners = new Set<(facts: readonly RecordedFact[]) => void>();
  let head = { seq: 0, hash: '' };
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const oneBatch = async (): Promise<number> => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      const batch = await sequenceBatch(client);
      await client.query('commit');
      head = { seq: batch.head.seq, hash: batch.head.hash.toString('hex') };
      if (batch.facts.length > 0) {
        await anchors.add(head, database.clock.machine());
        for (const listener of listeners) listener(batch.facts);
      }
      return batch.facts.length;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  };

  const drain = async (): Promise<void> => {
    do {
      again = false;
      while ((await oneBatch()) === batchSize);
    } while (again);
  };

  const sequenceNow = (): Promise<void> => {
    again = true;
    running ??= drain().finally(() => {
      running = undefined;
    });
    return running;
  };

  const poke = (): void => {
    sequenceNow().catch((error: unknown) => log.error({ err: error }, 'event log: numbering failed'));
  };

  return {
    start: () => {
      database.onFacts(poke);
      // Facts that another process committed, or that a crash left unnumbered.
      timer = setInterval(poke, 1_000);
      poke();
    },
    stop: async () => {
      clearInterval(timer);
      await sequenceNow();
      await anchors.close();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sequenceNow,
    head: () => head,
  };
};
