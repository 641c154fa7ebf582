import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ImportView } from '@liandong/contract';
import { createHttpServer, type Database, type Session } from '@liandong/platform';
import { type FakeClock, fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type Json, type NodeId, refuse, type UserId, type Words } from '@liandong/words';
import {
  answerImports,
  createImports,
  type GroundImport,
  type ImportOutcome,
  type ImportRow,
  type ImportTarget,
  importRefusals,
  importsMigrations,
  placeHints,
  type RowChange,
  type RowRefusal,
} from '../src/index.ts';

const words = (en: string): Words => ({ 'zh-Hans': en, 'zh-Hant': en, en });
const field = (key: string, kind: 'text' | 'number', hints: readonly string[], required = false) => ({
  ...{ key, kind, required, name: words(key) },
  hints: [...hints],
});

/** Things with a code, a name and a place in a table of their own: the smallest room that takes rows. */
const thingsTarget = (database: Database): ImportTarget => {
  const known = async () => {
    const { rows } = await database.pool.query<{ code: string; value: Json }>(
      'select t.code, t.value from public.thing t',
    );
    return new Map(rows.map((row) => [row.code, row.value]));
  };
  const judge = async (rows: readonly ImportRow[]): Promise<ImportOutcome> => {
    const before = await known();
    const changes: RowChange[] = [];
    const refused: RowRefusal[] = [];
    for (const { row, values } of rows) {
      const [key, after] = [
        String(values.code),
        { name: String(values.name), lon: Number(values.lon), lat: Number(values.lat) },
      ];
      if (Math.abs(after.lon) > 180) refused.push({ row, key, refusal: refuse('test.no-place', { lon: after.lon }) });
      else if (JSON.stringify(before.get(key)) !== JSON.stringify(after))
        changes.push({ row, key, before: before.get(key) ?? null, after });
    }
    const taken = changes.filter((one) => one.before === null).length;
    return {
      ...{ taken, changed: changes.length - taken, refused, changes },
      unchanged: rows.length - changes.length - refused.length,
      preview: rows.map(({ row, values }) => ({
        ...{ row, label: String(values.name), outcome: 'taken' as const },
        geometry: { type: 'Point', coordinates: [values.lon, values.lat] },
      })),
    };
  };
  return {
    ...{
      id: 'assets',
      name: words('Things'),
      right: 'asset.manage',
      needsDatum: true,
      settings: [field('kind', 'text', [])],
    },
    formats: ['csv', 'xlsx', 'json', 'geojson'],
    fields: [
      field('code', 'text', ['设备编号', '编号'], true),
      field('name', 'text', ['名称'], true),
      field('lon', 'number', placeHints.lon),
      field('lat', 'number', placeHints.lat),
    ],
    run: async ({ rows, dryRun, context, keep }) => {
      const outcome = await judge(rows);
      if (dryRun || outcome.changes.length === 0) return outcome;
      await database.write(context, async (work) => {
        for (const { key, after } of outcome.changes) {
          await work.client.query(
            'insert into public.thing values ($1, $2::json) on conflict (code) do update set value = excluded.value',
            [key, JSON.stringify(after)],
          );
        }
        await keep(work, outcome);
        if (rows.some((row) => row.values.name === 'BREAK')) throw new Error('broke in the middle');
      });
      return outcome;
    },
    undo: async ({ changes, context, keep }) => {
      const now = await known();
      const isLeft = ({ key, after }: RowChange) =>
        JSON.stringify(sorted(now.get(key))) !== JSON.stringify(sorted(after));
      const outcome = {
        undone: changes.filter((one) => !isLeft(one)),
        refused: changes.filter(isLeft).map(({ row, key }) => ({ row, key, refusal: refuse('import.changed-since') })),
      };
      await database.write(context, async (work) => {
        for (const { key, before } of outcome.undone) {
          if (before === null) await work.client.query('delete from public.thing where code = $1', [key]);
          else
            await work.client.query('update public.thing set value = $2::json where code = $1', [
              key,
              JSON.stringify(before),
            ]);
        }
        await keep(work, outcome);
      });
      return outcome;
    },
  };
};

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value;

const context: ActContext = {
  actor: { kind: 'user', id: 'u1', name: 'U1' },
  node: brandId<NodeId>('city'),
  exercise: false,
};

/** A session with these rights in the whole city. */
const sessionOf = (rights: readonly string[]): Session => ({
  ...{ userId: brandId<UserId>('u1'), loginName: 'u1', name: 'U1', automatic: false },
  ...{ organisationIds: [], grants: [], expiresAt: Number.MAX_SAFE_INTEGER },
  roots: (right) => (rights.includes(right) ? ['C'] : []),
  may: (right, path) => rights.includes(right) && path.includes('C'),
});

type Cleanup = { after(run: () => Promise<void> | void): void };

export type Answer = { readonly status: number; readonly json: Record<string, unknown> };

/** A city between 113.7° and 114.7° east, 22.4° and 22.9° north, and the room behind the real HTTP server. */
export const openDesk = async (t: Cleanup, grounds: readonly GroundImport[] = []) => {
  const clock: FakeClock = fakeClock();
  const database = await testDatabase(t, [importsMigrations], { clock });
  await database.pool.query('create table public.thing (code text primary key, value json not null)');
  const directory = await mkdtemp(path.join(tmpdir(), 'liandong-imports-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const refusals = {
    ...importRefusals,
    'test.no-place': {
      status: 422,
      text: { 'zh-Hans': '=没有位置 {lon}', 'zh-Hant': '=沒有位置 {lon}', en: '=no place {lon}' },
    },
  } as const;
  const open = async () => {
    const room = createImports({
      ...{ database, log: silentLog, directory, targets: [thingsTarget(database)], grounds, refusals },
      city: () => [113.7, 22.4, 114.7, 22.9],
      isInChina: (lon, lat) => lon > 73 && lon < 135 && lat > 18 && lat < 54,
    });
    await room.start();
    return room;
  };
  const room = await open();
  const server = createHttpServer({
    ...{ host: '127.0.0.1', port: 0, log: silentLog, title: 'test', version: '0', refusals },
    answers: answerImports(room),
    identify: async (token) => (token === '' ? undefined : sessionOf(token.split('+'))),
    contextOf: () => context,
    checkAnswers: true,
  });
  const { port } = await server.start();
  t.after(() => server.stop());
  const url = `http://127.0.0.1:${port}/api/v1/imports`;
  const cookieOf = (rights: string) => ({ cookie: `liandong_session_${port}=${rights}` });
  const all = 'data.import+asset.manage';
  const ask = async (method: string, below: string, body?: unknown, rights = all): Promise<Answer> => {
    const response = await fetch(`${url}${below}`, {
      method,
      headers: { ...cookieOf(rights), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const upload = async (name: string, bytes: string | Uint8Array): Promise<Answer> => {
    const response = await fetch(`${url}/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { ...cookieOf(all), 'content-type': 'application/octet-stream' },
      body: new Uint8Array(Buffer.from(bytes as string)),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const start = async (fileId: unknown, rest: Record<string, unknown> = {}): Promise<ImportView> => {
    const { status, json } = await ask('POST', '', { fileId, target: 'assets', datum: 'WGS-84', ...rest });
    if (status !== 200) throw new Error(JSON.stringify(json));
    return json as unknown as ImportView;
  };
  const things = async () => {
    const { rows } = await database.pool.query<{ code: string; value: unknown }>(
      'select * from public.thing t order by 1',
    );
    return rows;
  };
  const kept = async () => (await readdir(directory)).sort();
  return { database, clock, directory, room, open, port, url, cookieOf, ask, upload, start, things, kept };
};

export const factsOf = async (database: Database, type: string) => {
  const { rows } = await database.pool.query<{ body: Record<string, unknown> }>(
    'select e.body from platform.event e where e.type = $1 order by e.recorded_at, e.id',
    [type],
  );
  return rows.map((row) => row.body);
};
