import type { ActContext, Brand, FactId, Instant, JsonObject } from '@liandong/words';
import { newId } from '@liandong/words';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import type { Clock } from '../clock/clock.ts';
import { useHouseParsers } from './parsers.ts';

/** What happened, in the past tense: `CaseFiled`. Never holds readings or secrets. */
export type Fact = {
  readonly type: string;
  readonly version?: number;
  readonly objectKind: string;
  readonly objectId: string;
  /** Root … self of the jurisdiction concerned; empty when there is none. */
  readonly jurisdictionPath: readonly string[];
  readonly body: JsonObject;
};

/** One transaction in the name of somebody. */
export type Work = {
  readonly context: ActContext;
  readonly client: PoolClient;
  /** City time when the work began. */
  readonly at: Instant;
  /** Machine time when the work began. */
  readonly recordedAt: Instant;
  tables<Tables>(): Kysely<Tables>;
  /** Adds a fact to the event log; written with the state it tells of, or not at all. */
  record(fact: Fact): void;
  /** Runs after the commit, never when it fails. */
  afterCommit(run: () => void): void;
  /** The same transaction in another name, e.g. a rule's. */
  as(context: ActContext): Work;
};

export type Database = {
  readonly url: string;
  readonly pool: Pool;
  readonly clock: Clock;
  tables<Tables>(): Kysely<Tables>;
  /** Runs `run` in one transaction and writes its facts with it. */
  write<Result>(context: ActContext, run: (work: Work) => Promise<Result>): Promise<Result>;
  /** Called after every commit that recorded facts. */
  onFacts(listener: () => void): void;
  close(): Promise<void>;
};

type Pending = { readonly fact: Fact; readonly context: ActContext };

/** Kysely over one client that somebody else holds. */
const tablesOn = <Tables>(client: PoolClient): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => ({
          // Kysely's client type is narrower than pg's overloads.
          query: client.query.bind(client) as never,
          release: () => undefined,
        }),
        end: async () => undefined,
        options: {},
      },
    }),
  });

const insertFacts = async (client: PoolClient, pending: readonly Pending[], at: Instant, recordedAt: Instant) => {
  const rows = pending.map(({ fact, context }, ordinal) => ({
    ordinal,
    id: newId<FactId>(recordedAt),
    type: fact.type,
    version: fact.version ?? 1,
    object_kind: fact.objectKind,
    object_id: fact.objectId,
    jurisdiction_path: fact.jurisdictionPath,
    body: fact.body,
    actor: context.actor,
    on_behalf_of: context.onBehalfOf ?? null,
    node: context.node,
    exercise: context.exercise,
    ip: context.ip ?? null,
  }));
  await client.query(
    `insert into platform.event (id, type, version, object_kind, object_id, jurisdiction_path, body, actor, on_behalf_of,
       node, exercise, ip, at, recorded_at, ordinal)
     select r.id, r.type, r.version, r.object_kind, r.object_id, array(select jsonb_array_elements_text(r.jurisdiction_path)),
       r.body, r.actor, r.on_behalf_of, r.node, r.exercise, r.ip, to_timestamp($2::float8 / 1000), to_timestamp($3::float8 / 1000), r.ordinal
     from jsonb_to_recordset($1::jsonb) as r(ordinal integer, id uuid, type text, version integer, object_kind text, object_id text,
       jurisdiction_path jsonb, body jsonb, actor jsonb, on_behalf_of text, node text, exercise boolean, ip text)`,
    [JSON.stringify(rows), at, recordedAt],
  );
};

type Held = { readonly client: PoolClient; readonly at: Instant; readonly recordedAt: Instant };

const makeWork = (held: Held, context: ActContext, pending: Pending[], after: (() => void)[]): Work => ({
  context,
  ...held,
  tables: <Tables>() => tablesOn<Tables>(held.client),
  record: (fact) => {
    pending.push({ fact, context });
  },
  afterCommit: (run) => {
    after.push(run);
  },
  as: (other) => makeWork(held, other, pending, after),
});

export type DatabaseOptions = { readonly url: string; readonly clock: Clock; readonly poolSize?: number };

/** Opens a pool on one node's database. */
export const openDatabase = ({ url, clock, poolSize = 12 }: DatabaseOptions): Database => {
  useHouseParsers();
  const pool = new Pool({ connectionString: url, max: poolSize, application_name: 'liandong' });
  // A dropped idle connection is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that is in use when the server goes: its query fails, which is enough.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const reader = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const listeners: (() => void)[] = [];

  const write: Database['write'] = async (context, run) => {
    const client = await pool.connect();
    const pending: Pending[] = [];
    const after: (() => void)[] = [];
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const held = { client, at: clock.city(), recordedAt: clock.machine() };
      const result = await run(makeWork(held, context, pending, after));
      if (pending.length > 0) await insertFacts(client, pending, held.at, held.recordedAt);
      await client.query('commit');
      if (pending.length > 0) for (const listener of listeners) listener();
      for (const step of after) step();
      return result;
    } catch (cause) {
      await client.query('rollback').catch((error: Error) => {
        broken = error;
      });
      throw cause;
    } finally {
      client.release(broken);
    }
  };

  return {
    url,
    pool,
    clock,
    tables: <Tables>() => reader as unknown as Kysely<Tables>,
    write,
    onFacts: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      await pool.end();
    },
  };
};

/** A column that PostgreSQL keeps as timestamptz: read as epoch ms, written as a Date. */
export type InstantColumn = import('kysely').ColumnType<Instant, Date, Date>;
export type NullableInstantColumn = import('kysely').ColumnType<Instant | null, Date | null, Date | null>;
/** jsonb: read parsed, written as JSON text. */
export type JsonColumn<T> = import('kysely').ColumnType<T, string, string>;
export type IdColumn<Id extends Brand<string, string>> = import('kysely').ColumnType<Id, Id, never>;

/** For writing into an InstantColumn. */
export const toDate = (at: Instant): Date => new Date(at);
