import type { GroundBounds } from '@liandong/laws';

// PMTiles specification version 3, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md

/** Bytes of the header at the begin of an archive. */
export const headerBytes = 127;
/** Header and root directory together: one first read brings both. */
export const firstReadBytes = 16_384;

/** Codes of the specification. */
export const compressions = { none: 1, gzip: 2 } as const;
export const tileTypes = { vector: 1, png: 2 } as const;

/** A stretch of the file. */
export type Stretch = { readonly offset: number; readonly length: number };

export type ArchiveHeader = {
  readonly root: Stretch;
  readonly metadata: Stretch;
  readonly leaves: Stretch;
  readonly tiles: Stretch;
  readonly addressedTiles: number;
  readonly entries: number;
  readonly contents: number;
  readonly tileCompression: number;
  readonly tileType: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: GroundBounds;
  readonly centerZoom: number;
};

const magic = 'PMTiles';
const version = 3;

export const writeHeader = (header: ArchiveHeader): Uint8Array => {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt8(version, 7);
  const long = (value: number, at: number): unknown => bytes.writeBigUInt64LE(BigInt(value), at);
  [header.root, header.metadata, header.leaves, header.tiles].forEach(({ offset, length }, index) => {
    long(offset, 8 + index * 16);
    long(length, 16 + index * 16);
  });
  long(header.addressedTiles, 72);
  long(header.entries, 80);
  long(header.contents, 88);
  const isClustered = 1;
  const { tileCompression, tileType, minZoom, maxZoom } = header;
  bytes.set([isClustered, compressions.gzip, tileCompression, tileType, minZoom, maxZoom], 96);
  const [west, south, east, north] = header.bounds;
  [west, south, east, north].forEach((degrees, index) => {
    bytes.writeInt32LE(Math.round(degrees * 1e7), 102 + index * 4);
  });
  bytes.writeUInt8(header.centerZoom, 118);
  bytes.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
  bytes.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
  return bytes;
};

/**
 * Reads a header and checks it against the length of its file.
 * @throws RangeError when it is no archive of version 3 with gzip directories, or points outside its file
 */
export const readHeader = (bytes: Buffer, fileBytes: number): ArchiveHeader => {
  if (bytes.length < headerBytes) throw new RangeError('shorter than a header');
  if (bytes.toString('latin1', 0, 7) !== magic || bytes.readUInt8(7) !== version)
    throw new RangeError('not a PMTiles archive of version 3');
  if (bytes.readUInt8(97) !== compressions.gzip) throw new RangeError('directories are not gzip');
  const stretch = (at: number): Stretch => {
    const offset = Number(bytes.readBigUInt64LE(at));
    const length = Number(bytes.readBigUInt64LE(at + 8));
    if (offset + length > fileBytes) throw new RangeError('a part lies outside the file');
    return { offset, length };
  };
  const degrees = (at: number): number => bytes.readInt32LE(at) / 1e7;
  return {
    root: stretch(8),
    metadata: stretch(24),
    leaves: stretch(40),
    tiles: stretch(56),
    addressedTiles: Number(bytes.readBigUInt64LE(72)),
    entries: Number(bytes.readBigUInt64LE(80)),
    contents: Number(bytes.readBigUInt64LE(88)),
    tileCompression: bytes.readUInt8(98),
    tileType: bytes.readUInt8(99),
    minZoom: bytes.readUInt8(100),
    maxZoom: bytes.readUInt8(101),
    bounds: [degrees(102), degrees(106), degrees(110), degrees(114)],
    centerZoom: bytes.readUInt8(118),
  };
};
