import { setImmediate as nextTurn } from 'node:timers/promises';
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
  type ReadingListener,
  type WriteBatch,
} from './reading-batch.ts';
import { dropDuplicates } from './settle.ts';
import { touchDays, writeDeadLetters, writeHeartbeats, writeReadings } from './write-readings.ts';

export type GroupCommitDeps = {
  readonly database: Database;
  readonly context: ActContext;
  readonly partitions: Partitions;
  readonly log: Logger;
  readonly streamOf: StreamById;
  readonly listener: () => ReadingListener;
  /** After the commit: rows [0, count) of the batch are new and durable. */
  readonly onStored: (batch: WriteBatch) => void;
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

  const store = async (batch: WriteBatch, work: Work, attempt: Attempt): Promise<void> => {
    if (touching.length > 0) await touchDays(touching, work);
    if (batch.count > 0) await writeReadings(batch, encoder, work);
    if (batch.heartbeats.length > 0) await writeHeartbeats(batch.heartbeats, work);
    if (batch.deadLetters.length > 0) await writeDeadLetters(batch.deadLetters, work);
    attempt.results = dropDuplicates(batch);
    if (batch.count === 0 && batch.heartbeats.length === 0) return;
    attempt.evaluated = true;
    await deps.listener().evaluateBatch(batch, work);
  };

  const write = async (batch: WriteBatch, attempt: Attempt): Promise<void> => {
    if (inDoubt) await deps.reload();
    inDoubt = false;
    classify(batch, deps.streamOf);
    const days = [...new Set([...daysOf(batch, fates.fresh), ...daysOf(batch, fates.staged)])];
    await deps.partitions.ensure(days);
    touching = days.filter((day) => !touched.has(day));
    try {
      await deps.database.write(deps.context, (work) => store(batch, work, attempt));
    } catch (cause) {
      if (!isReadingTwice(cause) || attempt.evaluated) throw cause;
      stageAll(batch);
      await deps.database.write(deps.context, (work) => store(batch, work, attempt));
    }
    for (const day of touching) touched.add(day);
  };

  const commit = async (batch: WriteBatch): Promise<void> => {
    const attempt: Attempt = { results: [], evaluated: false };
    try {
      await write(batch, attempt);
    } catch (cause) {
      deps.log.error({ err: cause, messages: batch.tickets.length }, 'readings not stored');
      inDoubt = true;
      if (attempt.evaluated) await resetListener();
      const refusal = refuse('perception.not-durable', { reason: reasonOf(cause) });
      for (const ticket of batch.tickets) ticket.reject(refusal);
      return;
    }
    deps.onStored(batch);
    batch.tickets.forEach((ticket, index) => {
      ticket.resolve(attempt.results[index] ?? resultOf(ticket.rowCount, ticket.deadLetterCount));
    });
  };

  const resetListener = async (): Promise<void> => {
    try {
      await deps.listener().reset();
    } catch (cause) {
      deps.log.error({ err: cause }, 'listener of readings could not start again');
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

type Attempt = { results: readonly IngestResult[]; evaluated: boolean };

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
