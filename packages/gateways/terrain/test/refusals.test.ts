import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { languages, Refusal } from '@liandong/words';
import fc from 'fast-check';
import { openElevation, terrainRefusals } from '../src/index.ts';
import { andorra, folderFor, merewether, openBytes, tileOf, zipOf } from './terrain-files.ts';

type Code = keyof typeof terrainRefusals;
const flat = tileOf(() => 5);

const refusedAs = async (t: TestContext, name: string, bytes: Uint8Array | string, code: Code): Promise<void> => {
  await assert.rejects(openBytes(t, name, bytes), (error) => {
    assert.ok(error instanceof Refusal, error instanceof Error ? error.stack : String(error));
    assert.equal(error.code, code);
    return true;
  });
};

it('says what is wrong with a tile', async (t) => {
  await refusedAs(t, 'dem.tif', flat, 'terrain.unknown-format');
  await refusedAs(t, 'heights.hgt', flat, 'terrain.no-place');
  await refusedAs(t, 'N91E104.hgt', flat, 'terrain.no-place');
  await refusedAs(t, 'N30E104.hgt', flat.subarray(0, 1_000_000), 'terrain.wrong-size');
  await refusedAs(
    t,
    'N30E104.hgt',
    tileOf(() => -32_768),
    'terrain.nothing-known',
  );
});

it('unpacks nothing that is no tile, is more than it promised, or was changed on the way', async (t) => {
  const name = 'N30E104.hgt';
  const whole = zipOf([{ name, content: flat }]);
  const bomb = Buffer.alloc(100 * 1024 * 1024);
  await refusedAs(t, 'a.zip', zipOf([{ name, content: bomb }]), 'terrain.wrong-size');
  await refusedAs(t, 'a.zip', zipOf([{ name, content: bomb, statedBytes: flat.length }]), 'terrain.bad-archive');
  await refusedAs(t, 'a.zip', zipOf([{ name: 'readme.txt', content: flat }]), 'terrain.bad-archive');
  await refusedAs(
    t,
    'a.zip',
    zipOf(Array.from({ length: 17 }, () => ({ name, content: flat }))),
    'terrain.bad-archive',
  );
  await refusedAs(t, 'a.zip', whole.subarray(0, whole.length - 30), 'terrain.bad-archive');
  const changed = Buffer.from(whole);
  changed[60] = (changed[60] ?? 0) ^ 0xff;
  await refusedAs(t, 'a.zip', changed, 'terrain.bad-archive');
  await refusedAs(t, 'N30E104.hgt.gz', gzipSync(bomb), 'terrain.bad-archive');
});

it('says what is wrong with a grid', async (t) => {
  const head = 'ncols 2\nnrows 2\nxllcorner 104\nyllcorner 30\ncellsize 0.01\nNODATA_value -9999\n';
  await refusedAs(t, 'a.asc', `${head}1 2 3`, 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', `${head}1 2 3 4 5`, 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', `${head}1 2 3 four`, 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', '1 2 3 4', 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', head, 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', head.replace('ncols 2', 'ncols -2').concat('1'), 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', 'x'.repeat(1_000), 'terrain.bad-grid');
  await refusedAs(t, 'a.asc', `${head}-9999 -9999 -9999 -9999`, 'terrain.nothing-known');
  const huge = head.replace('ncols 2', 'ncols 90000').replace('nrows 2', 'nrows 90000').replace('0.01', '0.00001');
  await refusedAs(t, 'a.asc', `${huge}1`, 'terrain.too-large');
  await refusedAs(t, 'a.asc.gz', gzipSync(head).subarray(0, 20), 'terrain.bad-archive');
});

it('does not take metres of a projection for degrees', async (t) => {
  const local = 'ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 5\n1 2 3 4';
  await refusedAs(t, 'a.asc', local, 'terrain.projected');
});

const noGrid = existsSync(merewether) ? false : `no real data at ${merewether} (set LIANDONG_DATASETS)`;
it('refuses the real grid of Merewether, which is in metres', { skip: noGrid }, async (t) => {
  await refusedAs(t, 'topography1.asc.gz', readFileSync(merewether), 'terrain.projected');
});

it('says every refusal in three languages', () => {
  for (const { text } of Object.values(terrainRefusals)) {
    for (const language of languages) assert.ok(text[language].length > 5);
  }
});

/** Whatever the bytes: heights or a refusal of this package, and nothing else. */
const stands =
  (file: string, name: string) =>
  async (bytes: Uint8Array): Promise<void> => {
    await writeFile(file, bytes);
    try {
      const { bounds, heightM } = await openElevation(file, name);
      heightM((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
    } catch (error) {
      assert.ok(error instanceof Refusal, error instanceof Error ? error.stack : String(error));
      assert.ok(error.code in terrainRefusals, error.code);
    }
  };

const broken = (bytes: Buffer) =>
  fc
    .tuple(
      fc.oneof(fc.constant(bytes.length), fc.nat(bytes.length)),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
      fc.boolean(),
    )
    .map(([length, changes, atEnd]) => {
      const copy = Buffer.from(bytes.subarray(0, length));
      // The directory of an archive stands at its end: half of the changes go there.
      const reach = atEnd ? Math.min(copy.length, 120) : copy.length;
      for (const [place, value] of changes) if (reach > 0) copy[copy.length - 1 - (place % reach)] = value;
      return copy;
    });

it('stands any bytes under any known name', async (t) => {
  const file = join(await folderFor(t), 'upload');
  for (const name of ['N30E104.hgt', 'a.zip', 'N30E104.hgt.gz', 'a.asc', 'a.asc.gz']) {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), stands(file, name)), { numRuns: 100 });
  }
});

it('stands any change of an archive and of a grid', async (t) => {
  const file = join(await folderFor(t), 'upload');
  const zip = zipOf([{ name: 'N30E104.hgt', content: flat }]);
  const grid = Buffer.from(
    'ncols 2\nnrows 2\nxllcorner 104\nyllcorner 30\ncellsize 0.01\nNODATA_value -9999\n1 2 3 4\n',
  );
  await fc.assert(fc.asyncProperty(broken(zip), stands(file, 'a.zip')), { numRuns: 200 });
  await fc.assert(fc.asyncProperty(broken(grid), stands(file, 'a.asc')), { numRuns: 500 });
  await fc.assert(fc.asyncProperty(broken(gzipSync(grid)), stands(file, 'a.asc.gz')), { numRuns: 200 });
});

const noTile = existsSync(andorra) ? false : `no real data at ${andorra} (set LIANDONG_DATASETS)`;
it('stands cuts and flipped bytes in the real archive of Andorra', { skip: noTile }, async (t) => {
  const file = join(await folderFor(t), 'upload');
  const property = fc.asyncProperty(broken(readFileSync(andorra)), stands(file, 'N42E001.hgt.zip'));
  await fc.assert(property, { numRuns: 40 });
});
