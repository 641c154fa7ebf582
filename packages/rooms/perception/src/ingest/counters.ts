import type { WriteBatch } from './reading-batch.ts';

/** What came in since start. */
export type Counters = {
  accepted: number;
  duplicates: number;
  deadLetters: number;
  readonly byReason: Map<string, number>;
};

export const newCounters = (): Counters => ({ accepted: 0, duplicates: 0, deadLetters: 0, byReason: new Map() });

export const countReason = (counters: Counters, code: string, count = 1): void => {
  counters.byReason.set(code, (counters.byReason.get(code) ?? 0) + count);
};

/** Counts a batch that has become durable. */
export const countBatch = (counters: Counters, batch: WriteBatch, accepted: number): void => {
  counters.accepted += accepted;
  counters.duplicates += batch.count - accepted;
  for (const { code, count } of batch.deadLetters) {
    counters.deadLetters += count;
    countReason(counters, code, count);
  }
};
