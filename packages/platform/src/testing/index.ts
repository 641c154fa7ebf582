import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Instant, instant } from '@liandong/words';
import { Client } from 'pg';
import { type Logger, pino } from 'pino';
import type { Clock } from '../clock/index.ts';
import { type Database, type MigrationSet, migrate, openDatabase } from '../database/index.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../postgres/index.ts';

/** A clock that stands until a test moves it; both clocks go together unless told apart. */
export type FakeClock = Clock & { moveMs(durationMs: number): void; setCity(at: Instant): void };

/** Starts at 2026-03-02T01:00:00Z, a Monday morning in China. */
export const fakeClock = (start: number = Date.UTC(2026, 2, 2, 1)): FakeClock => {
  let city = start;
  let machine = start;
  return {
    city: () => instant(city),
    machine: () => instant(machine),
    moveMs: (durationMs) => {
      city += durationMs;
      machine += durationMs;
    },
    setCity: (at) => {
      city = at;
    },
  };
};

/** A log that says nothing. */
export const silentLog: Logger = pino({ level: 'silent' });

type Cleanup = { after(run: () => Promise<void> | void): void };

let own: Promise<EmbeddedPostgres> | undefined;

const startOwn = async (): Promise<EmbeddedPostgres> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'liandong-test-'));
  // When root, another user runs the database and has to enter here.
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({ dataDirectory: directory, log: silentLog });
  const end = async (): Promise<void> => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  process.once('beforeExit', () => void end());
  return server;
};

/** Admin URL of the test cluster: the one that `npm test` started, or one of this process's own. */
export const testPostgresUrl = async (): Promise<string> => {
  const given = process.env.LIANDONG_TEST_POSTGRES;
  if (given !== undefined && given !== '') return given;
  own ??= startOwn();
  return (await own).adminUrl;
};

const onAdmin = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: await testPostgresUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** An empty database of its own, dropped after the test. */
export const testDatabaseUrl = async (t: Cleanup): Promise<string> => {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onAdmin(`create database ${name}`);
  t.after(() => onAdmin(`drop database if exists ${name} with (force)`));
  const url = new URL(await testPostgresUrl());
  url.pathname = `/${name}`;
  return url.href;
};

const platformSet: MigrationSet = {
  room: 'platform',
  directory: fileURLToPath(new URL('../../migrations', import.meta.url)),
};

/** A real, migrated database for one test: the platform's schema and the given rooms'. */
export const testDatabase = async (
  t: Cleanup,
  sets: readonly MigrationSet[] = [],
  options: { readonly clock?: Clock } = {},
): Promise<Database> => {
  const url = await testDatabaseUrl(t);
  await migrate(url, [platformSet, ...sets]);
  const database = openDatabase({ url, clock: options.clock ?? fakeClock(), poolSize: 6 });
  t.after(() => database.close());
  return database;
};
