import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Logger, Work } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import type { LiveStream } from '../terminal.ts';
import { createCopyEncoder, daysOf } from './binary-copy.ts';
import { classify, type StreamById, stageAll } from './classify.ts';
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
import { touchDays, writeDeadLetters, writeHeartbeats, writeReadings } from './write-readings.ts';

export type GroupCommitDeps = {
  readonly database: Database;
  readonly context: ActContext;
  readonly partitions: Partitions;
  readonly log: Logger;
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

  const store = async (batch: WriteBatch, work: Work, progress: Progress): Promise<Settled> => {
    if (touching.length > 0) await touchDays(touching, work);
    if (batch.count > 0) await writeReadings(batch, encoder, work);
    if (batch.heartbeats.length > 0) await writeHeartbeats(batch.heartbeats, work);
    if (batch.deadLetters.length > 0) await writeDeadLetters(batch.deadLetters, work);
    const settled = settle(batch);
    if (settled.fresh.count > 0 || batch.heartbeats.length > 0) {
      progress.evaluated = true;
      await deps.listener().evaluateBatch(settled.fresh, work);
    }
    return settled;
  };

  const write = async (batch: WriteBatch, progress: Progress): Promise<Settled> => {
    if (inDoubt) await recover();
    classify(batch, deps.streamOf);
    const days = [...new Set([...daysOf(batch, fates.fresh), ...daysOf(batch, fates.staged)])];
    await deps.partitions.ensure(days);
    touching = days.filter((day) => !touched.has(day));
    let settled: Settled;
    try {
      settled = await deps.database.write(deps.context, (work) => store(batch, work, progress));
    } catch (cause) {
      if (!isReadingTwice(cause) || progress.evaluated) throw cause;
      stageAll(batch);
      settled = await deps.database.write(deps.context, (work) => store(batch, work, progress));
    }
    for (const day of touching) touched.add(day);
    return settled;
  };

  /** A batch that met a passing trouble is tried again before a later one is: readings must not overtake each other. */
  const writeInTheEnd = async (batch: WriteBatch): Promise<Settled> => {
    for (let attempt = 1; ; attempt += 1) {
      const progress: Progress = { evaluated: false };
      try {
        return await write(batch, progress);
      } catch (cause) {
        inDoubt = true;
        resetDue ||= progress.evaluated;
        await recover().catch((error: unknown) => deps.log.warn({ err: error }, 'newest readings not known yet'));
        if (attempt >= maxAttempts || !isPassing(cause)) throw cause;
        deps.log.warn({ err: cause, attempt }, 'readings not stored yet');
        await delay(retryAfterMs * attempt);
      }
    }
  };

  const commit = async (batch: WriteBatch): Promise<void> => {
    let settled: Settled;
    try {
      settled = await writeInTheEnd(batch);
    } catch (cause) {
      deps.log.error({ err: cause, messages: batch.tickets.length }, 'readings not stored');
      const refusal = refuse('perception.not-durable', { reason: reasonOf(cause) });
      for (const ticket of batch.tickets) ticket.reject(refusal);
      return;
    }
    deps.onStored(settled.fresh);
    batch.tickets.forEach((ticket, index) => {
      ticket.resolve(settled.results?.[index] ?? resultOf(ticket.rowCount, ticket.deadLetterCount));
    });
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

  const commitFilling = async (): Promise<void> => {
    const batch = filling;
    filling = writing;
    writing = batch;
    try {
      await commit(batch);
    } finally {
      emptyBatch(batch);
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

type Progress = { evaluated: boolean };

const maxAttempts = 3;
const retryAfterMs = 50;

/**
 * Lost connections (08, 57P), serialisation and deadlock (40), and errors of the socket: the next attempt may succeed.
 * See PostgreSQL's list of error codes.
 */
const isPassing = (cause: unknown): boolean =>
  /^(08|40|57P|ECONN|EPIPE)/.test(field(cause, 'code') ?? '') ||
  (cause instanceof Error && cause.message.startsWith('Connection terminated'));

const resultOf = (accepted: number, deadLetters: number): IngestResult => ({ accepted, duplicates: 0, deadLetters });

const field = (cause: unknown, key: 'code' | 'schema'): string | undefined => {
  const value = cause instanceof Error && key in cause ? (cause as unknown as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** A row of ours met the same row of another writer. */
const isReadingTwice = (cause: unknown): boolean =>
  field(cause, 'code') === '23505' && field(cause, 'schema') === 'perception';

/** PostgreSQL's own word for it, e.g. 53100 disk full; never its text, which may hold values. */
const reasonOf = (cause: unknown): string => {
  const code = field(cause, 'code');
  return code === '53100' ? 'disk full' : (code ?? 'storage error');
};
