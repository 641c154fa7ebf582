import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it, type TestContext } from 'node:test';
import { languages, Refusal } from '@liandong/words';
import { osmRefusals } from '../src/index.ts';
import { blobOf, frame, headerOf, openBytes, pbfBytes } from './pbf-file.ts';

const map = { nodes: [{ id: 1, lon: 104, lat: 30 }], ways: [{ id: 2, refs: [1, 1], tags: { highway: 'primary' } }] };

const refusedAs = async (
  t: TestContext,
  bytes: Uint8Array,
  code: keyof typeof osmRefusals,
  data: object = {},
  maxKept = 1_000,
): Promise<void> => {
  await assert.rejects(openBytes(t, bytes, { maxKept }), (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.deepEqual([error.code, error.data], [code, data]);
    return true;
  });
};

it('says where a file was cut short', async (t) => {
  const whole = pbfBytes(map);
  for (const length of [whole.length - 1, whole.length - 30]) {
    await refusedAs(t, whole.subarray(0, length), 'osm.cut-short', { at: length });
  }
});

it('knows what is no PBF at all', async (t) => {
  const xml = '<?xml version="1.0"?><osm version="0.6"></osm>';
  for (const text of ['', 'x', xml, 'PK\u0003\u0004 some other archive', '\0\0\0\u0005hello']) {
    await refusedAs(t, Buffer.from(text), 'osm.not-a-pbf');
  }
  await refusedAs(t, frame('OSMData', blobOf(headerOf())), 'osm.not-a-pbf');
  await refusedAs(t, readFileSync(import.meta.filename), 'osm.not-a-pbf');
});

it('reads no file that needs what it does not understand', async (t) => {
  const features = ['OsmSchema-V0.6', 'HistoricalInformation'];
  await refusedAs(t, pbfBytes(map, { features }), 'osm.unknown-feature', { feature: 'HistoricalInformation' });
});

it('never takes more than the format allows, packed or unpacked', async (t) => {
  const head = frame('OSMHeader', blobOf(headerOf()));
  const most = 32 * 1024 * 1024;
  const at = head.length;
  await refusedAs(t, Buffer.concat([head, frame('OSMData', Buffer.alloc(4), most + 1)]), 'osm.blob-too-large', {
    at,
    most,
  });
  const bomb = frame('OSMData', blobOf(Buffer.alloc(most + 1)));
  await refusedAs(t, Buffer.concat([head, bomb]), 'osm.blob-too-large', { at, most });
  const lie = Buffer.from(blobOf(Buffer.alloc(most + 1)));
  // The stated size is a lie: field 2 says a few bytes.
  const lying = Buffer.concat([Buffer.from([0x10, 0x05]), lie.subarray(lie.indexOf(0x1a, 4))]);
  await refusedAs(t, Buffer.concat([head, frame('OSMData', lying)]), 'osm.blob-too-large', { at, most });
  await refusedAs(t, pbfBytes({ nodes: [...map.nodes, { id: 3, lon: 1, lat: 1 }] }), 'osm.too-much', { most: 1 }, 1);
});

it('names the damaged block, and the compression that it cannot undo', async (t) => {
  const head = frame('OSMHeader', blobOf(headerOf()));
  const at = head.length;
  const broken = blobOf(Buffer.from([0xff, 0xff, 0xff]));
  await refusedAs(t, Buffer.concat([head, frame('OSMData', broken)]), 'osm.damaged', { at });
  const lzma = Buffer.from([0x10, 0x01, 0x22, 0x01, 0x00]);
  await refusedAs(t, Buffer.concat([head, frame('OSMData', lzma)]), 'osm.unknown-compression', { at });
  await refusedAs(t, head, 'osm.empty');
});

it('passes over blobs that are meant for others', async (t) => {
  const bytes = Buffer.concat([pbfBytes(map), frame('Somebody', blobOf(Buffer.from('hello')))]);
  const { statistics } = await openBytes(t, bytes);
  assert.equal(statistics.nodes, 1);
});

it('stops when it is told to', async (t) => {
  await assert.rejects(openBytes(t, pbfBytes(map), { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
});

it('says every refusal in three languages', () => {
  for (const { text } of Object.values(osmRefusals))
    for (const language of languages) assert.ok(text[language].length > 5);
});
