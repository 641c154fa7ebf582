import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Logger, Work } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import type { LiveStream } from '../terminal.ts';
import { createCopyEncoder, daysOf } from './binary-copy.ts';
import { classify, type StreamById, stageAll } from './classify.ts';
import { type Counters, countBatch } from './counters.ts';
import { flushLatest } from './latest-store.ts';
import type { Partitions } from './partitions.ts';
import {
  emptyBatch,
  fates,
  type IngestResult,
  newWriteBatch,
  type ReadingBatch,
  type ReadingListener,
  type WriteBatch,
} from './reading-batch.ts';
import { type Settled, settle } from './settle.ts';
import { isPassing, isReadingTwice, reasonOf } from './storage-trouble.ts';
import { touchDays, writeDeadLetters, writeHeartbeats, writeReadings } from './write-readings.ts';

export type GroupCommitDeps = {
  readonly database: Database;
  readonly context: ActContext;
  readonly partitions: Partitions;
  readonly log: Logger;
  readonly counters: Counters;
  readonly streamOf: StreamById;
  readonly listener: () => ReadingListener;
  /** After the commit: these readings are new and durable. */
  readonly onStored: (batch: ReadingBatch) => void;
  /** A commit ended in doubt: learn the newest readings from the database again. */
  readonly reload: () => Promise<void>;
  /** Streams whose newest reading is not in perception.latest yet; taken by the call. */
  readonly takeDirty: () => readonly LiveStream[];
  readonly putBackDirty: (streams: readonly LiveStream[]) => void;
};

/** The single writer: everything that arrives while a commit runs makes the next batch. */
export type GroupCommit = {
  /** Where parsers put what arrives; valid until the end of the present turn. */
  filling(): WriteBatch;
  /** Rows and messages that wait, those being written included. */
  waiting(): { readonly rows: number; readonly messages: number };
  /** Something was put into `filling()`. */
  kick(): void;
  /** Writes perception.latest soon, between two batches. */
  requestFlush(): void;
  /** Resolves when everything that was put in before is settled and flushed. */
  drain(): Promise<void>;
};

export const createGroupCommit = (deps: GroupCommitDeps): GroupCommit => {
  const encoder = createCopyEncoder();
  let filling = newWriteBatch();
  let writing = newWriteBatch();
  let running: Promise<void> | undefined;
  let flushWanted = false;
  const touched = new Set<number>();
  let touching: readonly number[] = [];
  let inDoubt = false;
  let resetDue = false;

  /** The end of the last transaction is unknown: the newest readings are learned again, then the listener starts anew. */
  const recover = async (): Promise<void> => {
    await deps.reload();
    if (resetDue) await deps.listener().reset();
    resetDue = false;
    inDoubt = false;
  };

  /** What has arrived so far; from now on arrivals make the next batch. */
  const take = (): WriteBatch => {
    const batch = filling;
    filling = writing;
    writing = batch;
    return batch;
  };

  const prepare = async (batch: WriteBatch, turn: Turn): Promise<void> => {
    classify(batch, deps.streamOf);
    if (turn.stageAll) stageAll(batch);
    const days = [...new Set([...daysOf(batch, fates.fresh), ...daysOf(batch, fates.staged)])];
    await deps.partitions.ensure(days);
    touching = days.filter((day) => !touched.has(day));
  };

  const store = async (turn: Turn, work: Work): Promise<Settled> => {
    // Only now: what arrived while the transaction was opened goes with it.
    turn.batch ??= take();
    const { batch } = turn;
    await prepare(batch, turn);
    if (touching.length > 0) await touchDays(touching, work);
    if (batch.count > 0) await writeReadings(batch, encoder, work);
    if (batch.heartbeats.length > 0) await writeHeartbeats(batch.heartbeats, work);
    if (batch.deadLetters.length > 0) await writeDeadLetters(batch.deadLetters, work);
    const settled = settle(batch);
    if (settled.fresh.count > 0 || batch.heartbeats.length > 0) {
      turn.evaluated = true;
      await deps.listener().evaluateBatch(settled.fresh, work);
    }
    return settled;
  };

  const attempt = async (turn: Turn): Promise<Settled> => {
    if (inDoubt) await recover();
    turn.evaluated = false;
    const settled = await deps.database.write(deps.context, (work) => store(turn, work));
    for (const day of touching) touched.add(day);
    return settled;
  };

  /** Whether another attempt may succeed; learns the state of the database again first. */
  const mayTryAgain = async (turn: Turn, attempts: number, cause: unknown): Promise<boolean> => {
    if (isReadingTwice(cause) && !turn.evaluated && !turn.stageAll) {
      turn.stageAll = true;
      return true;
    }
    inDoubt = true;
    resetDue ||= turn.evaluated;
    await recover().catch((error: unknown) => deps.log.warn({ err: error }, 'newest readings not known yet'));
    if (attempts >= maxAttempts || !isPassing(cause)) return false;
    deps.log.warn({ err: cause, attempts }, 'readings not stored yet');
    await delay(retryAfterMs * attempts);
    return true;
  };

  /** A batch that met a passing trouble is tried again before a later one is: readings must not overtake each other. */
  const writeInTheEnd = async (turn: Turn): Promise<Settled> => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt(turn);
      } catch (cause) {
        if (!(await mayTryAgain(turn, attempts, cause))) throw cause;
      }
    }
  };

  const commit = async (turn: Turn): Promise<void> => {
    let settled: Settled;
    try {
      settled = await writeInTheEnd(turn);
    } catch (cause) {
      turn.batch ??= take();
      deps.log.error({ err: cause, messages: turn.batch.tickets.length }, 'readings not stored');
      const refusal = refuse('perception.not-durable', { reason: reasonOf(cause) });
      for (const ticket of turn.batch.tickets) ticket.reject(refusal);
      return;
    }
    if (turn.batch === undefined) throw new Error('a transaction without a batch');
    deps.onStored(settled.fresh);
    countBatch(deps.counters, turn.batch, settled.fresh.count);
    answerTickets(turn.batch, settled);
  };

  const commitFilling = async (): Promise<void> => {
    const turn: Turn = { batch: undefined, evaluated: false, stageAll: false };
    try {
      await commit(turn);
    } finally {
      if (turn.batch !== undefined) emptyBatch(turn.batch);
    }
  };

  const flush = async (): Promise<void> => {
    flushWanted = false;
    const streams = deps.takeDirty();
    if (streams.length === 0 && touched.size === 0) return;
    try {
      await flushLatest(deps.database, streams);
    } catch (cause) {
      deps.putBackDirty(streams);
      deps.log.error({ err: cause }, 'latest values not flushed');
    } finally {
      // Also when the end is unknown: to touch a day twice does no harm.
      touched.clear();
    }
  };

  const run = async (): Promise<void> => {
    try {
      // What came in the same turn of the event loop shares the first commit.
      await nextTurn();
      while (filling.tickets.length > 0 || flushWanted) {
        if (filling.tickets.length > 0) await commitFilling();
        if (flushWanted) await flush();
      }
    } finally {
      running = undefined;
    }
  };

  const kick = (): void => {
    running ??= run().catch((cause: unknown) => deps.log.error({ err: cause }, 'writer of readings stopped'));
  };

  return {
    filling: () => filling,
    waiting: () => ({
      rows: filling.count + writing.count,
      messages: filling.tickets.length + writing.tickets.length,
    }),
    kick,
    requestFlush: () => {
      flushWanted = true;
      kick();
    },
    drain: async () => {
      flushWanted = true;
      kick();
      while (running !== undefined) await running;
    },
  };
};

/** One batch on its way through as many attempts as it takes. */
type Turn = { batch: WriteBatch | undefined; evaluated: boolean; stageAll: boolean };

const maxAttempts = 3;
const retryAfterMs = 50;

const oneReading: IngestResult = Object.freeze({ accepted: 1, duplicates: 0, deadLetters: 0 });

const answerTickets = ({ tickets }: WriteBatch, { results }: Settled): void => {
  for (let index = 0; index < tickets.length; index += 1) {
    const ticket = tickets[index];
    if (ticket === undefined) continue;
    const { rowCount: accepted, deadLetterCount: deadLetters } = ticket;
    const plain = accepted === 1 && deadLetters === 0 ? oneReading : { accepted, duplicates: 0, deadLetters };
    ticket.resolve(results?.[index] ?? plain);
  }
};
