import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { brandId, type NodeId } from '@liandong/words';
import { Type } from 'typebox';
import { answer, Bytes, createHttpServer, type RouteAnswer } from '../src/index.ts';
import { silentLog } from '../src/testing/index.ts';

const nothing = Type.Unknown();
const base = {
  tag: 'test',
  summary: 'test',
  access: 'public',
  params: nothing,
  query: nothing,
  body: nothing,
} as const;

const tile = answer({ ...base, method: 'GET', path: '/tile', response: nothing }, () =>
  Promise.resolve(new Bytes(Buffer.from([1, 2, 3]), 'application/octet-stream', { etag: '"v1"' })),
);
const empty = answer({ ...base, method: 'GET', path: '/empty', response: nothing }, () =>
  Promise.resolve(new Bytes(Buffer.alloc(0), 'application/octet-stream')),
);
const limit = 3 * 1024 * 1024;
const upload = answer(
  {
    ...base,
    method: 'POST',
    path: '/files',
    upload: true,
    bodyLimit: limit,
    response: Type.Object({ bytes: Type.Integer() }),
  },
  async ({ stream }) => {
    let bytes = 0;
    for await (const chunk of stream) bytes += (chunk as Buffer).length;
    return { bytes };
  },
);

const serve = async (t: TestContext, answers: readonly RouteAnswer[]): Promise<string> => {
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    title: 'test',
    version: '0',
    answers,
    refusals: {},
    identify: async () => undefined,
    contextOf: () => ({
      actor: { kind: 'system', id: 's', name: 's' },
      node: brandId<NodeId>('city'),
      exercise: false,
    }),
    checkAnswers: true,
  });
  const { port } = await server.start();
  t.after(() => server.stop());
  return `http://127.0.0.1:${port}`;
};

describe('answers that are no JSON', () => {
  it('are sent as they are, once for a browser that has them, and not at all when empty', async (t) => {
    const url = await serve(t, [tile, empty]);
    const first = await fetch(`${url}/tile`);
    assert.equal(first.headers.get('content-type'), 'application/octet-stream');
    assert.deepEqual([...new Uint8Array(await first.arrayBuffer())], [1, 2, 3]);
    const again = await fetch(`${url}/tile`, { headers: { 'if-none-match': '"v1"' } });
    assert.equal(again.status, 304);
    assert.equal((await fetch(`${url}/empty`)).status, 204);
  });
});

describe('a file that is brought', () => {
  it('comes as a stream of any type', async (t) => {
    const url = await serve(t, [upload]);
    for (const type of ['application/octet-stream', 'text/csv', 'application/json']) {
      const body = Buffer.alloc(2 * 1024 * 1024, 0x7b);
      const response = await fetch(`${url}/files`, { method: 'POST', body, headers: { 'content-type': type } });
      assert.deepEqual(await response.json(), { bytes: body.length });
    }
    const none = await fetch(`${url}/files`, { method: 'POST' });
    assert.deepEqual(await none.json(), { bytes: 0 });
  });

  it('is refused when it is longer than allowed, told or not', async (t) => {
    const url = await serve(t, [upload]);
    const told = await fetch(`${url}/files`, { method: 'POST', body: Buffer.alloc(limit + 1) }).catch(() => undefined);
    if (told !== undefined) assert.equal(told.status, 413);
    const chunks = async function* () {
      for (let sent = 0; sent <= limit; sent += 65_536) yield Buffer.alloc(65_536);
    };
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: Readable.toWeb(Readable.from(chunks())) as unknown as BodyInit,
      duplex: 'half',
    };
    const untold = await fetch(`${url}/files`, init).catch(() => undefined);
    if (untold !== undefined) assert.equal(untold.status, 413);
    const after = await fetch(`${url}/files`, { method: 'POST', body: Buffer.alloc(10) });
    assert.deepEqual(await after.json(), { bytes: 10 });
  });
});
