import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { refuse } from '@liandong/words';

const run = promisify(execFile);

/** The system user that owns the embedded database when the node itself runs as root. */
const databaseUser = 'liandong-pg';

/** Who PostgreSQL runs as: ourselves (ids absent), or another user when we are root. */
export type RunAs = { readonly uid?: number; readonly gid?: number };

/**
 * Chooses who runs PostgreSQL: an ordinary user runs it as himself; root hands it to the owner of the existing cluster,
 * else to the user `liandong-pg`, who is created. Throws the refusal `platform.no-postgres-user` when that fails.
 */
export const chooseRunAs = async (cluster: string | undefined): Promise<RunAs> => {
  if (process.getuid?.() !== 0) return {};
  const owner = cluster === undefined ? undefined : await ownerOf(cluster);
  return owner ?? (await lookUp()) ?? (await create());
};

/** Whether that user can enter the folder. */
export const canEnter = async (who: RunAs, folder: string): Promise<boolean> => {
  try {
    await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...who, cwd: '/' });
    return true;
  } catch {
    return false;
  }
};

const ownerOf = async (cluster: string): Promise<RunAs | undefined> => {
  const found = await stat(cluster).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
};

const lookUp = async (): Promise<RunAs | undefined> => {
  try {
    const uid = await run('id', ['-u', databaseUser]);
    const gid = await run('id', ['-g', databaseUser]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
};

/** useradd on most systems, adduser with Debian's or with BusyBox's words on the others. */
const creators: readonly (readonly string[])[] = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false'],
  ['adduser', '--system', '--group', '--no-create-home', '--home', '/nonexistent', '--quiet'],
  ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/bin/false'],
];

const create = async (): Promise<RunAs> => {
  const reasons: string[] = [];
  for (const [program = '', ...words] of creators) {
    const path = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;
    const failure = await run(program, [...words, databaseUser], { env: { ...process.env, PATH: path } }).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message.trim() : String(error)),
    );
    // Somebody else may have created it at the same time: then the command failed and the user is there.
    const found = await lookUp();
    if (found !== undefined) return found;
    reasons.push(failure ?? `${program} left no user behind`);
  }
  throw refuse('platform.no-postgres-user', { user: databaseUser, reason: reasons.join('; ') });
};
