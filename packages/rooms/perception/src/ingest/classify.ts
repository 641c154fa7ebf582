import { readingFlags } from '@liandong/contract';
import type { LiveStream } from '../terminal.ts';
import { fates, type WriteBatch } from './reading-batch.ts';

export type StreamById = (id: number) => LiveStream | undefined;

let batchNo = 0;

/**
 * Decides each row's way before anything is written. Newer than the newest known of its datastream: it cannot be in
 * the table, so it is copied straight into its partition. As old as the newest: a duplicate. Older: late, and only
 * the table knows whether it is there, so it is staged. Hot path.
 */
export const classify = (batch: WriteBatch, streamOf: StreamById): void => {
  batchNo += 1;
  let lateSeen: Set<string> | undefined;
  for (let row = 0; row < batch.count; row += 1) {
    const at = batch.at[row] ?? 0;
    const stream = streamOf(batch.datastreamId[row] ?? 0);
    if (stream === undefined) throw new Error(`datastream ${batch.datastreamId[row]} is not known`);
    const newest = stream.batchNo === batchNo ? stream.batchNewest : stream.latestAt;
    if (at > newest) {
      batch.fate[row] = fates.fresh;
      stream.batchNo = batchNo;
      stream.batchNewest = at;
    } else if (at === newest) {
      batch.fate[row] = fates.duplicate;
    } else {
      lateSeen ??= new Set();
      batch.fate[row] = stageOnce(lateSeen, stream.id, at);
      batch.quality[row] = (batch.quality[row] ?? 0) | readingFlags.late;
    }
  }
  if (lateSeen !== undefined) dropCopiesOfFresh(batch, lateSeen);
};

const keyOf = (datastreamId: number, at: number): string => `${datastreamId}:${at}`;

const stageOnce = (seen: Set<string>, datastreamId: number, at: number): number => {
  const key = keyOf(datastreamId, at);
  if (seen.has(key)) return fates.duplicate;
  seen.add(key);
  return fates.staged;
};

/** A late row may repeat a row of this very batch that was the newest when it came. */
const dropCopiesOfFresh = (batch: WriteBatch, late: ReadonlySet<string>): void => {
  const fresh = new Set<string>();
  for (let row = 0; row < batch.count; row += 1) {
    if (batch.fate[row] !== fates.fresh) continue;
    const key = keyOf(batch.datastreamId[row] ?? 0, batch.at[row] ?? 0);
    if (late.has(key)) fresh.add(key);
  }
  for (let row = 0; fresh.size > 0 && row < batch.count; row += 1) {
    if (batch.fate[row] !== fates.staged) continue;
    if (fresh.has(keyOf(batch.datastreamId[row] ?? 0, batch.at[row] ?? 0))) batch.fate[row] = fates.duplicate;
  }
};

/** Another writer has put rows in between: let the table decide about every row. */
export const stageAll = (batch: WriteBatch): void => {
  for (let row = 0; row < batch.count; row += 1) if (batch.fate[row] === fates.fresh) batch.fate[row] = fates.staged;
};

/** Marks staged rows that were in the table already. */
export const settleStaged = (batch: WriteBatch, isNew: (datastreamId: number, at: number) => boolean): void => {
  for (let row = 0; row < batch.count; row += 1) {
    if (batch.fate[row] !== fates.staged) continue;
    if (!isNew(batch.datastreamId[row] ?? 0, batch.at[row] ?? 0)) batch.fate[row] = fates.duplicate;
  }
};

export { keyOf as readingKey };
