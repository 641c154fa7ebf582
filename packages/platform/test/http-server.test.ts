import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { brandId, type NodeId, refuse, type UserId } from '@liandong/words';
import { Type } from 'typebox';
import { answer, createHttpServer, type RouteAnswer, type Session } from '../src/index.ts';
import { silentLog } from '../src/testing/index.ts';

const nothing = Type.Unknown();
const base = { tag: 'test', summary: 'test', params: nothing, query: nothing, body: nothing };

const session = (held: readonly string[]): Session => ({
  userId: brandId<UserId>('u1'),
  loginName: 'chen',
  name: '陈',
  automatic: false,
  organisationIds: [],
  grants: [],
  expiresAt: 0,
  roots: (right) => (held.includes(right) ? ['city'] : []),
  may: (right, path) => held.includes(right) && path.includes('city'),
});

const serve = async (t: TestContext, answers: readonly RouteAnswer[]): Promise<string> => {
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    title: 'test',
    version: '0',
    answers,
    refusals: {
      'case.version': {
        status: 409,
        text: { 'zh-Hans': '版本 {found}', 'zh-Hant': '版本 {found}', en: 'version {found}' },
      },
    },
    identify: async (token) => (token === 'clerk' ? session(['case.read']) : undefined),
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

const cookieFor = (url: string, token: string): string => `liandong_session_${new URL(url).port}=${token}`;

const readRoute = answer(
  {
    ...base,
    method: 'GET',
    path: '/cases/:id',
    access: 'case.read',
    params: Type.Object({ id: Type.Integer() }),
    response: Type.Object({ id: Type.Integer() }),
  },
  async ({ params }) => ({ id: params.id }),
);

it('refuses a stranger with 401 and somebody without the right with 403', async (t) => {
  const closeRoute = answer(
    { ...base, method: 'POST', path: '/close', access: 'case.close', response: nothing },
    async () => ({}),
  );
  const url = await serve(t, [readRoute, closeRoute]);
  assert.equal((await fetch(`${url}/cases/1`)).status, 401);
  const refused = await fetch(`${url}/close`, { method: 'POST', headers: { cookie: cookieFor(url, 'clerk') } });
  assert.equal(refused.status, 403);
  assert.equal(((await refused.json()) as { code: string }).code, 'http.no-right');
});

it('converts parameters and refuses what does not fit', async (t) => {
  const url = await serve(t, [readRoute]);
  const headers = { cookie: cookieFor(url, 'clerk') };
  assert.deepEqual(await (await fetch(`${url}/cases/7`, { headers })).json(), { id: 7 });
  assert.equal((await fetch(`${url}/cases/seven`, { headers })).status, 400);
});

it('says a refusal in three languages and hides a defect', async (t) => {
  const url = await serve(t, [
    answer({ ...base, method: 'GET', path: '/refused', access: 'public', response: nothing }, async () => {
      throw refuse('case.version', { found: 3 });
    }),
    answer({ ...base, method: 'GET', path: '/broken', access: 'public', response: nothing }, async () => {
      throw new Error('secret detail');
    }),
  ]);
  const refused = await fetch(`${url}/refused`);
  const problem = (await refused.json()) as { texts: { en: string }; data: unknown };
  assert.deepEqual([refused.status, problem.texts.en, problem.data], [409, 'version 3', { found: 3 }]);
  const broken = await fetch(`${url}/broken`);
  assert.equal(broken.status, 500);
  assert.ok(!(await broken.text()).includes('secret'));
});

it('refuses orders that come from another site', async (t) => {
  const url = await serve(t, [
    answer({ ...base, method: 'POST', path: '/order', access: 'public', response: nothing }, async () => ({})),
  ]);
  const foreign = await fetch(`${url}/order`, { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
  assert.equal(foreign.status, 403);
});

it('hands a device route its bytes as they came, broken or not', async (t) => {
  const url = await serve(t, [
    answer(
      { ...base, method: 'POST', path: '/v1/devices/me/telemetry', access: 'device', response: nothing },
      async ({ raw }) => ({ bytes: raw.length }),
    ),
  ]);
  const response = await fetch(`${url}/v1/devices/me/telemetry`, {
    method: 'POST',
    body: new Uint8Array([0x7b, 0xff, 0xfe]),
    headers: { 'content-type': 'application/json' },
  });
  assert.deepEqual(await response.json(), { bytes: 3 });
});

it('publishes OpenAPI 3.1', async (t) => {
  const url = await serve(t, [readRoute]);
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as { openapi: string; paths: object };
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(Object.keys(document.paths), ['/cases/{id}']);
});
