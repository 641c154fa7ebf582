import { setImmediate } from 'node:timers/promises';

/** Items between two breaths: then a signal can arrive, and other work of the thread goes on. */
const breath = 2048;

/** Visits what a source streams, in its order. A plain iterable is not waited for, item by item. */
export const each = async <T>(
  items: Iterable<T> | AsyncIterable<T>,
  signal: AbortSignal | undefined,
  visit: (item: T) => void,
): Promise<void> => {
  let count = 0;
  const pause = async (): Promise<void> => {
    await setImmediate();
    signal?.throwIfAborted();
  };
  signal?.throwIfAborted();
  if (Symbol.iterator in items) {
    for (const item of items) {
      visit(item);
      count += 1;
      if (count % breath === 0) await pause();
    }
    return;
  }
  for await (const item of items) {
    visit(item);
    count += 1;
    if (count % breath === 0) await pause();
  }
};
