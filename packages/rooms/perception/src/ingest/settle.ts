import { fates, type IngestResult, type ReadingBatch, type WriteBatch } from './reading-batch.ts';

/** What a written batch has come to. */
export type Settled = {
  /** The new rows in order of arrival, and the heartbeats. */
  readonly fresh: ReadingBatch;
  /** One for each ticket; undefined when every row was new. */
  readonly results: readonly IngestResult[] | undefined;
};

/** Leaves the duplicates out, so that only new rows are evaluated; the batch itself stays as it is. */
export const settle = (batch: WriteBatch): Settled => {
  if (!batch.fate.subarray(0, batch.count).includes(fates.duplicate)) return { fresh: batch, results: undefined };
  const results = batch.tickets.map((ticket) => {
    let duplicates = 0;
    for (let row = ticket.firstRow; row < ticket.firstRow + ticket.rowCount; row += 1) {
      if (batch.fate[row] === fates.duplicate) duplicates += 1;
    }
    return { accepted: ticket.rowCount - duplicates, duplicates, deadLetters: ticket.deadLetterCount };
  });
  return { fresh: withoutDuplicates(batch), results };
};

const withoutDuplicates = (batch: WriteBatch): ReadingBatch => {
  const isNew = (_: number, row: number): boolean => batch.fate[row] !== fates.duplicate;
  const { count } = batch;
  const at = batch.at.subarray(0, count).filter(isNew);
  return {
    count: at.length,
    datastreamId: batch.datastreamId.subarray(0, count).filter(isNew),
    at,
    value: batch.value.subarray(0, count).filter(isNew),
    quality: batch.quality.subarray(0, count).filter(isNew),
    heartbeats: batch.heartbeats,
  };
};
