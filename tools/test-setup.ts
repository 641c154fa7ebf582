import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@liandong/platform';

const prefix = 'liandong-tests-';
const youngMs = 60_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Settings for data that live minutes: a crash of the machine may lose them, a crash of a process may not. */
const forgetful = { fsync: 'off', full_page_writes: 'off', shared_buffers: '256MB', max_connections: '300' };

let running: { readonly folder: string; readonly postgres: EmbeddedPostgres } | undefined;

/** Starts the one PostgreSQL that all test files share; its address reaches them as LIANDONG_TEST_POSTGRES. */
export const globalSetup = async (): Promise<void> => {
  if (process.env.LIANDONG_TEST_POSTGRES !== undefined) return;
  await sweep();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // When root, another user runs the database and has to enter here.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDirectory: folder, log: silent, settings: forgetful });
  running = { folder, postgres };
  process.env.LIANDONG_TEST_POSTGRES = postgres.adminUrl;
};

/** Stops the shared PostgreSQL and removes its folder. */
export const globalTeardown = async (): Promise<void> => {
  if (running === undefined) return;
  await running.postgres.stop();
  await rm(running.folder, { recursive: true, force: true });
};

/** Ends what killed test runs, whole or of one file, left behind; a folder whose run still lives refuses and is let alone. */
const sweep = async (): Promise<void> => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith('liandong-test'));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    try {
      const { mtimeMs } = await stat(join(folder, 'postgres'));
      // A young folder may belong to a run that is just starting and has not taken it yet.
      if (Date.now() - mtimeMs < youngMs) continue;
      const left = await startEmbeddedPostgres({ dataDirectory: folder, log: silent, settings: forgetful });
      await left.stop();
      await rm(folder, { recursive: true, force: true });
    } catch {
      // In use by another run, or another user's: not ours to clear.
    }
  }
};
