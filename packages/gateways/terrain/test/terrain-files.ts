import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import type { Elevation } from '@liandong/laws';
import { openElevation } from '../src/index.ts';

type Cleanup = { after(run: () => Promise<void> | void): void };

export const folderFor = async (t: Cleanup): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'terrain-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export const openBytes = async (t: Cleanup, name: string, bytes: Uint8Array | string): Promise<Elevation> => {
  const file = join(await folderFor(t), 'upload');
  await writeFile(file, bytes);
  return openElevation(file, name);
};

const side = 1201;

/** A tile of three seconds of arc whose height is told for each row from the north and column from the west. */
export const tileOf = (height: (row: number, column: number) => number): Buffer => {
  const bytes = Buffer.alloc(side * side * 2);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) bytes.writeInt16BE(height(row, column), (row * side + column) * 2);
  }
  return bytes;
};

export type Zipped = { readonly name: string; readonly content: Buffer; readonly statedBytes?: number };

/** A zip archive; `statedBytes` lies about the size of a file. */
export const zipOf = (files: readonly Zipped[]): Buffer => {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, content, statedBytes = content.length } of files) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(content), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(statedBytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...entries, end]);
};

const root = resolve(import.meta.dirname, '../../../..');
const datasets = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data');
export const andorra = resolve(datasets, 'mountain-flood/andorra-terrain/N42E001.hgt.zip');
export const merewether = resolve(datasets, 'flood/merewether-2007/topography1.asc.gz');
