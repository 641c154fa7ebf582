import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AssetKind, AssetOrder } from '@liandong/contract';
import { createHttpServer, type Session } from '@liandong/platform';
import { fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type NodeId, Refusal, type UserId, type Words } from '@liandong/words';
import fc from 'fast-check';
import {
  answerAssets,
  assetCodeOf,
  assetRefusals,
  assetsMigrations,
  createAssets,
  parseAssetKinds,
  pointOf,
  readGeometry,
} from '../src/index.ts';

const words = (hans: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hans, en });
const kinds: readonly AssetKind[] = [
  { code: 'park', name: words('公园', 'Park'), icon: 'park' },
  { code: 'pumpStation', name: words('泵站', 'Pump station'), icon: 'pump' },
];
const context: ActContext = {
  actor: { kind: 'user', id: 'u1', name: 'U1' },
  node: brandId<NodeId>('city'),
  exercise: false,
};

type Cleanup = { after(run: () => Promise<void> | void): void };

/** Two districts; everything west of 114 degrees belongs to the first, nothing lies east of 120. GCJ-02 is 0.005° east. */
const openRoom = async (t: Cleanup) => {
  const database = await testDatabase(t, [assetsMigrations], { clock: fakeClock() });
  const room = createAssets({
    ...{ database, kinds },
    places: {
      toWgs84: (lon, lat, datum) => ({ lon: datum === 'GCJ-02' ? lon - 0.005 : lon, lat }),
      jurisdictionPathOf: (code) => (['D1', 'D2'].includes(code) ? ['C', code] : undefined),
      jurisdictionAt: (lon) => (lon > 120 ? undefined : lon < 114 ? 'D1' : 'D2'),
    },
  });
  const facts = async (type: string) => {
    const { rows } = await database.pool.query<{ body: { ids: string[]; codes: string[] } }>(
      'select e.body from platform.event e where e.type = $1',
      [type],
    );
    return rows.map((row) => row.body);
  };
  return { database, room, facts };
};

const park = (code: string, rest: Partial<AssetOrder> = {}): AssetOrder => ({
  ...{ code, kind: '公园', name: `Park ${code}`, lon: 113.9, lat: 22.5, datum: 'WGS-84' },
  ...rest,
});

const square = [
  [113.9, 22.5],
  [113.92, 22.5],
  [113.92, 22.52],
  [113.9, 22.52],
  [113.9, 22.5],
];

describe('assets', () => {
  it('are taken once, changed when the source changes, and refused one by one with a reason', async (t) => {
    const { room, facts } = await openRoom(t);
    const orders = [
      park('P1', { geometry: { type: 'Polygon', coordinates: [square] }, areaM2: 5, more: { 等级: '市级', 空: '' } }),
      park('P2', { kind: 'castle' }),
      park('P3', { lon: 121 }),
      park('P1'),
      park('P4', { jurisdictionCode: 'D9' }),
      park('P5', { geometry: { type: 'Polygon', coordinates: [['x']] } }),
      park('P6', { name: ' ' }),
    ];
    const first = await room.ensureAssets(context, orders);
    assert.deepEqual(
      first.refused.map((one) => [one.index, one.refusal.code]),
      [
        [1, 'asset.unknown-kind'],
        [2, 'asset.outside-city'],
        [3, 'asset.duplicate-code'],
        [4, 'asset.unknown-jurisdiction'],
        [5, 'asset.bad-geometry'],
        [6, 'asset.malformed'],
      ],
    );
    assert.deepEqual([first.taken, first.changed, first.unchanged], [1, 0, 0]);
    const again = await room.ensureAssets(context, orders);
    assert.deepEqual([again.taken, again.changed, again.unchanged], [0, 0, 1]);
    const moved = await room.ensureAssets(context, [{ ...park('P1'), datum: 'GCJ-02' }]);
    assert.deepEqual([moved.changed, moved.changes[0]?.before?.source_datum], [1, 'WGS-84']);
    const [one] = await room.list(['C']);
    assert.deepEqual([one?.kind, one?.place.lon.toFixed(3), one?.sourceDatum], ['park', '113.895', 'GCJ-02']);
    assert.deepEqual(
      (await facts('AssetsChanged')).map((fact) => fact.codes),
      [['P1'], ['P1']],
    );
  });

  it('are taken back where they still are as they were left', async (t) => {
    const { room, facts } = await openRoom(t);
    const kept: number[] = [];
    const options = { may: () => true, keep: async () => void kept.push(1) };
    const first = await room.ensureAssets(context, [park('P1'), park('P2'), park('P3')], options);
    const second = await room.ensureAssets(
      context,
      [park('P2', { name: 'New' }), park('P3', { name: 'New' })],
      options,
    );
    await room.ensureAssets(context, [park('P3', { name: 'Newest' })], options);
    const undoOf = ({ changes }: typeof first) =>
      changes.map(({ before, after }) => ({ code: after.code, before, after }));
    const undone = await room.undoAssets(context, undoOf(second), options);
    assert.deepEqual([undone.undone, undone.left], [[0], [{ index: 1, why: 'changed-since' }]]);
    assert.deepEqual(
      (await room.list(['C'])).map((one) => one.name),
      ['Park P1', 'Park P2', 'Newest'],
    );
    const other = await room.undoAssets(context, undoOf(first), { ...options, may: () => false });
    assert.deepEqual(
      other.left.map((one) => one.why),
      ['not-yours', 'not-yours', 'changed-since'],
    );
    await room.undoAssets(context, undoOf(first), options);
    assert.deepEqual(
      (await room.list(['C'])).map((one) => one.code),
      ['P3'],
    );
    assert.deepEqual((await facts('AssetsRemoved'))[0]?.codes, ['P1', 'P2']);
    assert.equal(kept.length, 6);
  });

  it('are put only where the orderer may, and a failing keeper leaves nothing', async (t) => {
    const { room, facts } = await openRoom(t);
    const options = { may: (path: readonly string[]) => path.includes('D1') };
    const report = await room.ensureAssets(context, [park('P1'), park('P2', { lon: 114.5 })], options);
    assert.deepEqual([report.taken, report.refused[0]?.refusal.code], [1, 'asset.not-your-jurisdiction']);
    const keep = () => Promise.reject(new Error('no'));
    await assert.rejects(room.ensureAssets(context, [park('P3')], { keep }));
    assert.deepEqual([(await room.list(['C'])).length, (await facts('AssetsChanged')).length], [1, 1]);
    assert.equal((await room.ensureAssets(context, [park('P4')], { dryRun: true })).taken, 1);
    assert.equal((await room.list(['C'])).length, 1);
  });

  it('ten thousand of them are taken in a second or so, and found by box and kind', async (t) => {
    const { room } = await openRoom(t);
    const orders = Array.from({ length: 10_000 }, (_, n) =>
      park(`P${n}`, {
        lon: 113 + (n % 100) / 100,
        lat: 22 + Math.floor(n / 100) / 100,
        kind: n % 2 === 0 ? 'park' : 'pumpStation',
      }),
    );
    const start = performance.now();
    const { taken } = await room.ensureAssets(context, orders);
    const ms = Math.round(performance.now() - start);
    t.diagnostic(`10 000 assets in ${ms} ms`);
    assert.equal(taken, 10_000);
    assert.ok(ms < 6000);
    const box = [113.005, 22.005, 113.105, 22.105] as const;
    const here = await room.list(['D1'], { box, kind: 'park' });
    assert.equal(here.length, 50);
    assert.deepEqual(await room.list(['D2'], { box }), []);
  });
});

describe('assets by HTTP', () => {
  it('are seen in the reader’s own jurisdictions only, outlines when asked for', async (t) => {
    const { room } = await openRoom(t);
    await room.ensureAssets(context, [
      park('P1', { geometry: { type: 'Polygon', coordinates: [square] } }),
      park('P2', { lon: 115 }),
    ]);
    const sessionOf = (root: string): Session => ({
      ...{ userId: brandId<UserId>('u1'), loginName: 'u1', name: 'U1', automatic: false },
      ...{ organisationIds: [], grants: [], expiresAt: Number.MAX_SAFE_INTEGER },
      roots: () => [root],
      may: (_right, path) => path.includes(root),
    });
    const server = createHttpServer({
      ...{ host: '127.0.0.1', port: 0, log: silentLog, title: 'test', version: '0', refusals: assetRefusals },
      answers: answerAssets(room),
      identify: async (token) => (token === '' ? undefined : sessionOf(token)),
      contextOf: () => context,
      checkAnswers: true,
    });
    const { port } = await server.start();
    t.after(() => server.stop());
    const ask = async (below: string, root = 'C') => {
      const headers = { cookie: `liandong_session_${port}=${root}` };
      return (await fetch(`http://127.0.0.1:${port}/api/v1/assets${below}`, { headers })).json();
    };
    assert.equal((await ask('')).length, 2);
    const [one] = await ask('', 'D1');
    assert.deepEqual([one.code, one.geometry], ['P1', undefined]);
    assert.equal((await ask('?geometry=true&bbox=113,22,114,23'))[0].geometry.type, 'Polygon');
    assert.equal((await ask(`/${one.id}`)).geometry.type, 'Polygon');
    assert.equal((await ask(`/${one.id}`, 'D2')).code, 'asset.unknown');
    assert.equal((await ask('/x')).code, 'asset.unknown');
    assert.equal((await ask('?bbox=1,2,3')).code, 'asset.bad-box');
    assert.deepEqual(
      (await ask('/kinds', 'D1')).map((kind: { code: string; count: number }) => [kind.code, kind.count]),
      [
        ['park', 1],
        ['pumpStation', 0],
      ],
    );
  });
});

describe('an asset without a code', () => {
  it('gets the same one at every repeat, and another one at another place', () => {
    const said = { kind: 'park', name: '儿童公园', address: '无', lon: 113.93, lat: 22.53 };
    assert.equal(assetCodeOf(said), assetCodeOf({ ...said }));
    assert.notEqual(assetCodeOf(said), assetCodeOf({ ...said, lon: 113.94 }));
    assert.notEqual(assetCodeOf(said), assetCodeOf({ ...said, kind: 'square' }));
  });
});

describe('a geometry', () => {
  it('of an area has its point inside, also around a hole or in a bay', () => {
    const ring = (west: number, east: number) => [
      [west, 0],
      [east, 0],
      [east, 2],
      [west, 2],
      [west, 0],
    ];
    const holed = readGeometry({ type: 'Polygon', coordinates: [ring(0, 10), ring(4, 6)] }, (at) => at);
    const { lon } = pointOf(holed);
    assert.ok((lon > 0 && lon < 4) || (lon > 6 && lon < 10));
    const parts = readGeometry({ type: 'MultiPolygon', coordinates: [[ring(0, 1)], [ring(20, 30)]] }, (at) => at);
    assert.ok(pointOf(parts).lon > 20);
  });

  it('of whatever shape is read or refused, nothing else', () => {
    const coordinates = fc.letrec((tie) => ({
      part: fc.oneof(
        { maxDepth: 5 },
        fc.double(),
        fc.constant(null),
        fc.string(),
        fc.array(tie('part'), { maxLength: 4 }),
      ),
    })).part;
    const type = fc.constantFrom(
      'Point',
      'Polygon',
      'MultiPolygon',
      'LineString',
      'MultiPoint',
      'GeometryCollection',
      'x',
      7,
    );
    fc.assert(
      fc.property(fc.oneof(fc.record({ type, coordinates }), fc.anything()), (geometry) => {
        try {
          const { lon, lat } = pointOf(readGeometry(geometry, (at) => at));
          assert.ok(typeof lon === 'number' && typeof lat === 'number');
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the kinds of a profile', () => {
  it('are read, and a broken list is not', () => {
    assert.equal(parseAssetKinds({ kinds })[0]?.code, 'park');
    for (const bad of [null, {}, { kinds: [] }, { kinds: [{ code: 'x' }] }]) assert.throws(() => parseAssetKinds(bad));
  });
});

describe('the kind that somebody means', () => {
  it('is found by code, by name and by what a Chinese word ends with', async (t) => {
    const { room } = await openRoom(t);
    const find = (text: string) => room.findKind(text)?.code;
    assert.deepEqual(['park', 'Park', '公园', '社区公园', 'pump station', '雨水泵站'].map(find), [
      ...['park', 'park', 'park', 'park', 'pumpStation', 'pumpStation'],
    ]);
    assert.deepEqual(['公园路', 'parking', ''].map(find), [undefined, undefined, undefined]);
  });
});
