import type { Work } from '@liandong/platform';
import type { TerminalId } from '@liandong/words';

/** A sign of life without a value. */
export type Heartbeat = { readonly terminalId: TerminalId; readonly at: number };

/**
 * New readings in order of arrival, as parallel arrays of which the first `count` places count (hot path: they are
 * reused for the next batch, so a listener keeps nothing of them). `at` is epoch ms, `value` in the unit of the
 * datastream, `quality` bits of `readingFlags`; one that is older than the newest of its datastream has `late`.
 */
export type ReadingBatch = {
  readonly count: number;
  readonly datastreamId: Int32Array;
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;
  readonly heartbeats: readonly Heartbeat[];
};

/** Hears every batch inside its transaction, after its rows and before the commit. */
export type ReadingListener = {
  evaluateBatch(batch: ReadingBatch, work: Work): Promise<void>;
  /** The transaction of the last batch failed (or its end is unknown): forget what is not in the database. */
  reset(): Promise<void> | void;
};

/** Where a row stands on its way. */
export const fates = { fresh: 0, staged: 1, duplicate: 2 } as const;

/** What one message waits for. */
export type Ticket = {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly deadLetterCount: number;
  readonly resolve: (result: IngestResult) => void;
  readonly reject: (cause: unknown) => void;
};

/** What became of one message: counts of values; dead letters of values or of the whole message. */
export type IngestResult = { readonly accepted: number; readonly duplicates: number; readonly deadLetters: number };

export type DeadLetter = {
  readonly at: number;
  readonly source: string;
  readonly sender: string;
  readonly code: string;
  readonly reason: string;
  readonly count: number;
  readonly payload: string;
};

/** Readings and dead letters that will be written in one transaction; grows, is emptied and used again. */
export type WriteBatch = {
  count: number;
  datastreamId: Int32Array;
  at: Float64Array;
  value: Float64Array;
  quality: Uint8Array;
  fate: Uint8Array;
  heartbeats: Heartbeat[];
  deadLetters: DeadLetter[];
  tickets: Ticket[];
};

const firstCapacity = 4096;

export const newWriteBatch = (): WriteBatch => ({
  count: 0,
  datastreamId: new Int32Array(firstCapacity),
  at: new Float64Array(firstCapacity),
  value: new Float64Array(firstCapacity),
  quality: new Uint8Array(firstCapacity),
  fate: new Uint8Array(firstCapacity),
  heartbeats: [],
  deadLetters: [],
  tickets: [],
});

/** Adds a row. Hot path. */
export const pushReading = (batch: WriteBatch, datastreamId: number, at: number, value: number, quality: number) => {
  const row = batch.count;
  if (row === batch.at.length) grow(batch);
  batch.datastreamId[row] = datastreamId;
  batch.at[row] = at;
  batch.value[row] = value;
  batch.quality[row] = quality;
  batch.count = row + 1;
};

export const emptyBatch = (batch: WriteBatch): void => {
  batch.count = 0;
  batch.heartbeats = [];
  batch.deadLetters = [];
  batch.tickets = [];
};

const grow = (batch: WriteBatch): void => {
  const capacity = batch.at.length * 2;
  const ids = new Int32Array(capacity);
  const at = new Float64Array(capacity);
  const value = new Float64Array(capacity);
  const quality = new Uint8Array(capacity);
  ids.set(batch.datastreamId);
  at.set(batch.at);
  value.set(batch.value);
  quality.set(batch.quality);
  Object.assign(batch, { datastreamId: ids, at, value, quality, fate: new Uint8Array(capacity) });
};
