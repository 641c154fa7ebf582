import { promisify } from 'node:util';
import { crc32, gunzip, inflateRaw } from 'node:zlib';
import { refuseTerrain } from './refusals.ts';
import { srtmBytes } from './srtm.ts';

// Reads zip archives itself: the checksums have to be looked at, since a changed byte would be a wrong height.

const maxTiles = 16;
const gunzipBytes = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);
const inflateBytes = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);

/** What the directory of an archive says of a file; APPNOTE.TXT 6.3.10, 4.3.12. */
type Entry = {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly at: number;
};

/**
 * The SRTM tiles in a zip archive, by name. What the directory promises is judged before a byte is unpacked: only files
 * of an SRTM tile's size, only a few; and no file may become more than it promised.
 */
export const unzipTiles = async (archive: Buffer): Promise<readonly (readonly [name: string, bytes: Buffer])[]> => {
  // macOS puts a shadow of every file into its archives.
  const entries = entriesOf(archive).filter(({ name }) => /\.hgt$/i.test(name) && !name.startsWith('__MACOSX/'));
  const odd = entries.find(({ bytes }) => !srtmBytes.has(bytes));
  if (odd !== undefined) throw refuseTerrain('terrain.wrong-size', { file: odd.name, bytes: odd.bytes });
  if (entries.length === 0 || entries.length > maxTiles) throw refuseTerrain('terrain.bad-archive');
  const tiles: (readonly [string, Buffer])[] = [];
  for (const entry of entries) tiles.push([entry.name, await unpack(archive, entry)]);
  return tiles;
};

const endBytes = 22;
const entryBytes = 46;
const localBytes = 30;
const maxComment = 0xffff;

const entriesOf = (archive: Buffer): readonly Entry[] => {
  const end = endOf(archive);
  const count = archive.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    if (at + entryBytes > archive.length || archive.readUInt32LE(at) !== 0x02014b50) {
      throw refuseTerrain('terrain.bad-archive');
    }
    const nameBytes = archive.readUInt16LE(at + 28);
    entries.push({
      name: archive.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      method: archive.readUInt16LE(at + 10),
      checksum: archive.readUInt32LE(at + 16),
      packedBytes: archive.readUInt32LE(at + 20),
      bytes: archive.readUInt32LE(at + 24),
      at: archive.readUInt32LE(at + 42),
    });
    at += entryBytes + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
};

/** The end of the directory stands at the end of the archive, before a comment. */
const endOf = (archive: Buffer): number => {
  for (let at = archive.length - endBytes; at >= Math.max(0, archive.length - endBytes - maxComment); at -= 1) {
    if (archive.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw refuseTerrain('terrain.bad-archive');
};

const unpack = async (archive: Buffer, { method, checksum, packedBytes, bytes, at }: Entry): Promise<Buffer> => {
  const bad = (): Error => refuseTerrain('terrain.bad-archive');
  if (at + localBytes > archive.length || archive.readUInt32LE(at) !== 0x04034b50) throw bad();
  const from = at + localBytes + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  if (from + packedBytes > archive.length || (method !== 0 && method !== 8)) throw bad();
  const packed = archive.subarray(from, from + packedBytes);
  const content = method === 0 ? packed : await inflateBytes(packed, { maxOutputLength: bytes }).catch(() => undefined);
  if (content === undefined || content.length !== bytes || crc32(content) !== checksum) throw bad();
  return content;
};

/** Unpacks gzip, up to a limit. */
export const ungzip = async (bytes: Uint8Array, most: number): Promise<Buffer> =>
  gunzipBytes(bytes, { maxOutputLength: most }).catch(() => {
    throw refuseTerrain('terrain.bad-archive');
  });
