import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertingMigrations, createAlerting } from '@liandong/alerting';
import type { TerminalType } from '@liandong/contract';
import { createPerception, type Perception, perceptionMigrations } from '@liandong/perception';
import {
  createCityClock,
  type Database,
  migrate,
  openDatabase,
  platformMigrations,
  startEmbeddedPostgres,
} from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { type ActContext, brandId, type NodeId } from '@liandong/words';
import { gatewayToken, terminalCode, terminalToken } from './workload.ts';

/** A city to measure: the real database, perception and alerting with the real rules of a profile. */
export type Stand = {
  readonly database: Database;
  readonly perception: Perception;
  /** Rows and transactions written since the last call. */
  takeCommits(): { readonly rows: number; readonly commits: number };
  close(): Promise<void>;
};

export const benchContext: ActContext = {
  actor: { kind: 'system', id: 'bench', name: 'bench' },
  node: brandId<NodeId>('bench'),
  exercise: false,
};

const profileFile = async (name: string): Promise<unknown> => {
  const file = fileURLToPath(new URL(`../../../profiles/us-nyc/${name}`, import.meta.url));
  return JSON.parse(await readFile(file, 'utf8')) as unknown;
};

/** An embedded PostgreSQL with the house's own settings (fsync on) in a folder that goes away. */
const openPostgres = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'liandong-bench-'));
  // When root, another user runs the database and has to enter here.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder, log: silentLog });
  await postgres.ensureDatabase('bench');
  return {
    url: postgres.urlFor('bench'),
    close: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Opens the stand with so many terminals, each with a credential, and one gateway. */
export const openStand = async (terminalCount: number): Promise<Stand> => {
  const postgres = await openPostgres();
  const clock = createCityClock();
  await migrate(postgres.url, [platformMigrations, perceptionMigrations, alertingMigrations]);
  const database = openDatabase({ url: postgres.url, clock });
  const perception = createPerception({
    database,
    clock,
    log: silentLog,
    node: benchContext.node,
    places: {
      toWgs84: (lon, lat) => ({ lon, lat }),
      jurisdictionPathOf: (code) => [code],
      jurisdictionAt: () => 'NYC',
    },
  });
  const alerting = createAlerting({
    database,
    log: silentLog,
    neighbours: {
      stream: (id) => perception.questions.datastream(id),
      streamsOf: (terminal) => perception.questions.terminal(terminal)?.streams ?? [],
      readingsSince: perception.questions.readingsSince,
      systemContext: benchContext,
    },
  });
  let rows = 0;
  let commits = 0;
  perception.listen({
    evaluateBatch: (batch, work) => {
      rows += batch.count;
      commits += 1;
      return alerting.evaluateBatch(batch, work);
    },
    reset: alerting.reset,
  });
  await perception.start();
  await alerting.start();
  const { types } = (await profileFile('terminal-types.json')) as { types: readonly TerminalType[] };
  await perception.defineTypes(types, benchContext);
  await alerting.loadRules(await profileFile('alert-rules.json'));
  await register(perception, terminalCount);
  return {
    database,
    perception,
    takeCommits: () => {
      const taken = { rows, commits };
      rows = 0;
      commits = 0;
      return taken;
    },
    close: async () => {
      await perception.stop();
      await alerting.stop();
      await database.close();
      await postgres.close();
    },
  };
};

const register = async (perception: Perception, count: number): Promise<void> => {
  await perception.ensureGateway({ name: 'bench', token: gatewayToken }, benchContext);
  const orders = Array.from({ length: count }, (_, terminal) => ({
    code: terminalCode(terminal),
    name: terminalCode(terminal),
    typeCode: 'streetFloodSensor',
    lon: -73.9,
    lat: 40.7,
    datum: 'WGS-84' as const,
    token: terminalToken(terminal),
  }));
  await perception.registerTerminals(orders, benchContext);
};

/** The machine, for the table. */
export const machine = (): string => {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} logical processors, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
};
