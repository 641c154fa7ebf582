import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const waitMs = 250;

/**
 * Does set-up work while no other launcher does any: two starts at once must not both rewrite node_modules. A lock
 * left behind by a killed launcher is taken over (its process id and start time no longer match a living process).
 */
export async function withSetUpLock(folder, say, work) {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'set-up.lock');
  const mine = JSON.stringify({ pid: process.pid, started: startedAt(process.pid), nonce: randomUUID() });
  let told = false;
  while (!place(lock, mine)) {
    const holder = readOr(lock);
    if (holder === undefined) continue;
    if (!lives(holder)) {
      removeStale(lock, holder);
      continue;
    }
    if (!told) say('Another start is setting up; waiting for it …');
    told = true;
    await delay(waitMs);
  }
  try {
    return await work();
  } finally {
    if (readOr(lock) === mine) rmSync(lock, { force: true });
  }
}

/** A hard link appears with its whole content at once: no reader ever sees half a lock. */
function place(lock, content) {
  const draft = `${lock}.${randomUUID()}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock away; when somebody replaced it meanwhile, his is put back. */
function removeStale(lock, judged) {
  const aside = `${lock}.stale-${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const taken = readOr(aside);
  if (taken !== undefined && taken !== judged) place(lock, taken);
  rmSync(aside, { force: true });
}

function lives(holder) {
  try {
    const { pid, started } = JSON.parse(holder);
    return started !== undefined && startedAt(pid) === started;
  } catch {
    return false;
  }
}

/** Start time of a living process: boot of the machine and clock ticks since then; undefined when it is gone. */
function startedAt(pid) {
  const stat = readOr(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readOr('/proc/sys/kernel/random/boot_id')?.trim()} ${fields[19]}`;
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
