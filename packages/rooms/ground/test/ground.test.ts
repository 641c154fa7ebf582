import assert from 'node:assert/strict';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { groundRoutes } from '@liandong/contract';
import type { GroundFeature, GroundSource, RoadWay } from '@liandong/laws';
import { Bytes, type RouteAnswer } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { Refusal } from '@liandong/words';
import { answerGround, buildGround, createGround } from '../src/index.ts';
import { always, feature, filesBelow, hill, middle, sourceOf, testFolder, tileAt, way, words } from './support.ts';

const [lon, lat] = middle;

const roads: readonly RoadWay[] = Array.from({ length: 40 }, (_, row) =>
  way(
    row,
    [row, row + 1],
    [
      [lon - 0.02 + row / 1000, lat - 0.02],
      [lon - 0.019 + row / 1000, lat - 0.02],
    ],
    { name: words(`Road ${row}`) },
  ),
);

const features = function* (count: number): Generator<GroundFeature> {
  for (let index = 0; index < count; index += 1) {
    const west = lon - 0.09 + ((index * 37) % 1800) / 10_000;
    const south = lat - 0.09 + ((index * 91) % 1800) / 10_000;
    const ring = [
      [west, south],
      [west + 0.0004, south],
      [west + 0.0004, south + 0.0003],
      [west, south + 0.0003],
      [west, south],
    ] as const;
    yield feature(
      'buildings',
      { type: 'Polygon', coordinates: [ring] },
      { kind: 'building', height: 3 * (1 + (index % 30)) },
      12,
    );
  }
  for (const road of roads)
    yield feature(
      'roads',
      { type: 'LineString', coordinates: road.line },
      { kind: 'minor_road', name: road.name?.en ?? '' },
      9,
    );
};

const city = (count: number, more: Partial<GroundSource> = {}): GroundSource =>
  sourceOf({
    features: () => features(count),
    ways: () => roads,
    elevation: hill([113.9, 22.4, 114.1, 22.6], 60),
    ...more,
  });

const codeOf = async (act: () => Promise<unknown>): Promise<string> => {
  try {
    await act();
    return 'none';
  } catch (cause) {
    return cause instanceof Refusal ? cause.code : String(cause);
  }
};

describe('building a ground', () => {
  it('gives the same bytes and the same version for the same source, streamed or not', async (t) => {
    const [one, two] = [await testFolder(t), await testFolder(t)];
    const streamed = async function* () {
      yield* features(3000);
    };
    const first = await buildGround(city(3000), { directory: one, now: always(7) });
    const second = await buildGround(city(3000, { features: streamed }), { directory: two, now: always(7) });
    assert.deepEqual(second, first);
    const [files, others] = [await filesBelow(one), await filesBelow(two)];
    assert.deepEqual(
      [...files.keys()],
      ['basemap.pmtiles', 'ground.json', 'roads.bin', 'terrain.pmtiles'].map(
        (name) => `test-city/${first.view.version}/${name}`,
      ),
    );
    for (const [name, bytes] of files) assert.deepEqual(others.get(name), bytes, name);
  });

  it('replaces the earlier version of its id and leaves other ids alone', async (t) => {
    const directory = await testFolder(t);
    const first = await buildGround(city(10), { directory, now: always(1) });
    await buildGround(city(10, { id: 'other' }), { directory, now: always(1) });
    const second = await buildGround(city(11), { directory, now: always(2) });
    assert.notEqual(first.view.version, second.view.version);
    assert.deepEqual(await readdir(path.join(directory, 'test-city')), [second.view.version]);
    assert.equal((await readdir(path.join(directory, 'other'))).length, 1);
    const again = await buildGround(city(11), { directory, now: always(3) });
    assert.equal(again.view.version, second.view.version);
    assert.deepEqual(await readdir(path.join(directory, 'test-city')), [second.view.version]);
  });

  it('that is stopped at any step leaves the earlier ground as it was, and nothing half done', async (t) => {
    const directory = await testFolder(t);
    await buildGround(city(10), { directory, now: always(1) });
    const before = await filesBelow(directory);
    for (const phase of ['features', 'terrain', 'tiles', 'roads']) {
      const stop = new AbortController();
      const build = buildGround(city(5000), {
        directory,
        now: always(2),
        signal: stop.signal,
        onProgress: (now) => {
          if (now === phase) stop.abort(new Error(`stopped at ${phase}`));
        },
      });
      await assert.rejects(build, new Error(`stopped at ${phase}`));
      assert.deepEqual(await filesBelow(directory), before, phase);
    }
  });

  it('whose source fails leaves the earlier ground as it was', async (t) => {
    const directory = await testFolder(t);
    await buildGround(city(10), { directory, now: always(1) });
    const before = await filesBelow(directory);
    const failing = function* (): Generator<GroundFeature> {
      yield* features(10);
      throw new Error('the file ends here');
    };
    await assert.rejects(
      buildGround(city(0, { features: failing }), { directory, now: always(2) }),
      /the file ends here/,
    );
    assert.deepEqual(await filesBelow(directory), before);
  });

  it('tells its steps in order, and shares that grow', async (t) => {
    const told: [string, number][] = [];
    const onProgress = (phase: string, share: number) => void told.push([phase, share]);
    await buildGround(city(9000), { directory: await testFolder(t), now: always(1), onProgress });
    assert.deepEqual([...new Set(told.map(([phase]) => phase))], ['features', 'terrain', 'tiles', 'roads']);
    told.forEach(([phase, share], index) => {
      const [lastPhase, last] = told[index - 1] ?? [phase, 0];
      assert.equal(share <= 1 && (phase !== lastPhase || share >= last), true);
    });
  });

  it('refuses an id that is no name of a folder, and bounds that are none', async (t) => {
    const directory = await testFolder(t);
    for (const id of ['../up', 'a/b', '', '.', 'Ünder', `a${'-a'.repeat(60)}`])
      assert.equal(
        await codeOf(() => buildGround(city(1, { id }), { directory, now: always(1) })),
        'ground.bad-id',
        id,
      );
    for (const bounds of [
      [2, 1, 1, 2],
      [0, 0, 90, 10],
      [Number.NaN, 0, 1, 1],
      [170, 10, 190, 12],
    ] as const)
      assert.equal(
        await codeOf(() => buildGround(city(1, { bounds }), { directory, now: always(1) })),
        'ground.bad-bounds',
      );
    assert.deepEqual(await readdir(directory), []);
  });
});

describe('the room of grounds', () => {
  it('serves the tiles of what was built, newest ground first, and follows a new build', async (t) => {
    const directory = await testFolder(t);
    const room = createGround({ directory: path.join(directory, 'not-there-yet'), log: silentLog });
    await room.start();
    t.after(room.stop);
    assert.deepEqual(room.state(), { grounds: [] });
    const build = (count: number, at: number, id = 'test-city') =>
      buildGround(city(count, { id }), { directory: path.join(directory, 'not-there-yet'), now: always(at) });
    const first = await build(100, 1);
    await build(100, 2, 'other');
    await room.reload();
    assert.deepEqual(
      room.state().grounds.map(({ id }) => id),
      ['other', 'test-city'],
    );
    assert.deepEqual(room.state().grounds[1], first.view);
    const { x, y } = tileAt(13, middle);
    const address = { id: 'test-city', version: first.view.version, z: 13, x, y };
    const tile = await room.tile(address);
    assert.equal(gunzipSync(tile ?? new Uint8Array()).length > 0, true);
    assert.equal((await room.terrain({ ...address, ...tileAt(11, middle), z: 11 }))?.[1], 0x50);
    assert.equal(await room.tile({ ...address, x: 0, y: 0 }), undefined);
    const second = await build(200, 3);
    // What is open goes on serving until the room looks again.
    assert.deepEqual(await room.tile(address), tile);
    await room.reload();
    assert.equal(await codeOf(() => room.tile(address)), 'ground.no-such-ground');
    assert.equal((await room.tile({ ...address, version: second.view.version })) !== undefined, true);
    await room.remove('other');
    assert.deepEqual(await readdir(path.join(directory, 'not-there-yet')), ['test-city']);
    assert.equal(await codeOf(() => room.remove('other')), 'ground.no-such-ground');
    assert.equal(await codeOf(() => room.remove('../test-city')), 'ground.no-such-ground');
  });

  it('clears away what was half built, leaves out what is damaged and goes on', async (t) => {
    const directory = await testFolder(t);
    const whole = await buildGround(city(10), { directory, now: always(1) });
    const damaged = await buildGround(city(10, { id: 'damaged' }), { directory, now: always(1) });
    await truncate(path.join(directory, 'damaged', damaged.view.version, 'basemap.pmtiles'), 300);
    for (const folder of ['test-city/0123', 'half/4567', 'half/building.1']) {
      await mkdir(path.join(directory, folder), { recursive: true });
      await writeFile(path.join(directory, folder, 'basemap.pmtiles'), 'half');
    }
    await writeFile(path.join(directory, 'half', 'building.1', 'ground.json'), JSON.stringify(whole));
    await mkdir(path.join(directory, 'liar', 'abcd'), { recursive: true });
    await writeFile(path.join(directory, 'liar', 'abcd', 'ground.json'), '{"view":{"id":"../../etc"}}');
    const room = createGround({ directory, log: silentLog });
    await room.start();
    t.after(room.stop);
    assert.deepEqual(room.state().grounds, [whole.view]);
    assert.deepEqual(await readdir(path.join(directory, 'test-city')), [whole.view.version]);
    assert.deepEqual(await readdir(path.join(directory, 'half')), []);
    assert.equal((await readdir(path.join(directory, 'damaged'))).length, 1);
  });

  it('answers about roads of the ground that holds the places', async (t) => {
    const directory = await testFolder(t);
    await buildGround(city(1), { directory, now: always(1) });
    const room = createGround({ directory, log: silentLog });
    await room.start();
    t.after(room.stop);
    const way = await room.route([lon - 0.018, lat - 0.02], [lon + 0.01, lat - 0.0199]);
    assert.equal(Math.round(way.lengthM), 2877);
    assert.equal((await room.nearestRoad(lon, lat - 0.0201))?.name.en, 'Road 20');
    assert.equal(await room.nearestRoad(10, 50), undefined);
    assert.equal(await codeOf(() => room.route([10, 50], [10, 51])), 'ground.no-road-near');
    const names: string[] = [];
    for await (const { name } of room.roadNames()) names.push(name.en);
    assert.equal(names.length, 40);
  });
});

describe('the ground routes', () => {
  it('answer tiles as bytes that a browser keeps for ever, and 204 where nothing is', async (t) => {
    const directory = await testFolder(t);
    const { view } = await buildGround(city(100), { directory, now: always(1) });
    const room = createGround({ directory, log: silentLog });
    await room.start();
    t.after(room.stop);
    const ask = (route: unknown, request: unknown): Promise<unknown> => {
      const found = answerGround(room).find((one) => (one.route as unknown) === route);
      return found?.handle(request as Parameters<RouteAnswer['handle']>[0]) ?? Promise.reject(new Error('no route'));
    };
    const { x, y } = tileAt(12, middle);
    const params = { id: view.id, version: view.version, z: 12, x, y };
    const tile = await ask(groundRoutes.tile, { params });
    assert.ok(tile instanceof Bytes);
    assert.equal(tile.type, 'application/vnd.mapbox-vector-tile');
    assert.deepEqual(tile.headers, {
      'content-encoding': 'gzip',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"tile-test-city-${view.version}-12-${x}-${y}"`,
    });
    const terrain = await ask(groundRoutes.terrain, { params: { ...params, z: 10, ...tileAt(10, middle) } });
    assert.equal(terrain instanceof Bytes && terrain.type === 'image/png' && terrain.data.length > 500, true);
    const nothing = await ask(groundRoutes.tile, { params: { ...params, x: 1 } });
    assert.equal(
      nothing instanceof Bytes && nothing.data.length === 0 && !('content-encoding' in nothing.headers),
      true,
    );
    for (const wrong of [{ version: 'old' }, { id: '..' }, { id: 'test-city/..' }])
      assert.equal(
        await codeOf(() => ask(groundRoutes.tile, { params: { ...params, ...wrong } })),
        'ground.no-such-ground',
      );
    const query = { fromLon: lon - 0.018, fromLat: lat - 0.02, toLon: lon, toLat: lat - 0.02 };
    const way = await ask(groundRoutes.route, { query });
    assert.equal((way as { lengthM: number }).lengthM > 1800, true);
    room.setBuilding({ id: 'test-city', phase: 'tiles', share: 0.5 });
    assert.deepEqual(await ask(groundRoutes.state, {}), {
      grounds: [view],
      building: { id: 'test-city', phase: 'tiles', share: 0.5 },
    });
    assert.deepEqual(await ask(groundRoutes.remove, { params: { id: view.id } }), {
      grounds: [],
      building: { id: 'test-city', phase: 'tiles', share: 0.5 },
    });
  });
});
