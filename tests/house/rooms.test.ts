import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkRooms, tellBreaches } from '../../tools/rooms.ts';
import { scanImports } from '../../tools/walls-imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Files = Readonly<Record<string, string>>;

const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}, more: object = {}): string =>
  JSON.stringify({ name, exports: { '.': './src/index.ts' }, dependencies, ...more });

/** A small sound house; a test adds the breach it is about. */
const soundHouse: Files = {
  'package.json': JSON.stringify({
    name: 'house',
    workspaces: ['packages/*', 'packages/rooms/*', 'packs/*', 'apps/*'],
    devDependencies: { 'fast-check': '1.0.0', '@types/geojson': '1.0.0' },
  }),
  'packages/words/package.json': manifest('@liandong/words'),
  'packages/words/src/index.ts': 'export const one = 1;\n',
  'packages/laws/package.json': manifest('@liandong/laws', { '@liandong/words': '1.0.0' }),
  'packages/laws/src/index.ts': `export { one } from '@liandong/words';\n`,
  'packages/laws/test/laws.test.ts': `import 'node:test';\nimport fc from 'fast-check';\n`,
  'packages/platform/package.json': manifest('@liandong/platform', { pg: '8.0.0' }),
  'packages/platform/src/shape.ts': `import type { Point } from 'geojson';\nexport type Place = Point;\n`,
  'packages/platform/src/index.ts': `import pg from 'pg';\nimport 'node:fs';\nexport const x = pg;\n`,
  'packages/rooms/cases/package.json': manifest('@liandong/cases', { '@liandong/platform': '1.0.0' }),
  'packages/rooms/cases/src/index.ts': `export { x } from '@liandong/platform';\n`,
  'packages/rooms/people/package.json': manifest('@liandong/people', { '@liandong/cases': '1.0.0' }),
  'packages/rooms/people/src/index.ts': `export { x } from '@liandong/cases';\n`,
  'packs/flood/package.json': manifest('@liandong/flood', { '@liandong/laws': '1.0.0' }),
  'packs/flood/src/index.ts': `export { one } from '@liandong/laws';\n`,
  'apps/node/package.json': manifest('@liandong/node', { '@liandong/people': '1.0.0', '@liandong/flood': '1.0.0' }),
  'apps/node/src/index.ts': `export { x } from '@liandong/people';\nexport { one } from '@liandong/flood';\n`,
};

const saysOf = (t: TestContext, added: Files = {}): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'liandong-walls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...soundHouse, ...added })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkRooms(folder).map(({ file, line, says }) => `${file}:${line} ${says}`);
};

const breaches: readonly { readonly what: string; readonly added: Files; readonly says: RegExp }[] = [
  {
    what: 'a room that reaches up to a pack',
    added: {
      'packages/rooms/cases/package.json': manifest('@liandong/cases', {
        '@liandong/platform': '1.0.0',
        '@liandong/flood': '1.0.0',
      }),
      'packages/rooms/cases/src/index.ts': `export { x } from '@liandong/platform';\nimport '@liandong/flood';\n`,
    },
    says: /cases\/src\/index\.ts:2 room may not import @liandong\/flood \(pack\)/,
  },
  {
    what: 'a pack that imports another pack',
    added: {
      'packs/rain/package.json': manifest('@liandong/rain', { '@liandong/flood': '1.0.0' }),
      'packs/rain/src/index.ts': `const late = () => import('@liandong/flood');\n`,
    },
    says: /rain\/src\/index\.ts:1 pack may not import @liandong\/flood/,
  },
  {
    what: 'a pack that goes past the kit to the ground',
    added: {
      'packs/flood/src/index.ts': `export { one } from '@liandong/laws';\nimport type { X } from '@liandong/platform';\n`,
    },
    says: /pack may not import @liandong\/platform/,
  },
  {
    what: 'a neighbour entered by an inner path',
    added: { 'packages/rooms/people/src/store.ts': `import { x } from '@liandong/cases/src/store.ts';\n` },
    says: /inner path/,
  },
  {
    what: 'a neighbour entered through the wall',
    added: { 'packages/rooms/people/src/store.ts': `import {\n  x,\n} from '../../cases/src/index.ts';\n` },
    says: /people\/src\/store\.ts:1 .*leaves the package/,
  },
  {
    what: 'a root test that enters a room through the wall',
    added: { 'tests/journeys/night.test.ts': `import '../../packages/rooms/cases/src/index.ts';\n` },
    says: /leaves the package/,
  },
  {
    what: 'a law that reads the clock',
    added: {
      'packages/laws/src/due.ts': '/** Date.now() is fine here. */\nexport const due = () => Date.now() + 1;\n',
    },
    says: /laws\/src\/due\.ts:2 laws reads a clock/,
  },
  {
    what: 'words that need Node',
    added: { 'packages/words/src/file.ts': `export * from 'node:fs';\n` },
    says: /words may not use node:fs/,
  },
  {
    what: 'a law with an npm package',
    added: { 'packages/laws/src/due.ts': `import dayjs from 'dayjs';\n` },
    says: /laws may not import the npm package dayjs/,
  },
  {
    what: 'a package that is used and not declared',
    added: { 'packages/rooms/cases/src/store.ts': `import { Kysely } from 'kysely';\n` },
    says: /kysely is not in its package\.json/,
  },
  {
    what: 'a value from a package of which only the types are kept',
    added: { 'packages/platform/src/shape.ts': `import { bbox } from 'geojson';\n` },
    says: /geojson is not in its package\.json/,
  },
  {
    what: 'a package that is declared and not used',
    added: { 'packages/platform/package.json': manifest('@liandong/platform', { pg: '8.0.0', ws: '8.0.0' }) },
    says: /platform\/package\.json:0 never uses ws/,
  },
  {
    what: 'a second door',
    added: {
      'packages/laws/package.json': manifest(
        '@liandong/laws',
        { '@liandong/words': '1.0.0' },
        { exports: { '.': './src/index.ts', './src/*': './src/*' } },
      ),
    },
    says: /exports \.\/src\/\*: a package has its door only/,
  },
  {
    what: `a query on a neighbour's table`,
    added: { 'packages/rooms/people/src/store.ts': 'const sql = `select c.id from cases.case c`;\n' },
    says: /people\/src\/store\.ts:1 names a table of cases/,
  },
  {
    what: `a foreign key into a neighbour's table`,
    added: {
      'packages/rooms/people/migrations/0001-a.sql': 'create table x (\n  id text references cases.case (id)\n);\n',
    },
    says: /0001-a\.sql:2 names a table of cases/,
  },
  {
    what: 'an import whose name is computed',
    added: { 'packages/rooms/people/src/late.ts': `const late = (name: string) => import(name);\n` },
    says: /computed/,
  },
  {
    what: 'a package in a folder nobody planned',
    added: {
      'packages/things/package.json': manifest('@liandong/things'),
      'packages/things/src/index.ts': 'export {};\n',
    },
    says: /does not know/,
  },
];

describe('the walls of the house', () => {
  it('stand', () => {
    const found = checkRooms(root);
    assert.ok(found.length === 0, `\n${tellBreaches(found)}`);
  });

  it('let a sound house pass', (t) => {
    assert.deepEqual(saysOf(t), []);
  });

  for (const { what, added, says } of breaches) {
    it(`stop ${what}`, (t) => {
      const found = saysOf(t, added);
      assert.ok(found.length > 0, 'nothing was found');
      assert.match(found.join('\n'), says);
    });
  }

  it('call a house without files a breach', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'liandong-walls-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'package.json'), '{"name":"house","workspaces":["packages/*"]}');
    assert.match(tellBreaches(checkRooms(folder)), /no source file was seen/);
  });

  it('see every way to import', () => {
    const source = [
      `import a, { type B } from 'one';`,
      `import * as c from "two"; // not 'this'`,
      `import 'three';`,
      'export {',
      '  d, // with a note',
      `} from 'four';`,
      `export type { E } from 'five';`,
      `const f = await import('node:six');`,
      `type G = import('node:seven').G;`,
      `const h = require('node:eight');`,
      `const i = new Worker(new URL('./nine.ts', import.meta.url));`,
      `// import 'not-me';`,
      `/* import 'nor-me'; */ const url = 'https://import.example/from';`,
      `export const j = { from: 'nobody' };`,
    ].join('\n');
    const found = scanImports(source).map(({ specifier, line }) => `${line} ${specifier}`);
    assert.deepEqual(found, [
      '1 one',
      '2 two',
      '3 three',
      '4 four',
      '7 five',
      '8 node:six',
      '9 node:seven',
      '10 node:eight',
      '11 ./nine.ts',
    ]);
  });
});
