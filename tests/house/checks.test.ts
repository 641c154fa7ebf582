import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Outcome = { readonly code: number | null; readonly said: string };

/** Runs a tool of node_modules/.bin on this Node and gathers what it says. */
const tool = async (name: string, ...words: readonly string[]): Promise<Outcome> =>
  await new Promise((resolve, reject) => {
    const program = join(root, 'node_modules', '.bin', name);
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined, FORCE_COLOR: undefined, NO_COLOR: '1' };
    const child = spawn(process.execPath, [program, ...words], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const heard: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => heard.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => heard.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: Buffer.concat(heard).toString() }));
  });

const passes = ({ code, said }: Outcome): void => assert.ok(code === 0, `\n${said}`);

describe('the code of the house', () => {
  it('is formatted and free of lint', async () => {
    passes(await tool('biome', 'check', '--max-diagnostics=50', '.'));
  });

  const projects = globSync(['tsconfig.json', 'apps/*/tsconfig.json', 'packages/*/tsconfig.json'], { cwd: root });
  for (const project of projects) {
    it(`has sound types (${project})`, async () => {
      passes(await tool('tsc', '-p', project));
    });
  }

  it('has its screens among the checked types', () => {
    // The root project leaves out what is drawn in a browser; the console's own project takes it with all it imports.
    const screens = globSync('apps/*/src/**/*.tsx', { cwd: root }).map((file) => file.split('/', 2).join('/'));
    const unchecked = new Set(screens.filter((folder) => !projects.includes(`${folder}/tsconfig.json`)));
    assert.deepEqual([...unchecked], []);
  });

  it('builds into a console', () => {
    assert.notEqual(process.env.LIANDONG_CONSOLE_BROKEN, '1', 'the build failed: its words stand above all tests');
  });

  it('has no dead files, exports or dependencies', async () => {
    passes(await tool('knip', '--no-progress', '--no-config-hints'));
  });
});
