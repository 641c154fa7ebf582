import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { refuse } from '@liandong/words';
import { bootId, startTicksOf } from './processes.ts';

/** The right of one process to a folder, until it is released or the process ends. */
export type Ownership = { readonly release: () => Promise<void> };

type Owner = { readonly pid: number; readonly startTicks: string; readonly boot: string; readonly nonce: string };

const stoppingLimitMs = 3_000;

/**
 * Takes a data folder for this process; throws the refusal `platform.data-in-use` while another living process has it.
 * A lock left behind by a killed process is taken over: its id, start time and boot no longer match a living one.
 */
export const takeOwnership = async (folder: string): Promise<Ownership> => {
  const lock = join(folder, 'owner.json');
  const mine = JSON.stringify(thisProcess());
  const deadline = performance.now() + stoppingLimitMs;
  while (!(await place(lock, mine))) {
    const found = await readOr(lock);
    if (found === undefined) continue;
    const owner = parseOwner(found);
    if (owner === undefined || !lives(owner)) await removeStale(lock, found);
    // A restart often begins while the node before it still stops: a moment's patience, then the refusal.
    else if (performance.now() < deadline) await delay(100);
    else throw refuse('platform.data-in-use', { folder, pid: owner.pid });
  }
  return { release: () => giveUp(lock, mine) };
};

const thisProcess = (): Owner => ({
  pid: process.pid,
  startTicks: startTicksOf(process.pid) ?? '',
  boot: bootId(),
  nonce: randomUUID(),
});

const lives = (owner: Owner): boolean => owner.boot === bootId() && startTicksOf(owner.pid) === owner.startTicks;

/** A hard link appears with its whole content at once: no reader ever sees half a lock. */
const place = async (lock: string, content: string): Promise<boolean> => {
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o644 });
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/** Moves a stale lock away; when somebody replaced it meanwhile, his is put back. */
const removeStale = async (lock: string, judged: string): Promise<void> => {
  const aside = `${lock}.stale-${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = await readOr(aside);
  if (taken !== undefined && taken !== judged) await place(lock, taken);
  await rm(aside, { force: true });
};

const giveUp = async (lock: string, mine: string): Promise<void> => {
  if ((await readOr(lock)) === mine) await rm(lock, { force: true });
};

const readOr = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const parseOwner = (text: string): Owner | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number'
      ? (value as Owner)
      : undefined;
  } catch {
    return undefined;
  }
};

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
