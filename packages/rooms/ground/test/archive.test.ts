import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Refusal } from '@liandong/words';
import fc from 'fast-check';
import { zxyToTileId } from 'pmtiles';
import { compressions, tileTypes } from '../src/archive/header.ts';
import { openArchive } from '../src/archive/read-archive.ts';
import { tileIdOf } from '../src/archive/tile-id.ts';
import { type ArchiveKind, createArchive } from '../src/archive/write-archive.ts';
import { readByLibrary, testFolder } from './support.ts';

type Tile = { readonly z: number; readonly x: number; readonly y: number; readonly raw: Uint8Array };

const kind: ArchiveKind = {
  tileType: tileTypes.vector,
  tileCompression: compressions.gzip,
  compress: async (raw) => gzipSync(raw),
};

const write = async (file: string, tiles: readonly Tile[]) => {
  const archive = createArchive(file, kind);
  for (const { z, x, y, raw } of tiles) await archive.add(z, x, y, raw);
  const metadata = { name: 'test', vector_layers: [] };
  return archive.finish({ minZoom: 0, maxZoom: 15, bounds: [-180, -85, 180, 85], metadata });
};

const anyTile = fc.integer({ min: 0, max: 15 }).chain((z) => {
  const place = fc.integer({ min: 0, max: 2 ** z - 1 });
  // Few contents, so that many tiles share one and runs come about.
  return fc.record({ z: fc.constant(z), x: place, y: place, raw: fc.constantFrom(...contents) });
});
const contents = [[1], [2, 2], [3, 3, 3], Array.from({ length: 3000 }, (_, at) => at % 251)].map((bytes) =>
  Uint8Array.from(bytes),
);
const anyTiles = fc.uniqueArray(anyTile, { maxLength: 200, selector: ({ z, x, y }) => `${z}/${x}/${y}` });

describe('tile numbers', () => {
  it('are those of the PMTiles library', () => {
    fc.assert(
      fc.property(anyTile, ({ z, x, y }) => {
        assert.equal(tileIdOf(z, x, y), zxyToTileId(z, x, y));
      }),
    );
  });
});

describe('an archive', () => {
  it('gives the PMTiles library and our own reader every tile back, whatever the order of writing', async (t) => {
    const folder = await testFolder(t);
    await fc.assert(
      fc.asyncProperty(anyTiles, async (tiles) => {
        const file = path.join(await mkdtemp(path.join(folder, 'a')), 'a.pmtiles');
        await write(file, tiles);
        const library = readByLibrary({ after: () => undefined }, file);
        const own = await openArchive(file);
        for (const { z, x, y, raw } of tiles) {
          const found = await library.getZxy(z, x, y);
          assert.deepEqual(found && new Uint8Array(found.data), raw);
          assert.deepEqual(await own.tile(z, x, y), gzipSync(raw));
        }
        const taken = new Set(tiles.map(({ z, x, y }) => tileIdOf(z, x, y)));
        if (!taken.has(0)) assert.equal(await own.tile(0, 0, 0), undefined);
        await own.close();
        const turned = path.join(path.dirname(file), 'b.pmtiles');
        await write(turned, tiles.toReversed());
        assert.deepEqual(await readFile(turned), await readFile(file));
      }),
      { numRuns: 40 },
    );
  });

  it('of more than 16 000 entries has leaf directories, and both readers find their tiles', async (t) => {
    const file = path.join(await testFolder(t), 'large.pmtiles');
    const tiles = Array.from({ length: 20_000 }, (_, at) => {
      const bytes = new Uint8Array(5 + (at % 7));
      new DataView(bytes.buffer).setUint32(0, at * 2_654_435_761);
      return { z: 15, x: 17 + ((at * 7919) % 30_011), y: at, raw: bytes };
    });
    const written = await write(file, tiles);
    const library = readByLibrary(t, file);
    const header = await library.getHeader();
    assert.equal((header.leafDirectoryLength ?? 0) > 0, true);
    assert.equal(header.clustered, true);
    assert.deepEqual([header.numAddressedTiles, written.tiles], [20_000, 20_000]);
    const own = await openArchive(file);
    t.after(own.close);
    for (let at = 0; at < tiles.length; at += 97) {
      const tile = tiles[at];
      if (tile === undefined) continue;
      const found = await library.getZxy(tile.z, tile.x, tile.y);
      assert.deepEqual(found && new Uint8Array(found.data), tile.raw);
      assert.deepEqual(await own.tile(tile.z, tile.x, tile.y), gzipSync(tile.raw));
    }
  });

  it('stores an endless sea once', async (t) => {
    const file = path.join(await testFolder(t), 'sea.pmtiles');
    const tiles: Tile[] = [];
    for (let x = 0; x < 64; x += 1) for (let y = 0; y < 64; y += 1) tiles.push({ z: 6, x, y, raw: Uint8Array.of(7) });
    const written = await write(file, tiles);
    assert.equal(written.bytes < 400, true);
    const header = await readByLibrary(t, file).getHeader();
    assert.deepEqual([header.numTileEntries, header.numTileContents, header.numAddressedTiles], [1, 1, 4096]);
  });
});

describe('a damaged archive', () => {
  const original = async (folder: string): Promise<Buffer> => {
    const file = path.join(folder, 'whole.pmtiles');
    const tiles = Array.from({ length: 300 }, (_, at) => ({
      z: 9,
      x: at,
      y: at,
      raw: Uint8Array.of(at % 256, at >> 8),
    }));
    await write(file, tiles);
    return readFile(file);
  };
  /** Opens and reads; anything but an answer or a clear refusal fails the test. */
  const useIt = async (file: string): Promise<string> => {
    try {
      const archive = await openArchive(file);
      try {
        for (let at = 0; at < 300; at += 1) await archive.tile(9, at, at);
      } finally {
        await archive.close();
      }
      return 'read';
    } catch (cause) {
      assert.equal(cause instanceof Refusal && cause.code, 'ground.damaged', String(cause));
      return 'refused';
    }
  };

  it('that was cut short is refused with a code', async (t) => {
    const folder = await testFolder(t);
    const bytes = await original(folder);
    const file = path.join(folder, 'short.pmtiles');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        await writeFile(file, bytes.subarray(0, length));
        assert.equal(await useIt(file), 'refused');
      }),
      { numRuns: 60 },
    );
  });

  it('with flipped bits neither crashes nor hangs', async (t) => {
    const folder = await testFolder(t);
    const bytes = await original(folder);
    const file = path.join(folder, 'flipped.pmtiles');
    const flips = fc.array(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(flips, async (bits) => {
        const broken = Buffer.from(bytes);
        for (const bit of bits) broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await writeFile(file, broken);
        await useIt(file);
      }),
      { numRuns: 200 },
    );
  });

  it('whose directories lie is refused before memory is asked for', async (t) => {
    const folder = await testFolder(t);
    const bytes = await original(folder);
    const root = gzipSync(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7f));
    const broken = Buffer.concat([bytes, root]);
    broken.writeBigUInt64LE(BigInt(bytes.length), 8);
    broken.writeBigUInt64LE(BigInt(root.length), 16);
    const file = path.join(folder, 'lie.pmtiles');
    await writeFile(file, broken);
    assert.equal(await useIt(file), 'refused');
    await rm(file);
  });
});
