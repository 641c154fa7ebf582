import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skipOrFail } from '../../tools/skip.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const decisions = join(root, 'docs', 'decisions');

type Dependency = { readonly file: string; readonly name: string; readonly version: string };

const manifests = ['package.json', '{packages,packs,apps}/*/package.json', 'packages/{rooms,gateways}/*/package.json'];

const dependencies: readonly Dependency[] = globSync(manifests, { cwd: root }).flatMap((file) => {
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, Record<string, string>>;
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).map(([name, version]) => ({ file, name, version })),
  );
});

describe('dependencies', () => {
  it('are pinned to one exact version', () => {
    assert.ok(dependencies.length > 50, 'the manifests were read');
    const loose = dependencies.filter(({ version }) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    assert.deepEqual(loose, []);
  });

  it('have the same version in every package', () => {
    const versions = Map.groupBy(dependencies, ({ name }) => name);
    const torn = [...versions].filter(([, uses]) => new Set(uses.map(({ version }) => version)).size > 1);
    assert.deepEqual(torn, []);
  });

  it('are each named by a decision record', (t) => {
    if (!existsSync(decisions)) return skipOrFail(t, 'there is no docs/decisions yet');
    const records = globSync('*.md', { cwd: decisions }).map((file) => readFileSync(join(decisions, file), 'utf8'));
    const text = records.join('\n');
    const names = new Set(dependencies.map(({ name }) => name).filter((name) => !name.startsWith('@liandong/')));
    assert.deepEqual(
      [...names].filter((name) => !text.includes(`\`${name}\``)),
      [],
      'say in a decision record, in backticks, what each of these saves, who keeps it and how to leave it',
    );
  });
});
