import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lockModule = new URL('../../tools/set-up-lock.mjs', import.meta.url).href;

const run = async (words: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> =>
  await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const heard: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => heard.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => heard.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: Buffer.concat(heard).toString() }));
  });

const emptyFolder = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-launch-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A set-up that fails when another one is under way in the same folder. */
const setUpIn = (folder: string): readonly string[] => {
  const busy = JSON.stringify(join(folder, 'busy'));
  const program = `
    import { mkdirSync, rmdirSync } from 'node:fs';
    import { setTimeout } from 'node:timers/promises';
    import { withSetUpLock } from ${JSON.stringify(lockModule)};
    await withSetUpLock(${JSON.stringify(folder)}, () => {}, async () => {
      mkdirSync(${busy});
      await setTimeout(20);
      rmdirSync(${busy});
    });`;
  return ['--input-type=module', '--eval', program];
};

describe('the launcher', () => {
  it('says what it can do when asked for something else', async () => {
    const { code, said } = await run(['tools/launch.mjs', 'dance']);
    assert.equal(code, 1);
    assert.match(said, /start\|liandong\|bench\|journey\|pictures\|check\|test/);
  });

  it('lets one set-up work at a time', async (t) => {
    const folder = emptyFolder(t);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => run(setUpIn(folder))));
    assert.deepEqual(outcomes, Array(4).fill({ code: 0, said: '' }));
    assert.equal(existsSync(join(folder, 'set-up.lock')), false);
  });

  it('takes over the lock of a set-up that was killed', async (t) => {
    const folder = emptyFolder(t);
    // This process lives, but did not start when the lock says: the id was given to somebody else since.
    writeFileSync(join(folder, 'set-up.lock'), JSON.stringify({ pid: process.pid, started: 'another boot 1' }));
    assert.deepEqual(await run(setUpIn(folder)), { code: 0, said: '' });
  });
});
