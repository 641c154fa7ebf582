import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kind, kindOf } from './walls-table.ts';

/** A package of the house with the files the walls are about. */
export type Package = {
  readonly name: string;
  /** Relative to the root; `.` for tools and tests. */
  readonly folder: string;
  readonly kind: Kind | undefined;
  readonly exports: readonly string[];
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly files: readonly SourceFile[];
};

export type SourceFile = {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
  /** In a test folder: may also use Node's modules and the root's development dependencies. */
  readonly isTest: boolean;
};

/** Reads all packages of the workspaces, and the root's own tools and tests as one more. */
export const readHouse = (root: string): readonly Package[] => {
  const folders = workspaceFolders(root);
  return [...folders, '.'].map((folder) => readPackage(root, folder));
};

const workspaceFolders = (root: string): readonly string[] => {
  const patterns = strings(manifestOf(root, '.').workspaces);
  return patterns
    .flatMap((pattern) => {
      if (!pattern.endsWith('/*')) return [pattern];
      const parent = pattern.slice(0, -2);
      return namesIn(join(root, parent)).map((name) => `${parent}/${name}`);
    })
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort();
};

const readPackage = (root: string, folder: string): Package => {
  const manifest = manifestOf(root, folder);
  const files = folder === '.' ? ['tools', 'tests'].flatMap((own) => filesIn(root, own)) : filesIn(root, folder);
  return {
    name: String(manifest.name),
    folder,
    kind: kindOf(folder),
    exports: typeof manifest.exports === 'object' ? keysOf(manifest.exports) : [],
    dependencies: [...keysOf(manifest.dependencies), ...keysOf(manifest.optionalDependencies)],
    devDependencies: keysOf(manifest.devDependencies),
    files,
  };
};

const manifestOf = (root: string, folder: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<string, unknown>;

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const passedOver: readonly string[] = ['node_modules', 'dist', 'output'];
const readEndings = /\.(ts|tsx|mjs|js|css|html|sql)$/;

const filesIn = (root: string, folder: string): readonly SourceFile[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => !passedOver.includes(entry.name) && !entry.isSymbolicLink())
        .flatMap((entry) => {
          const path = `${folder}/${entry.name}`;
          if (entry.isDirectory()) return filesIn(root, path);
          return readEndings.test(entry.name) ? [sourceFile(root, path)] : [];
        })
    : [];

const sourceFile = (root: string, path: string): SourceFile => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
  isTest: /(^|\/)tests?\//.test(path),
});

const namesIn = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
