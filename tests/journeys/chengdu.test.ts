import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openOsmExtract } from '@liandong/gateway-osm';
import { buildGround, createGround, type Ground, type GroundManifest } from '@liandong/ground';
import type { GroundPosition } from '@liandong/laws';
import { silentLog } from '@liandong/platform/testing';
import { instant } from '@liandong/words';

// A real city comes in: the OpenStreetMap extract of Chengdu becomes tiles and a road graph on disk, and answers.

const datasets = resolve(import.meta.dirname, '../..', process.env.LIANDONG_DATASETS ?? '../shared/data');
const file = resolve(datasets, 'basemap/chengdu-osm-2018/chengdu.osm.pbf');
const skip = existsSync(file) ? false : `no real data at ${file} (set LIANDONG_DATASETS)`;

const tianfuSquare: GroundPosition = [104.0657, 30.657];
const jiuyanBridge: GroundPosition = [104.0838, 30.6417];
const shuangliuAirport: GroundPosition = [103.956, 30.578];

/** How many features a vector tile has in each layer: Tile { layers = 3 { features = 2, name = 1 } }. */
const layersOf = (tile: Buffer): ReadonlyMap<string, number> => {
  const layers = new Map<string, number>();
  for (const [field, layer] of fieldsOf(tile)) {
    if (field !== 3) continue;
    const parts = fieldsOf(layer);
    const name = parts.find(([part]) => part === 1)?.[1].toString() ?? '';
    layers.set(name, parts.filter(([part]) => part === 2).length);
  }
  return layers;
};

/** The length-delimited fields of a message. */
const fieldsOf = (message: Buffer): readonly (readonly [field: number, content: Buffer])[] => {
  const fields: (readonly [number, Buffer])[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const value = varint();
    if (key % 8 !== 2) continue;
    fields.push([key >> 3, message.subarray(at, at + value)]);
    at += value;
  }
  return fields;
};

describe('Chengdu out of OpenStreetMap', { skip }, () => {
  let directory = '';
  let manifest: GroundManifest;
  let ground: Ground;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'chengdu-'));
    const name = { 'zh-Hans': '成都', 'zh-Hant': '成都', en: 'Chengdu' };
    const source = await openOsmExtract(file, { id: 'chengdu', name });
    manifest = await buildGround(source, { directory, now: () => instant(0) });
    ground = createGround({ directory, log: silentLog });
    await ground.start();
  });
  after(async () => {
    await ground?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const tileAt = async ([lon, lat]: GroundPosition, z: number): Promise<Buffer> => {
    const { id, version } = manifest.view;
    const side = 2 ** z;
    const x = Math.floor(((lon + 180) / 360) * side);
    const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * side);
    const tile = await ground.tile({ id, version, z, x, y });
    assert.ok(tile !== undefined, `no tile ${z}/${x}/${y}`);
    return gunzipSync(tile);
  };

  it('is a ground of this node that says who drew it', () => {
    const [view] = ground.state().grounds;
    assert.deepEqual(view, manifest.view);
    assert.equal(view?.generated, false);
    assert.match(view?.attribution ?? '', /OpenStreetMap/);
    assert.ok((view?.features ?? 0) > 42_000, `${view?.features} features`);
  });

  it('has roads, buildings and the names of the centre in Chinese and English', async () => {
    const tile = await tileAt(tianfuSquare, 15);
    const layers = layersOf(tile);
    for (const layer of ['earth', 'roads', 'buildings', 'pois']) {
      assert.ok((layers.get(layer) ?? 0) > 0, `${layer}: ${[...layers]}`);
    }
    const text = tile.toString();
    for (const wanted of ['天府广场', 'Tianfu Square']) assert.ok(text.includes(wanted), wanted);
  });

  it('has its river where the bridge of nine arches crosses it', async () => {
    const layers = layersOf(await tileAt(jiuyanBridge, 14));
    assert.ok((layers.get('water') ?? 0) > 0, `${[...layers]}`);
    assert.ok((layers.get('roads') ?? 0) > 20, `${[...layers]}`);
  });

  it('shows its name and its motorways from afar', async () => {
    const tile = await tileAt(tianfuSquare, 9);
    assert.ok(tile.toString().includes('成都'));
    assert.ok((layersOf(tile).get('roads') ?? 0) > 0);
  });

  it('drives from Tianfu Square to Shuangliu airport in a plausible way', async () => {
    const { lengthM, durationS, line } = await ground.route(tianfuSquare, shuangliuAirport);
    assert.ok(lengthM > 15_000 && lengthM < 30_000, `${lengthM} m`);
    assert.ok(durationS > 12 * 60 && durationS < 60 * 60, `${durationS} s`);
    assert.ok(line.length > 50);
  });

  it('has one road graph, and knows the road at a place', async () => {
    assert.ok(manifest.roads.mainShare > 0.95, `${manifest.roads.mainShare}`);
    const road = await ground.nearestRoad(...tianfuSquare);
    assert.ok(road !== undefined);
  });
});
