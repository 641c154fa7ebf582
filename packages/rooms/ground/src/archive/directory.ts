import { gunzipSync, gzipSync } from 'node:zlib';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { firstReadBytes, headerBytes } from './header.ts';

/** Sorted entries of a directory as columns. A run of 0 tiles points to a leaf directory. */
export type Directory = {
  readonly tileIds: Float64Array;
  readonly offsets: Float64Array;
  readonly lengths: Float64Array;
  readonly runs: Float64Array;
};

/** No directory of an honest archive unpacks to more. */
const maxDirectoryBytes = 64 * 1024 * 1024;
const entriesPerLeaf = 4096;

/** Packs entries `from` … `to`. */
const packDirectory = (directory: Directory, from: number, to: number): Uint8Array => {
  const { tileIds, offsets, lengths, runs } = directory;
  const out = new ByteWriter((to - from) * 8 + 16);
  out.varint(to - from);
  let last = 0;
  for (let index = from; index < to; index += 1) {
    const id = tileIds[index] ?? 0;
    out.varint(id - last);
    last = id;
  }
  for (let index = from; index < to; index += 1) out.varint(runs[index] ?? 0);
  for (let index = from; index < to; index += 1) out.varint(lengths[index] ?? 0);
  let next = -1;
  for (let index = from; index < to; index += 1) {
    const offset = offsets[index] ?? 0;
    // 0 says: right behind the entry before.
    out.varint(offset === next ? 0 : offset + 1);
    next = offset + (lengths[index] ?? 0);
  }
  return gzipSync(out.view());
};

/** Root and leaf directories such that header and root fit the first read. */
export const packDirectories = (directory: Directory): { readonly root: Uint8Array; readonly leaves: Uint8Array } => {
  const count = directory.tileIds.length;
  const whole = packDirectory(directory, 0, count);
  if (whole.length <= firstReadBytes - headerBytes) return { root: whole, leaves: new Uint8Array(0) };
  for (let size = entriesPerLeaf; ; size *= 2) {
    const leafCount = Math.ceil(count / size);
    const root = emptyDirectory(leafCount);
    const parts: Uint8Array[] = [];
    let offset = 0;
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      const packed = packDirectory(directory, leaf * size, Math.min(count, (leaf + 1) * size));
      root.tileIds[leaf] = directory.tileIds[leaf * size] ?? 0;
      root.offsets[leaf] = offset;
      root.lengths[leaf] = packed.length;
      offset += packed.length;
      parts.push(packed);
    }
    const packedRoot = packDirectory(root, 0, leafCount);
    if (packedRoot.length <= firstReadBytes - headerBytes) return { root: packedRoot, leaves: Buffer.concat(parts) };
  }
};

export const emptyDirectory = (count: number): Directory => ({
  tileIds: new Float64Array(count),
  offsets: new Float64Array(count),
  lengths: new Float64Array(count),
  runs: new Float64Array(count),
});

/**
 * Unpacks a directory.
 * @throws Error when the bytes are no gzip, end too early, or their entries do not grow
 */
export const unpackDirectory = (packed: Uint8Array): Directory => {
  const reader = new ByteReader(gunzipSync(packed, { maxOutputLength: maxDirectoryBytes }));
  const count = reader.varint();
  // Every entry takes four bytes at least: a lying count must not ask for memory.
  if (count * 4 > reader.bytes.length) throw new RangeError('a directory promises more than it holds');
  const directory = emptyDirectory(count);
  const { tileIds, offsets, lengths, runs } = directory;
  let id = 0;
  for (let index = 0; index < count; index += 1) {
    const step = reader.varint();
    if (index > 0 && step === 0) throw new RangeError('a directory names a tile twice');
    id += step;
    tileIds[index] = id;
  }
  for (let index = 0; index < count; index += 1) runs[index] = reader.varint();
  for (let index = 0; index < count; index += 1) lengths[index] = reader.varint();
  for (let index = 0; index < count; index += 1) {
    const value = reader.varint();
    if (value === 0 && index === 0) throw new RangeError('the first entry follows nothing');
    offsets[index] = value === 0 ? (offsets[index - 1] ?? 0) + (lengths[index - 1] ?? 0) : value - 1;
  }
  return directory;
};

/** Index of the last entry that begins at or before a tile; −1 for none. */
export const findEntry = ({ tileIds }: Directory, tileId: number): number => {
  let low = 0;
  let high = tileIds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tileIds[middle] ?? 0) <= tileId) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
