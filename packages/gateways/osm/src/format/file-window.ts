import type { FileHandle } from 'node:fs/promises';

/** A piece of a file in memory that moves along with what is asked for. */
export type FileWindow = {
  /** Good until the next call; undefined when the file ends before. */
  bytes(at: number, count: number): Promise<Buffer | undefined>;
};

/** Blobs are some ten kilobytes: one read for many of them. */
const usualBytes = 1024 * 1024;

export const createWindow = (handle: FileHandle): FileWindow => {
  let buffer = Buffer.alloc(0);
  let start = 0;

  const move = async (at: number, count: number): Promise<void> => {
    const next = Buffer.allocUnsafe(Math.max(count, usualBytes));
    let filled = 0;
    while (filled < count) {
      const { bytesRead } = await handle.read(next, filled, next.length - filled, at + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    buffer = next.subarray(0, filled);
    start = at;
  };

  return {
    bytes: async (at, count) => {
      if (at < start || at + count > start + buffer.length) await move(at, count);
      const from = at - start;
      return from + count <= buffer.length ? buffer.subarray(from, from + count) : undefined;
    },
  };
};
