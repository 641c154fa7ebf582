import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '@liandong/words';
import { readTable } from './read-table.ts';
import type { TableOrder } from './table.ts';

// Runs as a thread of its own: a table of 64 MiB takes seconds, and the node goes on meanwhile.
const answerOf = async (order: TableOrder) => {
  try {
    return { table: await readTable(order) };
  } catch (cause) {
    if (cause instanceof Refusal) return { refusal: { code: cause.code, data: cause.data } };
    throw cause;
  }
};

parentPort?.postMessage(await answerOf(workerData as TableOrder));
