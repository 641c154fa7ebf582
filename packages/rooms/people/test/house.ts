import { readFile } from 'node:fs/promises';
import { parseSecurityPolicy } from '@liandong/laws';
import { createHttpServer, type Database, type RouteAnswer } from '@liandong/platform';
import { type FakeClock, fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type NodeId, type Words } from '@liandong/words';
import { answerPeople, createPeople, type People, peopleMigrations, peopleRefusals } from '../src/index.ts';

const node = brandId<NodeId>('city');
export const everywhere = (text: string): Words => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });

/** The policy of the profile at a cost that a test can pay. */
const cheapPolicy = async () => {
  const file = new URL('../../../../profiles/cn-national/security.json', import.meta.url);
  const policy = parseSecurityPolicy(JSON.parse(await readFile(file, 'utf8')));
  return { ...policy, passwordHash: { memoryKiB: 64, passes: 1, lanes: 1 } };
};

const tree: Readonly<Record<string, readonly string[]>> = {
  C: ['C'],
  D1: ['C', 'D1'],
  D2: ['C', 'D2'],
  S1: ['C', 'D1', 'S1'],
};

type Cleanup = { after(run: () => Promise<void> | void): void };

export type House = {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly people: People;
  readonly extra: RouteAnswer[];
};

/** A city with two districts and a street, and the people room on a real database. */
export const openHouse = async (t: Cleanup, options: { readonly demonstration?: boolean } = {}): Promise<House> => {
  const clock = fakeClock();
  const database = await testDatabase(t, [peopleMigrations], { clock });
  const people = createPeople({
    database,
    clock,
    log: silentLog,
    node,
    demonstration: options.demonstration ?? true,
    policy: await cheapPolicy(),
    jurisdictionPathOf: (code) => tree[code],
  });
  return { database, clock, people, extra: [] };
};

export const password = 'quiet river 7';

/** An organisation with one post and one user who holds it. */
export const hire = async (
  { people }: House,
  loginName: string,
  jurisdictionCode: string,
  rights: Parameters<People['ensurePost']>[0]['rights'],
) => {
  const key = `office-of-${jurisdictionCode}`;
  await people.ensureOrganisation({ key, name: everywhere(key), jurisdictionCode, kind: 'centre', node });
  const post = { key: loginName, organisationKey: key, name: everywhere(loginName), jurisdictionCode, rights };
  const postId = await people.ensurePost(post);
  const user = { loginName, name: loginName.toUpperCase(), password, language: 'en' as const, postKeys: [loginName] };
  return { userId: await people.ensureUser(user), postId };
};

export const contextFrom = (ip: string): ActContext => ({
  actor: { kind: 'system', id: 'http', name: 'http' },
  node,
  exercise: false,
  ip,
});

/** The node's API over a real socket. */
export const openApi = async (t: Cleanup, house: House) => {
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    title: 'test',
    version: '0',
    answers: answerPeople(house.people),
    refusals: peopleRefusals,
    identify: house.people.identify,
    contextOf: (session, ip) =>
      session === undefined
        ? contextFrom(ip)
        : { actor: { kind: 'user', id: session.userId, name: session.name }, node, exercise: false, ip },
    checkAnswers: true,
  });
  const { port } = await server.start();
  t.after(() => server.stop());
  const call = async (method: string, path: string, body?: unknown, cookie = '') => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { readonly code?: string; readonly [key: string]: unknown };
    return { status: response.status, code: answer.code, answer, setCookie: response.headers.get('set-cookie') ?? '' };
  };
  const logIn = async (loginName: string, secret = password): Promise<string> => {
    const { setCookie } = await call('POST', '/session', { loginName, password: secret });
    return setCookie.split(';')[0] ?? '';
  };
  return { call, logIn };
};

/** All facts of one type, oldest first. */
export const factsOf = async (database: Database, type: string) => {
  const { rows } = await database.pool.query<{ object_id: string; body: Record<string, unknown>; actor: unknown }>(
    'select e.object_id, e.body, e.actor from platform.event e where e.type = $1 order by e.recorded_at, e.id',
    [type],
  );
  return rows;
};
