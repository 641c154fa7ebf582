import { Worker } from 'node:worker_threads';
import { minuteMs, Refusal, refuse } from '@liandong/words';
import type { Table, TableOrder } from './table.ts';

type Answer =
  | { readonly table: Table }
  | { readonly refusal: { readonly code: string; readonly data: Refusal['data'] } };

/** What the thread may use: a file that wants more than that is no table of things of a city. */
const heapMiB = 3072;
const limitMs = 3 * minuteMs;

/**
 * Reads a table in a thread of its own, which is ended when it takes too much memory or time.
 * @throws Refusal as `readTable`, `import.too-complex`
 */
export const readInThread = async (order: TableOrder): Promise<Table> => {
  const worker = new Worker(new URL('./table-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: heapMiB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => reject(refuse('import.too-complex')), limitMs);
  worker.once('message', resolve);
  worker.once('error', (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
    reject(isMemory ? refuse('import.too-complex') : error);
  });
  worker.once('exit', () => reject(new Error('the thread that read a table ended without an answer')));
  try {
    const answer = await promise;
    if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.data);
    return answer.table;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};
