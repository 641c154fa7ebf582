import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { PbfReader } from 'pbf';
import { refuseOsm } from '../refusals.ts';
import { endOfBytes, FormatFault, guarded } from './guard.ts';

/** A blob in the file: `at` is the byte where its frame begins, the blob itself lies at `dataAt`. */
export type BlobPlace = {
  readonly type: string;
  readonly at: number;
  readonly dataAt: number;
  readonly bytes: number;
};
export type Blob = { readonly place: BlobPlace; readonly content: Uint8Array };

/** Limits of the format (wiki.openstreetmap.org/wiki/PBF_Format, "File format"). */
export const maxHeaderBytes = 64 * 1024;
export const maxBlobBytes = 32 * 1024 * 1024;
/** Blobs that are read and inflated while the one before is looked at: what bounds the memory. */
const ahead = 2;

const inflateBytes = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

/** Finds the blobs of a file one after the other; their contents are not read. */
export const findBlobs = async function* (handle: FileHandle): AsyncGenerator<BlobPlace> {
  const { size } = await handle.stat();
  for (let at = 0; at < size; ) {
    const place = await readFrame(handle, at, size);
    yield place;
    at = place.dataAt + place.bytes;
  }
  if (size === 0) throw refuseOsm('osm.not-a-pbf');
};

/** Reads and inflates blobs in their order, a few ahead of the one that is asked for. */
export const readBlobs = async function* (
  handle: FileHandle,
  places: Iterable<BlobPlace> | AsyncIterable<BlobPlace>,
): AsyncGenerator<Blob> {
  const waiting: Promise<Blob>[] = [];
  for await (const place of places) {
    const blob = readBlob(handle, place);
    // Whoever stops early never asks for the rest: its failure is nobody's then.
    blob.catch(() => undefined);
    waiting.push(blob);
    const first = waiting.length > ahead ? waiting.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const blob of waiting) yield await blob;
};

/** The four bytes of a length, the blob's header, and where the blob itself lies. */
const readFrame = async (handle: FileHandle, at: number, size: number): Promise<BlobPlace> => {
  const isFirst = at === 0;
  const fault = (): Error => (isFirst ? refuseOsm('osm.not-a-pbf') : refuseOsm('osm.damaged', { at }));
  const lengthBytes = await readAt(handle, at, 4);
  if (lengthBytes === undefined) throw isFirst ? fault() : refuseOsm('osm.cut-short', { at: size });
  const headerBytes = lengthBytes.readUInt32BE();
  if (headerBytes === 0 || headerBytes >= maxHeaderBytes) throw fault();
  const header = await readAt(handle, at + 4, headerBytes);
  if (header === undefined) throw isFirst ? fault() : refuseOsm('osm.cut-short', { at: size });
  const { type, bytes } = guarded(() => readHeader(header), fault);
  if (isFirst && type !== 'OSMHeader') throw fault();
  if (bytes > maxBlobBytes) throw refuseOsm('osm.blob-too-large', { at, most: maxBlobBytes });
  const dataAt = at + 4 + headerBytes;
  if (dataAt + bytes > size) throw refuseOsm('osm.cut-short', { at: size });
  return { type, at, dataAt, bytes };
};

/** Undefined when the file ends before. */
const readAt = async (handle: FileHandle, at: number, bytes: number): Promise<Buffer | undefined> => {
  const buffer = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await handle.read(buffer, filled, bytes - filled, at + filled);
    if (bytesRead === 0) return undefined;
    filled += bytesRead;
  }
  return buffer;
};

/** BlobHeader { type = 1, indexdata = 2, datasize = 3 }. */
const readHeader = (header: Buffer): { type: string; bytes: number } => {
  const pbf = new PbfReader(header);
  let type = '';
  let bytes = -1;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) {
      const end = endOfBytes(pbf, header.length);
      type = header.toString('utf8', pbf.pos, end);
      pbf.pos = end;
    } else if (field === 3) bytes = pbf.readVarint();
  }
  if (type === '' || bytes < 0 || pbf.pos !== header.length) throw new FormatFault('no blob header');
  return { type, bytes };
};

type Packed = { raw?: Uint8Array; rawBytes?: number; zlib?: Uint8Array };

/** Blob { raw = 1, raw_size = 2, zlib_data = 3 }; the other members are compressions that hardly anybody writes. */
const readPacked = (blob: Buffer): Packed => {
  const pbf = new PbfReader(blob);
  const packed: Packed = {};
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 2) packed.rawBytes = pbf.readVarint();
    else if (field === 1 || field === 3) {
      const end = endOfBytes(pbf, blob.length);
      packed[field === 1 ? 'raw' : 'zlib'] = blob.subarray(pbf.pos, end);
      pbf.pos = end;
    }
  }
  if (pbf.pos !== blob.length) throw new FormatFault('the blob ends elsewhere');
  return packed;
};

const readBlob = async (handle: FileHandle, place: BlobPlace): Promise<Blob> => {
  const { at } = place;
  const damaged = (): Error => refuseOsm('osm.damaged', { at });
  const blob = await readAt(handle, place.dataAt, place.bytes);
  if (blob === undefined) throw refuseOsm('osm.cut-short', { at });
  const { raw, rawBytes = 0, zlib } = guarded(() => readPacked(blob), damaged);
  if (rawBytes > maxBlobBytes) throw refuseOsm('osm.blob-too-large', { at, most: maxBlobBytes });
  if (raw !== undefined) return { place, content: raw };
  if (zlib === undefined) throw refuseOsm('osm.unknown-compression', { at });
  const content = await inflateBytes(zlib, { maxOutputLength: maxBlobBytes }).catch((cause: unknown) => {
    const isLarge = cause instanceof RangeError;
    throw isLarge ? refuseOsm('osm.blob-too-large', { at, most: maxBlobBytes }) : damaged();
  });
  if (content.length !== rawBytes) throw damaged();
  return { place, content };
};
