import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { GroundBounds } from '@liandong/laws';
import { type Directory, emptyDirectory, packDirectories } from './directory.ts';
import { headerBytes, writeHeader } from './header.ts';
import { tileIdOf } from './tile-id.ts';

export type ArchiveKind = {
  readonly tileType: number;
  readonly tileCompression: number;
  /** Turns a raw tile into the bytes that are stored and served; runs beside the caller. */
  readonly compress: (raw: Uint8Array) => Promise<Uint8Array>;
};

export type ArchiveFacts = {
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: GroundBounds;
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** What an archive holds now that it is written. */
export type WrittenArchive = { readonly tiles: number; readonly bytes: number; readonly sha256: string };

/** A PMTiles archive that is being written: tiles in any order, each at most once. */
export type ArchiveWriter = {
  /** Takes a tile; the bytes are the writer's from now on. Await it: it waits while too many are being compressed. */
  add(z: number, x: number, y: number, raw: Uint8Array): Promise<void>;
  finish(facts: ArchiveFacts): Promise<WrittenArchive>;
  /** Closes and removes everything. */
  abandon(): Promise<void>;
};

/** So many tiles are compressed at the same time: enough for all threads, few enough for the memory. */
const atOnce = 8;

/**
 * Opens a writer of a clustered PMTiles v3 archive. Tiles with the same content are stored once; the file depends on
 * the tiles alone, not on the order or the time in which they came.
 */
export const createArchive = (path: string, kind: ArchiveKind): ArchiveWriter => {
  const heapPath = `${path}.tiles`;
  const heap = openSync(heapPath, 'w+');
  const tileIds: number[] = [];
  const tileBlobs: number[] = [];
  const known = new Map<string, number>();
  const blobs = { offsets: [] as number[], lengths: [] as number[] };
  const running = new Set<Promise<void>>();
  let heapBytes = 0;
  let failure: unknown;

  const store = async (blob: number, raw: Uint8Array): Promise<void> => {
    try {
      const bytes = await kind.compress(raw);
      blobs.offsets[blob] = heapBytes;
      blobs.lengths[blob] = bytes.length;
      heapBytes += bytes.length;
      writeAll(heap, bytes, heapBytes - bytes.length);
    } catch (cause) {
      failure ??= cause;
    }
  };

  const settle = async (most: number): Promise<void> => {
    while (running.size > most) await Promise.race(running);
    if (failure !== undefined) throw new Error(`writing ${path}`, { cause: failure });
  };

  return {
    add: async (z, x, y, raw) => {
      const key = hash('md5', raw, 'binary');
      let blob = known.get(key);
      if (blob === undefined) {
        blob = known.size;
        known.set(key, blob);
        blobs.offsets.push(0);
        blobs.lengths.push(0);
        const job = store(blob, raw).then(() => void running.delete(job));
        running.add(job);
      }
      tileIds.push(tileIdOf(z, x, y));
      tileBlobs.push(blob);
      if (running.size >= atOnce) await settle(atOnce - 1);
    },
    finish: async (facts) => {
      await settle(0);
      const written = writeFile(path, kind, facts, { heap, tileIds, tileBlobs, ...blobs });
      closeSync(heap);
      await rm(heapPath);
      return written;
    },
    abandon: async () => {
      await Promise.all(running);
      closeSync(heap);
      await rm(heapPath, { force: true });
      await rm(path, { force: true });
    },
  };
};

type Heap = {
  readonly heap: number;
  readonly tileIds: readonly number[];
  readonly tileBlobs: readonly number[];
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
};

type Layout = {
  readonly directory: Directory;
  /** Blobs in the order in which they stand in the file. */
  readonly blobs: readonly number[];
  readonly bytes: number;
};

/** Puts tiles in the order of their ids, so that the archive is clustered, and joins runs of equal neighbours. */
const layOut = ({ tileIds, tileBlobs, lengths }: Heap): Layout => {
  const order = Uint32Array.from(tileIds.keys()).sort((a, b) => (tileIds[a] ?? 0) - (tileIds[b] ?? 0));
  const whole = emptyDirectory(order.length);
  const placed = new Map<number, number>();
  const blobs: number[] = [];
  let bytes = 0;
  let count = 0;
  let lastBlob = -1;
  let expected = -1;
  for (const index of order) {
    const id = tileIds[index] ?? 0;
    const blob = tileBlobs[index] ?? 0;
    if (blob === lastBlob && id === expected) {
      whole.runs[count - 1] = (whole.runs[count - 1] ?? 0) + 1;
    } else {
      let offset = placed.get(blob);
      if (offset === undefined) {
        offset = bytes;
        placed.set(blob, offset);
        blobs.push(blob);
        bytes += lengths[blob] ?? 0;
      }
      whole.tileIds[count] = id;
      whole.offsets[count] = offset;
      whole.lengths[count] = lengths[blob] ?? 0;
      whole.runs[count] = 1;
      count += 1;
    }
    lastBlob = blob;
    expected = id + 1;
  }
  const directory: Directory = {
    tileIds: whole.tileIds.subarray(0, count),
    offsets: whole.offsets.subarray(0, count),
    lengths: whole.lengths.subarray(0, count),
    runs: whole.runs.subarray(0, count),
  };
  return { directory, blobs, bytes };
};

const writeFile = (path: string, kind: ArchiveKind, facts: ArchiveFacts, heap: Heap): WrittenArchive => {
  const { directory, blobs, bytes } = layOut(heap);
  const { root, leaves } = packDirectories(directory);
  const metadata = gzipSync(JSON.stringify(facts.metadata));
  const rootAt = headerBytes;
  const metadataAt = rootAt + root.length;
  const leavesAt = metadataAt + metadata.length;
  const tilesAt = leavesAt + leaves.length;
  const header = writeHeader({
    root: { offset: rootAt, length: root.length },
    metadata: { offset: metadataAt, length: metadata.length },
    leaves: { offset: leavesAt, length: leaves.length },
    tiles: { offset: tilesAt, length: bytes },
    addressedTiles: heap.tileIds.length,
    entries: directory.tileIds.length,
    contents: blobs.length,
    tileCompression: kind.tileCompression,
    tileType: kind.tileType,
    minZoom: facts.minZoom,
    maxZoom: facts.maxZoom,
    bounds: facts.bounds,
    centerZoom: Math.min(facts.maxZoom, Math.max(facts.minZoom, 11)),
  });
  const digest = createHash('sha256');
  const file = openSync(path, 'w');
  try {
    let at = 0;
    const put = (part: Uint8Array): void => {
      writeAll(file, part, at);
      digest.update(part);
      at += part.length;
    };
    put(Buffer.concat([header, root, metadata, leaves]));
    for (const part of readBlobs(heap, blobs)) put(part);
    return { tiles: heap.tileIds.length, bytes: at, sha256: digest.digest('hex') };
  } finally {
    closeSync(file);
  }
};

/** The blobs one behind the other, in parts of about a megabyte; a part is good until the next one. */
function* readBlobs({ heap, offsets, lengths }: Heap, blobs: readonly number[]): Generator<Uint8Array> {
  let buffer = Buffer.alloc(1024 * 1024);
  let filled = 0;
  for (const blob of blobs) {
    const length = lengths[blob] ?? 0;
    if (filled + length > buffer.length) {
      yield buffer.subarray(0, filled);
      filled = 0;
      if (length > buffer.length) buffer = Buffer.alloc(length);
    }
    readSync(heap, buffer, filled, length, offsets[blob] ?? 0);
    filled += length;
  }
  yield buffer.subarray(0, filled);
}

const writeAll = (file: number, bytes: Uint8Array, position: number): void => {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, position + done);
};
