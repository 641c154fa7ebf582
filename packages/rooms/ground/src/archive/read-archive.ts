import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from '@liandong/words';
import { type Directory, findEntry, unpackDirectory } from './directory.ts';
import { type ArchiveHeader, firstReadBytes, headerBytes, readHeader, type Stretch } from './header.ts';
import { tileIdOf } from './tile-id.ts';

/** A PMTiles v3 archive open for serving. */
export type Archive = {
  readonly header: ArchiveHeader;
  /**
   * The stored bytes of a tile, undefined where there is none.
   * @throws Refusal ground.damaged when the archive contradicts itself
   */
  tile(z: number, x: number, y: number): Promise<Uint8Array | undefined>;
  /** Closes the file as soon as no tile is being read. */
  close(): Promise<void>;
};

/** Leaf directories kept unpacked; one holds 4096 tiles or more. */
const keptLeaves = 32;
/** One level is written, one more is understood: a circle of directories ends here. */
const maxLeafDepth = 2;

/**
 * Opens an archive, reads its header and root directory.
 * @throws Refusal ground.damaged
 */
export const openArchive = async (file: string): Promise<Archive> => {
  const handle = await open(file, 'r');
  try {
    const start = await clearly(file, () => readStart(handle));
    return serve(file, handle, start.header, start.root);
  } catch (cause) {
    await handle.close();
    throw cause;
  }
};

const clearly = async <T>(file: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refuse('ground.damaged', { file: path.basename(file), reason });
  }
};

const readStart = async (handle: FileHandle): Promise<{ header: ArchiveHeader; root: Directory }> => {
  const { size } = await handle.stat();
  const header = readHeader(await read(handle, { offset: 0, length: Math.min(size, headerBytes) }), size);
  if (header.root.length > firstReadBytes) throw new RangeError('the root directory is too long');
  return { header, root: unpackDirectory(await read(handle, header.root)) };
};

const read = async (handle: FileHandle, { offset, length }: Stretch): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  if (bytesRead !== length) throw new RangeError('the file ends too early');
  return bytes;
};

const serve = (file: string, handle: FileHandle, header: ArchiveHeader, root: Directory): Archive => {
  const leaves = new Map<number, Directory>();
  const idle = Promise.withResolvers<void>();
  let reading = 0;
  let closing = false;

  const leafAt = async (stretch: Stretch): Promise<Directory> => {
    const kept = leaves.get(stretch.offset);
    const leaf = kept ?? unpackDirectory(await read(handle, stretch));
    // The one used last stands last, the first is the one to forget.
    leaves.delete(stretch.offset);
    leaves.set(stretch.offset, leaf);
    const [oldest] = leaves.keys();
    if (leaves.size > keptLeaves && oldest !== undefined) leaves.delete(oldest);
    return leaf;
  };

  const find = async (tileId: number): Promise<Buffer | undefined> => {
    let entry = entryFor(root, tileId);
    for (let depth = 0; entry?.isLeaf === true; depth += 1) {
      if (depth === maxLeafDepth) throw new RangeError('directories run in a circle');
      entry = entryFor(await leafAt(inside(header.leaves, entry)), tileId);
    }
    return entry === undefined ? undefined : read(handle, inside(header.tiles, entry));
  };

  return {
    header,
    tile: async (z, x, y) => {
      if (z < header.minZoom || z > header.maxZoom || x >= 2 ** z || y >= 2 ** z) return undefined;
      if (closing) throw refuse('ground.no-such-ground', {});
      reading += 1;
      try {
        return await clearly(file, () => find(tileIdOf(z, x, y)));
      } finally {
        reading -= 1;
        if (closing && reading === 0) idle.resolve();
      }
    },
    close: async () => {
      closing = true;
      if (reading === 0) idle.resolve();
      await idle.promise;
      await handle.close();
    },
  };
};

type Entry = Stretch & { readonly isLeaf: boolean };

const entryFor = (directory: Directory, tileId: number): Entry | undefined => {
  const index = findEntry(directory, tileId);
  if (index < 0) return undefined;
  const run = directory.runs[index] ?? 0;
  if (run > 0 && tileId - (directory.tileIds[index] ?? 0) >= run) return undefined;
  return { offset: directory.offsets[index] ?? 0, length: directory.lengths[index] ?? 0, isLeaf: run === 0 };
};

const inside = (part: Stretch, { offset, length }: Stretch): Stretch => {
  if (offset + length > part.length) throw new RangeError('an entry points outside its part');
  return { offset: part.offset + offset, length };
};
