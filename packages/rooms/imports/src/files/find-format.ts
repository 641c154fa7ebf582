import { open } from 'node:fs/promises';
import type { ImportFormat } from '@liandong/contract';
import { refuse } from '@liandong/words';

const miB = 1024 * 1024;

/** The largest file of each format, in bytes. */
export const formatLimits: Readonly<Record<ImportFormat, number>> = {
  csv: 64 * miB,
  xlsx: 64 * miB,
  json: 64 * miB,
  geojson: 256 * miB,
  'osm-pbf': 2048 * miB,
  elevation: 2048 * miB,
};

const byEnding: readonly (readonly [ending: RegExp, format: ImportFormat])[] = [
  [/\.(csv|tsv|txt)(\.gz)?$/, 'csv'],
  [/\.xlsx$/, 'xlsx'],
  [/\.geojson(\.gz)?$/, 'geojson'],
  [/\.json(\.gz)?$/, 'json'],
  [/\.pbf$/, 'osm-pbf'],
  [/\.(hgt|hgt\.zip|asc|asc\.gz)$/, 'elevation'],
];

/**
 * What the name promises; it decides how large the file may become.
 * @throws Refusal `import.unknown-format`, `import.old-spreadsheet`
 */
export const formatByName = (name: string): ImportFormat => {
  const lower = name.toLowerCase();
  if (/\.(xls|xlsm|xlsb|et|ods)$/.test(lower)) throw refuse('import.old-spreadsheet', { name });
  const format = byEnding.find(([ending]) => ending.test(lower))?.[1];
  if (format === undefined) throw refuse('import.unknown-format', { name });
  return format;
};

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
const gzipMagic = [0x1f, 0x8b];
const oldOfficeMagic = [0xd0, 0xcf, 0x11, 0xe0];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** Control bytes that no text has; UTF-16 has zeros, which say nothing here. */
const isBinary = (bytes: Uint8Array): boolean =>
  bytes.some((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 27) || (byte > 27 && byte < 32));

const firstSign = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .slice(0, 1);

const looksLike: Readonly<Record<ImportFormat, (head: Buffer) => boolean>> = {
  xlsx: (head) => startsWith(head, zipMagic),
  csv: (head) => startsWith(head, gzipMagic) || (!startsWith(head, zipMagic) && !isBinary(head)),
  geojson: (head) => startsWith(head, gzipMagic) || ['{', '['].includes(firstSign(head)),
  json: (head) => startsWith(head, gzipMagic) || ['{', '['].includes(firstSign(head)),
  'osm-pbf': (head) => head.subarray(0, 32).includes('OSMHeader'),
  // Heights are bare numbers without any mark; the reader of terrain judges them by their count.
  elevation: (head) => head.length > 0,
};

/**
 * Holds the first bytes of a file against what its name promises.
 * @param head the first bytes, some thousands of them
 * @throws Refusal `import.not-what-it-says`, `import.old-spreadsheet`, `import.empty-file`
 */
export const checkFormat = (head: Buffer, format: ImportFormat, name: string): ImportFormat => {
  if (head.length === 0) throw refuse('import.empty-file', { name });
  if (startsWith(head, oldOfficeMagic)) throw refuse('import.old-spreadsheet', { name });
  if (!looksLike[format](head)) throw refuse('import.not-what-it-says', { name, format });
  return format === 'json' && head.includes('"FeatureCollection"') ? 'geojson' : format;
};

const tailBytes = 4 * miB;

/** Whether a zip file has a member of this name, by its directory at the end. */
export const hasZipMember = async (path: string, member: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tailBytes);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.includes(member);
  } finally {
    await file.close();
  }
};
