import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { Refusal } from '@liandong/words';
import fc from 'fast-check';
import { readAllBlobs } from '../src/format/blobs.ts';
import { openOsmExtract, osmRefusals } from '../src/index.ts';
import { andorra, blobOf, chengdu, drain, folderFor, frame, pbfBytes } from './pbf-file.ts';

const name = { 'zh-Hans': '试', 'zh-Hant': '試', en: 'Test' };
const codes = new Set(Object.keys(osmRefusals));
const mebibyte = 1024 * 1024;

/** Whatever the bytes: a map or a refusal of this package, and nothing else. */
const stands =
  (file: string) =>
  async (bytes: Uint8Array): Promise<void> => {
    await writeFile(file, bytes);
    try {
      await drain(await openOsmExtract(file, { id: 'test', name, maxKept: 2_000_000 }));
    } catch (error) {
      assert.ok(error instanceof Refusal, error instanceof Error ? error.stack : String(error));
      assert.ok(codes.has(error.code), error.code);
    }
  };

type Change = readonly [place: number, value: number];
const changed = (bytes: Buffer, length: number, changes: readonly Change[]): Buffer => {
  const copy = Buffer.from(bytes.subarray(0, length));
  for (const [place, value] of changes) if (copy.length > 0) copy[place % copy.length] = value;
  return copy;
};
const changes = (size: number, most: number) =>
  fc.tuple(
    fc.oneof(fc.constant(size), fc.nat(size)),
    fc.array(fc.tuple(fc.nat(size), fc.nat(255)), { maxLength: most }),
  );

const survives = async (t: TestContext, bytes: Buffer, numRuns: number, most: number): Promise<void> => {
  const file = join(await folderFor(t), 'map.osm.pbf');
  const property = fc.asyncProperty(changes(bytes.length, most), ([length, list]) =>
    stands(file)(changed(bytes, length, list)),
  );
  await fc.assert(property, { numRuns });
};

/** The same file with nothing packed, so that changes reach the decoders behind the checksums of zlib. */
const unpacked = async (path: string, most: number): Promise<Buffer> => {
  await using handle = await open(path);
  const frames: Buffer[] = [];
  let bytes = 0;
  for await (const { place, content } of readAllBlobs(handle)) {
    if (bytes > most) break;
    bytes += content.length;
    frames.push(frame(place.type, blobOf(content, true)));
  }
  return Buffer.concat(frames);
};

const square = [1, 2, 3, 4].map((id) => ({ id, lon: 104 + (id % 2), lat: 30 + (id % 3), tags: { place: 'town' } }));
const small = pbfBytes(
  {
    nodes: square,
    ways: [
      { id: 5, refs: [1, 2, 3, 4, 1], tags: { building: 'yes', height: '12' } },
      { id: 6, refs: [1, 2], tags: { highway: 'motorway', name: '路' } },
      { id: 9, refs: [3, 2, 4], tags: { natural: 'coastline' } },
    ],
    relations: [
      { id: 7, tags: { type: 'multipolygon', natural: 'water' }, members: [{ way: 5, role: 'outer' }] },
      {
        id: 8,
        tags: { type: 'boundary', boundary: 'administrative', admin_level: '6' },
        members: [{ way: 6, role: '' }],
      },
    ],
  },
  { raw: true },
);

it('stands any bytes', async (t) => {
  const file = join(await folderFor(t), 'map.osm.pbf');
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), stands(file)), { numRuns: 300 });
});

it('stands any change of a small map', (t) => survives(t, small, 1_500, 6));

for (const [title, path] of [
  ['Andorra', andorra],
  ['Chengdu', chengdu],
] as const) {
  const skip = existsSync(path) ? false : `no real data at ${path} (set LIANDONG_DATASETS)`;
  it(`stands cuts and flipped bytes in the first megabyte of ${title}`, { skip }, (t) =>
    survives(t, readFileSync(path).subarray(0, mebibyte), 40, 3),
  );
  it(`stands them behind the packing of ${title} too`, { skip }, async (t) =>
    survives(t, await unpacked(path, mebibyte / 2), 150, 20),
  );
}
