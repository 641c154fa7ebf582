import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const decision = 'docs/decisions/0011-dependencies.md';
const folders = ['.', 'packages/*', 'packages/rooms/*', 'packages/gateways/*', 'packs/*', 'apps/*'];

type Manifest = { readonly name: string } & Readonly<Partial<Record<string, Readonly<Record<string, string>>>>>;
type Dependency = { readonly name: string; readonly version: string; readonly of: string };

const dependencies = async (): Promise<readonly Dependency[]> => {
  const found: Dependency[] = [];
  for await (const file of glob(
    folders.map((folder) => `${folder}/package.json`),
    { cwd: root },
  )) {
    const manifest = JSON.parse(await readFile(path.join(root, file), 'utf8')) as Manifest;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {}))
        if (!name.startsWith('@liandong/')) found.push({ name, version, of: manifest.name });
    }
  }
  return found;
};

const listed = async (): Promise<ReadonlySet<string>> => {
  const text = await readFile(path.join(root, decision), 'utf8');
  const firstCells = text.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1] ?? ''] : []));
  return new Set(firstCells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = '']) => name)));
};

describe('dependencies', () => {
  it('all stand in the decision record, and nothing stands there that is not used', async () => {
    const used = new Set((await dependencies()).map(({ name }) => name));
    const known = await listed();
    assert.equal(used.size > 20, true, 'the manifests were found');
    assert.deepEqual([...used].filter((name) => !known.has(name)).sort(), [], `missing in ${decision}`);
    assert.deepEqual([...known].filter((name) => !used.has(name)).sort(), [], `in ${decision}, but used nowhere`);
  });

  it('have exact versions, the same one in every package', async () => {
    const versions = new Map<string, string>();
    for (const { name, version, of } of await dependencies()) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${name} of ${of}`);
      assert.equal(versions.get(name) ?? version, version, `${name} of ${of}`);
      versions.set(name, version);
    }
  });
});
