import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@liandong/words';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/postgres/index.ts';
import { isAlive } from '../src/postgres/processes.ts';
import { canEnter } from '../src/postgres/run-as.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const small = { shared_buffers: '32MB' };
/** What only root can bring about; for an ordinary user there is nothing to show, so these are no skipped tests. */
const itAsRoot: (name: string, run: (t: TestContext) => Promise<void>) => void =
  process.getuid?.() === 0 ? it : () => undefined;
const ownerProgram = fileURLToPath(new URL('./embedded-postgres-owner.ts', import.meta.url));

const started: { readonly folder: string; readonly postgres: EmbeddedPostgres }[] = [];

const start = async (folder: string, settings: Readonly<Record<string, string>> = small): Promise<EmbeddedPostgres> => {
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder, log: silent, settings });
  started.push({ folder, postgres });
  return postgres;
};

/** An empty data folder; after the test what still runs in it is stopped, then it is removed. */
const dataFolder = async (t: TestContext): Promise<string> => {
  const base = await mkdtemp(join(tmpdir(), 'liandong-postgres-'));
  await chmod(base, 0o755);
  t.after(async () => {
    for (const { folder, postgres } of started) if (folder.startsWith(base)) await postgres.stop();
    await rm(base, { recursive: true, force: true });
  });
  return base;
};

const query = async (url: string, sql: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

type Said = {
  readonly adminUrl?: string;
  readonly pid?: number;
  readonly adopted?: boolean;
  readonly refused?: string;
};

/** Starts another node process on the folder and waits for its first line. */
const otherNode = async (
  t: TestContext,
  ...words: readonly string[]
): Promise<{ readonly child: ChildProcess; readonly said: Said }> => {
  const child = spawn(process.execPath, [ownerProgram, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, said: JSON.parse(String(line)) as Said };
};

const pidIn = (said: Said): number => {
  assert.ok(said.pid !== undefined, `the node started: ${said.refused}`);
  return said.pid;
};

describe('embedded PostgreSQL', () => {
  it('finds its data, port and password again after a clean stop', async (t) => {
    const folder = await dataFolder(t);
    const first = await start(folder);
    await first.ensureDatabase('city');
    await first.ensureDatabase('city');
    await query(first.urlFor('city'), `create table note as select '雨'::text as text`);
    await first.stop();
    await first.stop();
    assert.equal(isAlive(first.pid), false);
    const second = await start(folder);
    assert.equal(second.adopted, false);
    assert.equal(second.adminUrl, first.adminUrl);
    assert.deepEqual(await query(second.urlFor('city'), 'select n.text from note n'), [{ text: '雨' }]);
  });

  it('keeps every acknowledged write on disk and checks its pages', async (t) => {
    const postgres = await start(await dataFolder(t));
    const [row] = await query(
      postgres.adminUrl,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync,
        current_setting('data_checksums') as sums, current_setting('server_encoding') as encoding,
        current_setting('listen_addresses') as listens, current_setting('TimeZone') as zone, upper('é') as upper`,
    );
    assert.deepEqual(row, {
      fsync: 'on',
      sync: 'on',
      sums: 'on',
      encoding: 'UTF8',
      listens: '127.0.0.1',
      zone: 'UTC',
      upper: 'É',
    });
  });

  it('keeps its password in a file that nobody else may read, and lets nobody in without it', async (t) => {
    const folder = await dataFolder(t);
    const postgres = await start(folder);
    assert.equal((await stat(join(folder, 'postgres', 'password'))).mode & 0o777, 0o600);
    const stranger = new URL(postgres.adminUrl);
    stranger.password = 'guessed';
    await assert.rejects(query(stranger.href, 'select 1'), /password authentication failed/);
  });

  it('adopts the server that a killed node left running', async (t) => {
    const folder = await dataFolder(t);
    const { child, said } = await otherNode(t, folder);
    const pid = pidIn(said);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(isAlive(pid), true);
    const adopter = await start(folder);
    assert.equal(adopter.adopted, true);
    assert.equal(adopter.pid, pid);
    assert.equal(adopter.adminUrl, said.adminUrl);
    await adopter.stop();
    assert.equal(isAlive(pid), false);
  });

  it('starts anew when the server of a node killed while stopping is still on its way out', async (t) => {
    const folder = await dataFolder(t);
    const { child, said } = await otherNode(t, folder);
    const pid = pidIn(said);
    const busy = new Client({ connectionString: said.adminUrl });
    busy.on('error', () => undefined);
    await busy.connect();
    child.kill('SIGKILL');
    await once(child, 'exit');
    process.kill(pid, 'SIGINT');
    const next = await start(folder);
    assert.equal(next.adopted, false);
    assert.equal(isAlive(pid), false);
    assert.notEqual(next.pid, pid);
  });

  it('recovers when node and server were both killed', async (t) => {
    const folder = await dataFolder(t);
    const { child, said } = await otherNode(t, folder);
    await query(said.adminUrl ?? '', 'create table note as select 7 as number');
    process.kill(pidIn(said), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const recovered = await start(folder);
    assert.equal(recovered.adopted, false);
    assert.deepEqual(await query(recovered.adminUrl, 'select n.number from note n'), [{ number: 7 }]);
  });

  it('is not stopped by a stale pid file whose number now belongs to another program', async (t) => {
    const folder = await dataFolder(t);
    await (await start(folder)).stop();
    const cluster = join(folder, 'postgres', 'cluster');
    await writeFile(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n1\n\n127.0.0.1\n\nready   \n`);
    const owner = await stat(cluster);
    await chown(join(cluster, 'postmaster.pid'), owner.uid, owner.gid);
    const postgres = await start(folder);
    assert.equal(postgres.adopted, false);
    await postgres.stop();
  });

  it('refuses a second node on the same data folder, and lets it in when the first has gone', async (t) => {
    const folder = await dataFolder(t);
    const first = await start(folder);
    await assert.rejects(start(folder), (error) => error instanceof Refusal && error.code === 'platform.data-in-use');
    const { said } = await otherNode(t, folder);
    assert.equal(said.refused, 'platform.data-in-use');
    await first.stop();
    await (await start(folder)).stop();
  });

  it('tells with its last log lines why it does not start, and gives the folder free', async (t) => {
    const folder = await dataFolder(t);
    await assert.rejects(start(folder, { shared_buffers: 'plenty' }), /did not start[\s\S]*shared_buffers/);
    await (await start(folder)).stop();
  });

  it('makes no database of a name that could be a statement', async (t) => {
    const postgres = await start(await dataFolder(t));
    const isBadName = (error: unknown) => error instanceof Refusal && error.code === 'platform.bad-database-name';
    await assert.rejects(postgres.ensureDatabase('city; drop database postgres'), isBadName);
  });

  itAsRoot('never runs as root', async (t) => {
    const postgres = await start(await dataFolder(t));
    const status = await readFile(`/proc/${postgres.pid}/status`, 'utf8');
    assert.doesNotMatch(status, /^[UG]id:\s.*\b0\b/m);
  });

  itAsRoot('runs as the ordinary user who starts it', async (t) => {
    const folder = await dataFolder(t);
    const { uid } = await stat(await clusterOfRoot(t));
    if (!(await canEnter({ uid, gid: uid }, import.meta.dirname))) {
      return t.diagnostic('not shown here: no ordinary user can enter this clone');
    }
    await chown(folder, uid, uid);
    const { child, said } = await otherNode(t, folder, String(uid));
    assert.equal((await stat(`/proc/${pidIn(said)}`)).uid, uid);
    assert.equal((await stat(join(folder, 'postgres', 'password'))).uid, uid);
    child.stdin?.write('stop\n');
    await once(child, 'exit');
    // Root, on a later day, takes the same folder and leaves it usable to its owner.
    await (await start(folder)).stop();
    const again = await otherNode(t, folder, String(uid));
    pidIn(again.said);
    again.child.stdin?.write('stop\n');
    await once(again.child, 'exit');
  });

  itAsRoot('keeps the cluster elsewhere when its user cannot enter the folder', async (t) => {
    const folder = join(await dataFolder(t), 'closed');
    await mkdir(folder, { mode: 0o700 });
    const first = await start(folder);
    const home = (await readFile(join(folder, 'postgres', 'cluster-is-in'), 'utf8')).trim();
    t.after(() => rm(home, { recursive: true, force: true }));
    await query(first.adminUrl, 'create table note as select 7 as number');
    await first.stop();
    await access(join(home, 'cluster', 'PG_VERSION'));
    const second = await start(folder);
    assert.deepEqual(await query(second.adminUrl, 'select n.number from note n'), [{ number: 7 }]);
  });
});

/** A cluster made by root, whose owner is an ordinary user of this machine that a test may act as. */
const clusterOfRoot = async (t: TestContext): Promise<string> => {
  const folder = await dataFolder(t);
  await (await start(folder)).stop();
  return join(folder, 'postgres', 'cluster');
};
