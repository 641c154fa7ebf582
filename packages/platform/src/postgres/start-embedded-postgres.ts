import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { refuse } from '@liandong/words';
import { Client } from 'pg';
import { findBinaries } from './binaries.ts';
import { databaseFolder, type Place, placeCluster, placedCluster, prepareCluster } from './cluster.ts';
import { takeOwnership } from './owner-lock.ts';
import { databaseUrl, findOrphan, type Postmaster, startServer, stopServer } from './postmaster.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';
import { settingsFor } from './settings.ts';

/** The part of a log that the embedded database writes to. */
export type PostgresLog = {
  readonly info: (about: object, message: string) => void;
  readonly warn: (about: object, message: string) => void;
  readonly error: (about: object, message: string) => void;
};

export type EmbeddedPostgresOptions = {
  /** The node's data folder; the database takes its sub-folder `postgres`. */
  readonly dataDirectory: string;
  readonly log: PostgresLog;
  /** Told in a few words what takes long, for a person who waits. */
  readonly onProgress?: (text: string) => void;
  /** Server settings that win over ours, for tests and benches. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** A running embedded PostgreSQL that belongs to this process. */
export type EmbeddedPostgres = {
  /** URL of the database `postgres`, as superuser; it holds the password. */
  readonly adminUrl: string;
  readonly urlFor: (database: string) => string;
  /** Creates the database when it is absent. */
  readonly ensureDatabase: (name: string) => Promise<void>;
  /** True when the server was already running, left behind by a killed node. */
  readonly adopted: boolean;
  readonly port: number;
  readonly pid: number;
  /** Stops the server, waits for it, gives the data folder free; may be called twice. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that a killed node left running; creates it the first time.
 * Throws `platform.data-in-use` while another process has the folder, and an Error with the last log lines when the
 * server does not start.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const { log } = options;
  const folder = await databaseFolder(options.dataDirectory);
  const placed = await placedCluster(folder);
  const who = await chooseRunAs(placed?.cluster);
  const place = placed ?? (await placeCluster(folder, who));
  if (place.home !== folder) log.info({ folder, home: place.home }, 'database kept where its user can reach it');
  const ownership = await takeOwnership(place.home);
  try {
    const run = await runServer(place, who, options);
    const stop = once(async () => {
      run.expectEnd();
      await stopServer(run.server, () => log.warn({ pid: run.server.pid }, 'postgres stops slowly, stopping at once'));
      await ownership.release();
      log.info({ pid: run.server.pid }, 'postgres stopped');
    });
    log.info({ pid: run.server.pid, port: run.server.port, adopted: run.adopted }, 'postgres runs');
    return doorTo(run.server, run.password, run.adopted, stop);
  } catch (cause) {
    await ownership.release();
    throw cause;
  }
};

type Run = {
  readonly server: Postmaster;
  readonly password: string;
  readonly adopted: boolean;
  readonly expectEnd: () => void;
};

const runServer = async (place: Place, who: RunAs, options: EmbeddedPostgresOptions): Promise<Run> => {
  const progress = options.onProgress ?? (() => undefined);
  const binaries = await findBinaries(who);
  progress('Preparing the database …');
  const password = await prepareCluster(place, binaries, who);
  const onWait = () => progress('The database recovers from an unclean stop …');
  const orphan = await findOrphan(place, password, onWait);
  if (orphan !== undefined) return { server: orphan, password, adopted: true, expectEnd: () => undefined };
  progress('Starting the database …');
  const port = await choosePort(place.home);
  const settings = await settingsFor(port, options.settings ?? {});
  const { postmaster, child } = await startServer(place, binaries, who, settings, password, onWait);
  await writeFile(join(place.home, 'port'), `${port}\n`);
  let expected = false;
  child.once('exit', (code, signal) => {
    if (!expected) options.log.error({ pid: postmaster.pid, code, signal }, 'postgres ended unexpectedly');
  });
  const expectEnd = () => {
    expected = true;
  };
  return { server: postmaster, password, adopted: false, expectEnd };
};

const doorTo = (
  server: Postmaster,
  password: string,
  adopted: boolean,
  stop: () => Promise<void>,
): EmbeddedPostgres => {
  const urlFor = (database: string) => databaseUrl(server.port, password, database);
  const adminUrl = urlFor('postgres');
  return {
    adminUrl,
    urlFor,
    adopted,
    stop,
    port: server.port,
    pid: server.pid,
    ensureDatabase: (name) => ensureDatabase(adminUrl, name),
  };
};

const ensureDatabase = async (adminUrl: string, name: string): Promise<void> => {
  // The name stands in the statement itself, which takes no parameters.
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw refuse('platform.bad-database-name', { name });
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database d where d.datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${name}`);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  } finally {
    await client.end();
  }
};

/** Two creators at once: the second meets the finished database (42P04) or the row being written (23505). */
const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505');

/** The port of the last run when it is free, so that addresses in tools stay valid; else any free one. */
const choosePort = async (home: string): Promise<number> => {
  const last = Number((await readFile(join(home, 'port'), 'utf8').catch(() => '0')).trim());
  return (await freePort(Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0)) ?? (await freePort(0)) ?? 0;
};

const freePort = async (wanted: number): Promise<number | undefined> =>
  await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : undefined;
      probe.close(() => resolve(port));
    });
  });

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
};
