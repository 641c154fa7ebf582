import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { access, chown, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { refuse } from '@liandong/words';
import { type Binaries, reachableRoot } from './binaries.ts';
import { canEnter, type RunAs } from './run-as.ts';

const run = promisify(execFile);

/** The database's superuser. */
export const superuser = 'liandong';

/** Where a cluster lives: `home` holds the cluster, its lock and start log; secrets stay in the data folder. */
export type Place = { readonly home: string; readonly cluster: string; readonly passwordFile: string };

/** Environment of PostgreSQL's programs: nothing of ours leaks into it. */
export const postgresEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** The folder of the data folder that belongs to the database; made when absent. */
export const databaseFolder = async (dataDirectory: string): Promise<string> => {
  const folder = join(dataDirectory, 'postgres');
  await mkdir(folder, { recursive: true });
  return await realpath(folder);
};

/** Where the cluster of this folder lies by now; undefined when none was placed yet. */
export const placedCluster = async (folder: string): Promise<Place | undefined> => {
  const pointer = await readFile(pointerFile(folder), 'utf8').catch(() => undefined);
  if (pointer !== undefined) return placeIn(pointer.trim(), folder);
  return (await exists(join(folder, 'cluster'))) ? placeIn(folder, folder) : undefined;
};

/** Chooses where a new cluster goes: into the data folder, or to a reachable place when its user cannot enter there. */
export const placeCluster = async (folder: string, who: RunAs): Promise<Place> => {
  if (who.uid === undefined || (await canEnter(who, folder))) return placeIn(folder, folder);
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const home = join(reachableRoot, `cluster-${key}`);
  await mkdir(home, { recursive: true, mode: 0o755 });
  await writeFile(pointerFile(folder), `${home}\n`);
  return placeIn(home, folder);
};

/** Creates the cluster when there is none; returns its password. A half-made cluster never takes the final name. */
export const prepareCluster = async (place: Place, binaries: Binaries, who: RunAs): Promise<string> => {
  const known = (await readFile(place.passwordFile, 'utf8').catch(() => undefined))?.trim();
  if (await exists(place.cluster)) {
    if (known === undefined) throw refuse('platform.password-missing', { file: place.passwordFile });
    return known;
  }
  const password = known ?? (await newPassword(place.passwordFile));
  await removeDrafts(place.home);
  const draft = join(place.home, `draft-${randomUUID()}`);
  try {
    await initialise(draft, password, binaries, who);
    await rename(draft, place.cluster);
  } catch (cause) {
    await removeDrafts(place.home);
    throw new Error(`creating the database cluster in ${place.cluster} failed: ${lastWords(cause)}`, { cause });
  }
  return password;
};

const initialise = async (draft: string, password: string, binaries: Binaries, who: RunAs): Promise<void> => {
  const passwordCopy = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordCopy, password, { mode: 0o600 });
  if (who.uid !== undefined && who.gid !== undefined) {
    await chown(draft, who.uid, who.gid);
    await chown(passwordCopy, who.uid, who.gid);
  }
  const words = ['-D', draft, '-U', superuser, '--pwfile', passwordCopy, '--auth=scram-sha-256', '--encoding=UTF8'];
  const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'];
  try {
    const options = { ...who, cwd: '/', env: postgresEnvironment };
    await run(binaries.initdb, [...words, ...locale, '--no-instructions'], options);
  } finally {
    await rm(passwordCopy, { force: true });
  }
};

const placeIn = (home: string, folder: string): Place => ({
  home,
  cluster: join(home, 'cluster'),
  passwordFile: join(folder, 'password'),
});

const pointerFile = (folder: string): string => join(folder, 'cluster-is-in');

const newPassword = async (file: string): Promise<string> => {
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600, flush: true });
  return password;
};

const removeDrafts = async (home: string): Promise<void> => {
  const drafts = (await readdir(home)).filter((name) => name.startsWith('draft-'));
  await Promise.all(drafts.map((name) => rm(join(home, name), { recursive: true, force: true })));
};

const exists = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  );

const lastWords = (cause: unknown): string => {
  const said = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr).trim() : '';
  return said || String(cause);
};
