import { type ChildProcess, spawn } from 'node:child_process';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Binaries } from './binaries.ts';
import { type Place, postgresEnvironment, superuser } from './cluster.ts';
import { commandLineOf, isAlive, processesWorkingIn } from './processes.ts';
import type { RunAs } from './run-as.ts';

/** A running server: its process and where it listens on 127.0.0.1. */
export type Postmaster = { readonly pid: number; readonly port: number };

type PidFile = Postmaster & { readonly ready: boolean };

const pollMs = 40;
const recoveryLimitMs = 15 * 60_000;
const fastStopMs = 60_000;
const onTheWayOutMs = 5_000;

/** The URL of a database of this cluster. */
export const databaseUrl = (port: number, password: string, database: string): string =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/**
 * The server that a killed node left running on this cluster, when there is one and it is ours; undefined otherwise,
 * with whatever else it left behind cleared away.
 */
export const findOrphan = async (
  place: Place,
  password: string,
  onWait: (state: string) => void,
): Promise<Postmaster | undefined> => {
  const left = await readPidFile(place.cluster);
  if (left === undefined) return undefined;
  if (isAlive(left.pid) && isServerOf(left.pid, place.cluster)) {
    const pid = left.pid;
    const orphan = await readyOrGone(place, password, onWait, pid);
    if (orphan !== undefined) return orphan;
  }
  await endLeftBackends(place.cluster);
  // PostgreSQL takes a dead postmaster for a living one when its id now belongs to another program, or to a zombie that
  // nobody collects (containers), and would then refuse to start.
  await rm(join(place.cluster, 'postmaster.pid'), { force: true });
  return undefined;
};

/** A node killed while it stopped leaves a server that is on its way out: waits for its end, undefined then. */
const readyOrGone = async (
  place: Place,
  password: string,
  onWait: (state: string) => void,
  pid: number,
): Promise<Postmaster | undefined> => {
  try {
    return await whenReady(place, password, onWait, () => (isAlive(pid) ? undefined : 'it ended while starting'), pid);
  } catch (cause) {
    // A killed server answers nobody, yet on a busy machine it takes a moment until it is gone.
    if (!(await goneWithin(pid, onTheWayOutMs))) throw cause;
    return undefined;
  }
};

/** Starts the server and waits until it takes connections; an Error with its last log lines when it does not. */
export const startServer = async (
  place: Place,
  binaries: Binaries,
  who: RunAs,
  settings: Readonly<Record<string, string>>,
  password: string,
  onWait: (state: string) => void,
): Promise<{ readonly postmaster: Postmaster; readonly child: ChildProcess }> => {
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await using startLog = await open(join(place.home, 'start.log'), 'w', 0o644);
  // A session of its own: an interrupt from the keyboard must reach the node only, which then stops the database.
  const child = spawn(binaries.postgres, ['-D', place.cluster, ...words], {
    ...who,
    cwd: '/',
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', startLog.fd, startLog.fd],
  });
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `it ended with ${signal ?? `code ${code}`}`;
  });
  child.unref();
  try {
    const postmaster = await whenReady(place, password, onWait, () => failure, child.pid ?? -1);
    return { postmaster, child };
  } catch (cause) {
    if (child.pid !== undefined && isAlive(child.pid)) child.kill('SIGQUIT');
    throw cause;
  }
};

/** Stops the server fast (open transactions are rolled back, data is checkpointed) and waits until it is gone. */
export const stopServer = async (server: Postmaster, onImmediate: () => void): Promise<void> => {
  signal(server.pid, 'SIGINT');
  if (await goneWithin(server.pid, fastStopMs)) return;
  onImmediate();
  signal(server.pid, 'SIGQUIT');
  if (!(await goneWithin(server.pid, fastStopMs))) throw new Error(`PostgreSQL (process ${server.pid}) does not stop`);
};

const whenReady = async (
  place: Place,
  password: string,
  onWait: (state: string) => void,
  failed: () => string | undefined,
  pid: number,
): Promise<Postmaster> => {
  const deadline = performance.now() + recoveryLimitMs;
  for (let polls = 1; performance.now() < deadline; polls += 1) {
    const failure = failed();
    if (failure !== undefined) throw await startError(place, failure);
    const file = await readPidFile(place.cluster);
    if (file !== undefined && file.pid === pid && file.ready) {
      await assertOurs(place, password, file.port);
      return { pid, port: file.port };
    }
    if (polls % Math.ceil(3_000 / pollMs) === 0) onWait('recovering');
    await delay(pollMs);
  }
  throw await startError(place, 'it was not ready in time');
};

/** Only our server knows our password and serves our folder. */
const assertOurs = async (place: Place, password: string, port: number): Promise<void> => {
  const client = new Client({
    connectionString: databaseUrl(port, password, 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
    const answer = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    const folder = answer.rows[0]?.folder;
    if (folder !== place.cluster) throw new Error(`it serves ${folder}`);
  } catch (cause) {
    throw new Error(`the PostgreSQL on port ${port} is not the one of ${place.cluster}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
};

const isServerOf = (pid: number, cluster: string): boolean => {
  const words = commandLineOf(pid);
  return words[words.indexOf('-D') + 1] === cluster;
};

/**
 * When a postmaster is killed its backends end by themselves, but a busy one may take long; two servers on one cluster
 * would destroy it, so the stragglers are ended first.
 */
const endLeftBackends = async (cluster: string): Promise<void> => {
  for (const pid of processesWorkingIn(cluster)) {
    signal(pid, 'SIGQUIT');
    if (await goneWithin(pid, 10_000)) continue;
    signal(pid, 'SIGKILL');
    if (!(await goneWithin(pid, 10_000))) throw new Error(`PostgreSQL backend ${pid} of ${cluster} does not end`);
  }
};

const readPidFile = async (cluster: string): Promise<PidFile | undefined> => {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
};

const startError = async (place: Place, failure: string): Promise<Error> => {
  const lines = [await tail(join(place.home, 'start.log')), await tail(await newestLog(place.cluster))];
  return new Error(`PostgreSQL did not start: ${failure}\n${lines.filter(Boolean).join('\n')}`);
};

const newestLog = async (cluster: string): Promise<string> => {
  const folder = join(cluster, 'log');
  const names = await readdir(folder).catch(() => []);
  const dated = await Promise.all(
    names.map(async (name) => ({ file: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  return dated.sort((a, b) => b.at - a.at)[0]?.file ?? '';
};

const tail = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-8).join('\n');
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

const goneWithin = async (pid: number, limitMs: number): Promise<boolean> => {
  const deadline = performance.now() + limitMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
};
