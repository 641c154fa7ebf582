import type { FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { refuseOsm } from '../refusals.ts';
import { createWindow, type FileWindow } from './file-window.ts';
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
const maxHeaderBytes = 64 * 1024;
export const maxBlobBytes = 32 * 1024 * 1024;

/** Finds the blobs of a file one after the other and unpacks them. */
export const readAllBlobs = async function* (handle: FileHandle): AsyncGenerator<Blob> {
  const { size } = await handle.stat();
  if (size === 0) throw refuseOsm('osm.not-a-pbf');
  const window = createWindow(handle);
  for (let at = 0; at < size; ) {
    const place = await readFrame(window, at, size);
    yield await readBlob(window, place);
    at = place.dataAt + place.bytes;
  }
};

/** Unpacks blobs at known places. */
export const readBlobs = async function* (handle: FileHandle, places: Iterable<BlobPlace>): AsyncGenerator<Blob> {
  const window = createWindow(handle);
  for (const place of places) yield await readBlob(window, place);
};

/** The four bytes of a length, the blob's header, and where the blob itself lies. */
const readFrame = async (window: FileWindow, at: number, size: number): Promise<BlobPlace> => {
  const isFirst = at === 0;
  const fault = (): Error => (isFirst ? refuseOsm('osm.not-a-pbf') : refuseOsm('osm.damaged', { at }));
  const cutShort = (): Error => (isFirst ? fault() : refuseOsm('osm.cut-short', { at: size }));
  const headerBytes = (await window.bytes(at, 4))?.readUInt32BE();
  if (headerBytes === undefined) throw cutShort();
  if (headerBytes === 0 || headerBytes >= maxHeaderBytes) throw fault();
  const header = await window.bytes(at + 4, headerBytes);
  if (header === undefined) throw cutShort();
  const { type, bytes } = guarded(() => readHeader(header), fault);
  if (isFirst && type !== 'OSMHeader') throw fault();
  if (bytes > maxBlobBytes) throw refuseOsm('osm.blob-too-large', { at, most: maxBlobBytes });
  const dataAt = at + 4 + headerBytes;
  if (dataAt + bytes > size) throw refuseOsm('osm.cut-short', { at: size });
  return { type, at, dataAt, bytes };
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

const readBlob = async (window: FileWindow, place: BlobPlace): Promise<Blob> => {
  const { at } = place;
  const damaged = (): Error => refuseOsm('osm.damaged', { at });
  const blob = await window.bytes(place.dataAt, place.bytes);
  if (blob === undefined) throw refuseOsm('osm.cut-short', { at });
  const { raw, rawBytes = 0, zlib } = guarded(() => readPacked(blob), damaged);
  if (rawBytes > maxBlobBytes) throw refuseOsm('osm.blob-too-large', { at, most: maxBlobBytes });
  if (raw !== undefined) return { place, content: raw };
  if (zlib === undefined) throw refuseOsm('osm.unknown-compression', { at });
  const content = unpack(zlib, rawBytes, at);
  if (content.length !== rawBytes) throw damaged();
  return { place, content };
};

const unpack = (zlib: Uint8Array, rawBytes: number, at: number): Buffer => {
  try {
    // In one piece where the stated size is true.
    return inflateSync(zlib, { maxOutputLength: maxBlobBytes, chunkSize: Math.max(rawBytes, 1024) });
  } catch (cause) {
    throw cause instanceof RangeError
      ? refuseOsm('osm.blob-too-large', { at, most: maxBlobBytes })
      : refuseOsm('osm.damaged', { at });
  }
};
