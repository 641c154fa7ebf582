import { fates, type IngestResult, type WriteBatch } from './reading-batch.ts';

/**
 * Removes the duplicates from a written batch, so that only new rows are evaluated.
 * @returns what became of each ticket's rows; empty when every row was new
 */
export const dropDuplicates = (batch: WriteBatch): readonly IngestResult[] => {
  if (!batch.fate.subarray(0, batch.count).includes(fates.duplicate)) return [];
  const results = batch.tickets.map((ticket) => {
    let duplicates = 0;
    for (let row = ticket.firstRow; row < ticket.firstRow + ticket.rowCount; row += 1) {
      if (batch.fate[row] === fates.duplicate) duplicates += 1;
    }
    return { accepted: ticket.rowCount - duplicates, duplicates, deadLetters: ticket.deadLetterCount };
  });
  let kept = 0;
  for (let row = 0; row < batch.count; row += 1) {
    if (batch.fate[row] !== fates.duplicate) moveRow(batch, row, kept++);
  }
  batch.count = kept;
  return results;
};

const moveRow = (batch: WriteBatch, from: number, to: number): void => {
  batch.datastreamId[to] = batch.datastreamId[from] ?? 0;
  batch.at[to] = batch.at[from] ?? 0;
  batch.value[to] = batch.value[from] ?? 0;
  batch.quality[to] = batch.quality[from] ?? 0;
};
