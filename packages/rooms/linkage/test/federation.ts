import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createAuthority,
  createLinkage,
  type Exchange,
  ensureNodeCertificate,
  type Linkage,
  type LinkTiming,
  linkageMigrations,
  type PeerConfig,
} from '@liandong/linkage';
import { type Clock, createCityClock, type Database, openDatabase } from '@liandong/platform';
import { silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type JsonObject, type NodeId, refuse, type Words } from '@liandong/words';

export type Cleanup = { after(run: () => Promise<void> | void): void };

export const nodeId = (text: string): NodeId => brandId<NodeId>(text);
export const named = (text: string): Words => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });

/** Times short enough for a test that breaks links on purpose. */
const quick: LinkTiming = {
  pollMs: 400,
  connectedMs: 2_000,
  backOffMinMs: 5,
  backOffMaxMs: 40,
  refusedMaxMs: 20,
  answerMs: 3_000,
  retryMs: 1,
  watchMs: 20,
};

/** Waits until something is so; fails, with what it was, after ten seconds. */
export const until = async <T>(
  read: () => Promise<T> | T,
  isSo: (value: T) => boolean,
  withinMs = 10_000,
): Promise<T> => {
  const end = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (performance.now() > end) throw new Error(`still not so: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const createTestTables = `
  create table if not exists effect (position bigint generated always as identity, from_node text, object_id text, n integer);
  create table if not exists receipt (position bigint generated always as identity, to_node text, n integer, code text)`;

/** One node of a test federation, over a real database and real sockets; it can die and come back. */
export type TestNode = {
  readonly id: NodeId;
  readonly certificates: string;
  readonly context: ActContext;
  linkage(): Linkage;
  database(): Database;
  start(): Promise<void>;
  /** As kill -9 would: open transactions are torn, nothing is flushed. */
  kill(): Promise<void>;
  send(to: NodeId, n: number, body?: JsonObject): Promise<void>;
  effects(from: NodeId): Promise<readonly number[]>;
  receipts(to: NodeId): Promise<readonly { n: number; code: string | null }[]>;
};

export type NodeSpec = {
  readonly id: NodeId;
  readonly peers: () => readonly PeerConfig[];
  readonly clock?: Clock;
  readonly instanceId?: string;
  readonly faults?: (exchange: Exchange) => Exchange;
  readonly timing?: Partial<LinkTiming>;
  /** Called in the handler, inside its transaction. */
  readonly onEffect?: (n: number) => void;
};

export type Federation = {
  readonly directory: string;
  node(spec: NodeSpec): Promise<TestNode>;
};

/** A certificate authority and a folder for the nodes of one test. */
export const federation = async (t: Cleanup): Promise<Federation> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'liandong-link-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const authority = await createAuthority(path.join(directory, 'authority'));
  return {
    directory,
    node: async (spec) => {
      const certificates = path.join(directory, spec.id);
      await ensureNodeCertificate(authority, spec.id, certificates);
      return createTestNode(t, spec, certificates);
    },
  };
};

const listenPort = (linkage: Linkage): number => {
  const port = linkage.port();
  if (port === undefined) throw new Error('the node does not listen');
  return port;
};

/** Address of a node's link port. */
export const urlOf = (node: TestNode): string => `https://127.0.0.1:${listenPort(node.linkage())}`;

const registerHandlers = (linkage: Linkage, spec: NodeSpec): void => {
  linkage.onVerb('feedback', 'thing', async (envelope, work) => {
    const n = Number(envelope.body.n);
    if (envelope.body.refuse === true) throw refuse('test.not-wanted', { n });
    await work.client.query('insert into effect (from_node, object_id, n) values ($1, $2, $3)', [
      envelope.from,
      envelope.objectId,
      n,
    ]);
    spec.onEffect?.(n);
  });
  const note = (to: string, n: unknown, code: string | null) =>
    ['insert into receipt (to_node, n, code) values ($1, $2, $3)', [to, Number(n), code]] as const;
  linkage.onDelivered(async (envelope, work) => {
    const [text, values] = note(envelope.to, envelope.body.n, null);
    await work.client.query(text, [...values]);
  });
  linkage.onRefused(async (envelope, code, work) => {
    const [text, values] = note(envelope.to, envelope.body.n, code);
    await work.client.query(text, [...values]);
  });
};

const createTestNode = async (t: Cleanup, spec: NodeSpec, certificates: string): Promise<TestNode> => {
  const clock = spec.clock ?? createCityClock();
  let linkage: Linkage | undefined;
  // Before the database, which the hooks take away in the order they were given.
  t.after(() => linkage?.stop());
  let database = await testDatabase(t, [linkageMigrations], { clock });
  const first = database;
  const { url } = first;
  await database.pool.query(createTestTables);
  let port = 0;
  const context: ActContext = { actor: { kind: 'user', id: 'u1', name: 'u1' }, node: spec.id, exercise: false };

  const running = (): Linkage => {
    if (linkage === undefined) throw new Error(`${spec.id} does not run`);
    return linkage;
  };

  return {
    id: spec.id,
    certificates,
    context,
    linkage: running,
    database: () => database,
    start: async () => {
      const made = createLinkage({
        database,
        log: silentLog,
        node: spec.id,
        nodeName: named(spec.id),
        instanceId: spec.instanceId ?? `instance-of-${spec.id}`,
        directory: certificates,
        peers: spec.peers(),
        listen: { host: '127.0.0.1', port },
        eventHead: () => ({ seq: 0, hash: '' }),
        timing: { ...quick, ...spec.timing },
        ...(spec.faults === undefined ? {} : { faults: spec.faults }),
      });
      registerHandlers(made, spec);
      await made.start();
      linkage = made;
      port = listenPort(made);
    },
    kill: async () => {
      const dying = running();
      linkage = undefined;
      const torn = database;
      const stopped = dying.stop(0);
      database = openDatabase({ url, clock, poolSize: 6 });
      await database.pool.query(
        'select pg_terminate_backend(a.pid) from pg_stat_activity a where a.datname = current_database() and a.pid <> pg_backend_pid()',
      );
      await stopped;
      if (torn !== first) await torn.close();
      t.after(() => database.close().catch(() => undefined));
    },
    send: async (to, n, body = {}) => {
      await database.write(context, async (work) => {
        await running().send(work, {
          to,
          verb: 'feedback',
          objectKind: 'thing',
          objectId: `thing-${n}`,
          objectVersion: 1,
          bodySchema: 'thing',
          bodyVersion: 1,
          body: { n, ...body },
        });
      });
    },
    effects: async (from) => {
      const { rows } = await database.pool.query<{ n: number }>(
        'select e.n from effect e where e.from_node = $1 order by e.position',
        [from],
      );
      return rows.map((row) => row.n);
    },
    receipts: async (to) => {
      const { rows } = await database.pool.query<{ n: number; code: string | null }>(
        'select r.n, r.code from receipt r where r.to_node = $1 order by r.position',
        [to],
      );
      return rows;
    },
  };
};

/** A city above a district, both running. */
export const cityAndDistrict = async (
  t: Cleanup,
  specs: { readonly city?: Partial<NodeSpec>; readonly district?: Partial<NodeSpec> } = {},
): Promise<{ readonly fed: Federation; readonly city: TestNode; readonly district: TestNode }> => {
  const fed = await federation(t);
  const city = await fed.node({
    id: nodeId('city'),
    peers: () => [{ node: nodeId('district'), name: named('district'), relation: 'subordinate' }],
    ...specs.city,
  });
  await city.start();
  const url = urlOf(city);
  const district = await fed.node({
    id: nodeId('district'),
    peers: () => [{ node: city.id, name: named('city'), relation: 'superior', url }],
    ...specs.district,
  });
  await district.start();
  return { fed, city, district };
};
