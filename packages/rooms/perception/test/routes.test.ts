import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerPerception, perceptionRefusals } from '@liandong/perception';
import { createHttpServer, type Session } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { brandId, type UserId } from '@liandong/words';
import { context, gauge, openHouse } from './house.ts';

const sessionOf = (root: string): Session => ({
  userId: brandId<UserId>('u1'),
  loginName: 'u1',
  name: 'U1',
  automatic: false,
  organisationIds: [],
  grants: [],
  expiresAt: Number.MAX_SAFE_INTEGER,
  roots: () => [root],
  may: (_right, path) => path.includes(root),
});

/** The real HTTP server in front of the room; the session token names the jurisdiction that its holder is over. */
const openDesk = async (t: Parameters<typeof openHouse>[0]) => {
  const house = await openHouse(t);
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    title: 'test',
    version: '0',
    answers: answerPerception(house.room, house.database),
    refusals: perceptionRefusals,
    identify: async (token) => (token === '' ? undefined : sessionOf(token)),
    contextOf: () => context,
    checkAnswers: true,
  });
  const { port } = await server.start();
  t.after(() => server.stop());
  const ask = async (
    method: string,
    path: string,
    options: { token?: string; root?: string; body?: string | Buffer; type?: string } = {},
  ) => {
    const headers: Record<string, string> = { 'content-type': options.type ?? 'application/json' };
    if (options.token !== undefined) headers.authorization = `Bearer ${options.token}`;
    if (options.root !== undefined) headers.cookie = `liandong_session_${port}=${options.root}`;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: options.body === undefined && method === 'GET' ? { ...headers } : headers,
      ...(options.body === undefined ? {} : { body: new Uint8Array(Buffer.from(options.body)) }),
    });
    const text = await response.text();
    return { status: response.status, json: JSON.parse(text) };
  };
  return { ...house, ask };
};

const telemetry = '/v1/devices/me/telemetry';

describe('devices by HTTP', () => {
  it('send with their credential and hear what became of it, whatever content type they name', async (t) => {
    const { ask } = await openDesk(t);
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const { status, json } = await ask('POST', telemetry, {
        token: 'token-of-G1',
        body: '{"depthCm": 4, "height": 1}',
        type,
      });
      assert.deepEqual([status, json], [200, { accepted: 1, duplicates: 0, deadLetters: 1 }]);
    }
  });

  it('are refused with a wrong credential or the wrong kind of it, and are counted', async (t) => {
    const { ask, room } = await openDesk(t);
    assert.equal((await ask('POST', telemetry, { token: 'nonsense', body: '{}' })).status, 401);
    assert.equal((await ask('POST', telemetry, { body: '{}' })).json.code, 'perception.wrong-token');
    assert.equal((await ask('POST', telemetry, { token: 'token-of-gw', body: '{}' })).status, 401);
    assert.equal((await ask('POST', '/v1/gateway/telemetry', { token: 'token-of-G1', body: '{}' })).status, 403);
    assert.equal(room.counters.byReason.get('perception.wrong-token'), 3);
  });

  it('with one megabyte hear that it is too much, and it is visible who sent it', async (t) => {
    const { ask } = await openDesk(t);
    const { status, json } = await ask('POST', telemetry, {
      token: 'token-of-G1',
      body: Buffer.alloc(1_000_000, 0x20),
    });
    assert.deepEqual([status, json.code], [413, 'perception.too-large']);
    const letters = await ask('GET', '/api/v1/ingest/dead-letters', { root: 'C' });
    assert.deepEqual([letters.json[0].code, letters.json[0].source], ['perception.too-large', 'http G1']);
    assert.equal(letters.json[0].payload.length, 2048);
    const counters = await ask('GET', '/api/v1/ingest', { root: 'C' });
    assert.deepEqual(counters.json, {
      accepted: 0,
      duplicates: 0,
      deadLetters: 1,
      byReason: { 'perception.too-large': 1 },
    });
  });

  it('send broken UTF-8 and it is kept, readable', async (t) => {
    const { ask } = await openDesk(t);
    const { status } = await ask('POST', telemetry, {
      token: 'token-of-G1',
      body: Buffer.from([0x22, 0xff, 0x00, 0x22]),
    });
    assert.equal(status, 200);
    const { json } = await ask('GET', '/api/v1/ingest/dead-letters', { root: 'C' });
    assert.equal(json[0].code, 'perception.broken-text');
  });
});

describe('desks by HTTP', () => {
  it('see terminals, values and history of their own jurisdictions only', async (t) => {
    const { ask, room, clock } = await openDesk(t);
    await room.registerTerminals([{ ...gauge('G3'), lon: 115 }], context);
    const items = [1, 2, 3].map((n) => ({ ts: clock.city() - 4000 + n * 1000, values: { depthCm: n } }));
    await ask('POST', telemetry, { token: 'token-of-G3', body: JSON.stringify(items) });
    const list = await ask('GET', '/api/v1/terminals?text=gauge', { root: 'D2' });
    assert.deepEqual(
      list.json.map((one: { code: string }) => one.code),
      ['G3'],
    );
    const [{ id, latest, state }] = list.json;
    assert.deepEqual([latest[0].value, state], [3, 'fresh']);
    const series = await ask('GET', `/api/v1/terminals/${id}/readings?characteristic=depthCm&limit=2`, { root: 'D2' });
    assert.deepEqual([series.json.value, series.json.truncated], [[2, 3], true]);
    assert.equal((await ask('GET', `/api/v1/terminals/${id}`, { root: 'D1' })).status, 404);
    assert.equal((await ask('GET', `/api/v1/terminals/${id}/readings?characteristic=no`, { root: 'D2' })).status, 404);
    assert.equal((await ask('GET', '/api/v1/terminal-types', { root: 'D2' })).json.length, 1);
  });

  it('register a terminal where they may, once, and its credential works at once', async (t) => {
    const { ask } = await openDesk(t);
    const { token: _token, ...order } = gauge('G9');
    const body = JSON.stringify(order);
    assert.equal((await ask('POST', '/api/v1/terminals', { root: 'D2', body })).status, 403);
    const { status, json } = await ask('POST', '/api/v1/terminals', { root: 'D1', body });
    assert.equal(status, 200);
    assert.equal((await ask('POST', telemetry, { token: json.token, body: '{"depthCm":1}' })).json.accepted, 1);
    assert.equal((await ask('POST', '/api/v1/terminals', { root: 'D1', body })).json.code, 'perception.code-taken');
    const renewed = await ask('POST', `/api/v1/terminals/${json.terminalId}/credential`, { root: 'D1', body: '{}' });
    assert.equal((await ask('POST', telemetry, { token: json.token, body: '{}' })).status, 401);
    assert.equal((await ask('POST', telemetry, { token: renewed.json.token, body: '{}' })).status, 200);
  });
});
