import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Elevation } from '@liandong/laws';
import { ungzip, unzipTiles } from './archive.ts';
import { readAsciiGrid } from './ascii-grid.ts';
import { elevationOf } from './grid.ts';
import { mosaicOf } from './mosaic.ts';
import { refuseTerrain } from './refusals.ts';
import { readSrtm } from './srtm.ts';

/** Beyond sixteen of the largest tiles, packed or not, nothing is read into memory. */
const maxFileBytes = 512 * 1024 * 1024;
const maxTileBytes = 3601 * 3601 * 2;

/**
 * Heights (高程) out of a file: SRTM `.hgt`, `.hgt.zip` (several tiles too) or `.hgt.gz`, ESRI ASCII grid `.asc` or
 * `.asc.gz` in degrees. Refuses with a code of `terrainRefusals`.
 * @param name the file's own name, which tells the format and, for SRTM, the place; `file` may be called otherwise
 */
export const openElevation = async (file: string, name: string): Promise<Elevation> => {
  const format = /\.(hgt|hgt\.zip|zip|hgt\.gz|asc|asc\.gz)$/i.exec(name)?.[1]?.toLowerCase();
  if (format === undefined) throw refuseTerrain('terrain.unknown-format', { file: name });
  if (format.startsWith('asc')) {
    return elevationOf(await readAsciiGrid(format === 'asc' ? createReadStream(file) : unpacked(file), name));
  }
  const bytes = await readWhole(file);
  if (format.endsWith('zip')) {
    const tiles = await unzipTiles(bytes);
    const elevations = tiles.map(([tile, content]) => elevationOf(readSrtm(content, tile)));
    const [only] = elevations;
    return elevations.length === 1 && only !== undefined ? only : mosaicOf(elevations);
  }
  return elevationOf(readSrtm(format === 'hgt' ? bytes : await ungzip(bytes, maxTileBytes), name));
};

const readWhole = async (file: string): Promise<Buffer> => {
  const { size } = await stat(file);
  if (size > maxFileBytes) throw refuseTerrain('terrain.too-large', { most: maxFileBytes / 2 });
  return readFile(file);
};

/** A gzip stream; what does not unpack is a bad archive, what the file system says is a defect. */
const unpacked = async function* (file: string): AsyncGenerator<Uint8Array> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  let failure: Error | undefined;
  source.on('error', (error) => {
    failure = error;
    gunzip.destroy(error);
  });
  try {
    yield* source.pipe(gunzip);
  } catch {
    throw failure ?? refuseTerrain('terrain.bad-archive');
  } finally {
    source.destroy();
  }
};
