import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Package, readHouse, type SourceFile } from './walls-house.ts';
import { blankComments, type Import, scanImports } from './walls-imports.ts';
import { type Kind, walls } from './walls-table.ts';

/** One thing that breaks the plan of the house: where it stands and what is wrong. */
export type Breach = { readonly file: string; readonly line: number; readonly says: string };

/** Reads every import of the house and tells what breaks its walls; an empty house is a breach too. */
export const checkRooms = (root: string): readonly Breach[] => {
  const house = readHouse(root);
  const scripts = house.flatMap((room) => room.files.filter(isScript));
  if (scripts.length === 0)
    return [{ file: '.', line: 0, says: 'no source file was seen: the check itself is broken' }];
  const byName = new Map(house.map((room) => [room.name, room]));
  const rootDevelopment = house.find((room) => room.folder === '.')?.devDependencies ?? [];
  const view: View = { root, byName, rootDevelopment, schemas: schemasOf(house) };
  return house.flatMap((room) => [...checkManifest(room, view), ...checkFiles(room, view)]);
};

type View = {
  readonly root: string;
  readonly byName: ReadonlyMap<string, Package>;
  readonly rootDevelopment: readonly string[];
  readonly schemas: readonly string[];
};

const isScript = (file: SourceFile): boolean => /\.(ts|tsx|mjs|js)$/.test(file.path);

/** Rooms keep their tables in a schema of their own name, the platform its own. */
const schemasOf = (house: readonly Package[]): readonly string[] =>
  house.filter((room) => room.kind === 'room' || room.kind === 'platform').map(schemaOf);

const schemaOf = (room: Package): string => room.folder.slice(room.folder.lastIndexOf('/') + 1);

const checkManifest = (room: Package, view: View): readonly Breach[] => {
  const file = `${room.folder}/package.json`;
  const kind = room.kind;
  if (kind === undefined) return [{ file, line: 0, says: 'lies in a folder that the plan of the house does not know' }];
  const says: string[] = [];
  if (room.folder !== '.') {
    if (!room.files.some((one) => isScript(one) && !one.isTest)) says.push('has no source file: no empty packages');
    const inner = room.exports.filter((key) => !['.', './testing'].includes(key) && !key.endsWith('.css'));
    says.push(...inner.map((key) => `exports ${key}: a package has its door only ("." and, for tests, "./testing")`));
    says.push(...room.dependencies.filter((name) => !isMentioned(room, name)).map((name) => `never uses ${name}`));
  }
  says.push(...room.dependencies.map((name) => forbidden(kind, name, view)).filter((one) => one !== undefined));
  return says.map((text) => ({ file, line: 0, says: text }));
};

const isMentioned = (room: Package, name: string): boolean =>
  room.files.some((file) => file.text.includes(`'${name}`) || file.text.includes(`"${name}`));

/** Why this kind may not depend on that package; undefined when it may. */
const forbidden = (kind: Kind, name: string, view: View): string | undefined => {
  const wall = walls[kind];
  const other = view.byName.get(name);
  if (other?.kind !== undefined && other.kind !== 'house') {
    return wall.sees.includes(other.kind) ? undefined : `${kind} may not import ${name} (${other.kind})`;
  }
  if (wall.npm === 'declared' || wall.npm.includes(name)) return undefined;
  return `${kind} may not import the npm package ${name}`;
};

const checkFiles = (room: Package, view: View): readonly Breach[] =>
  room.files.flatMap((file) => [
    ...(isScript(file) ? scanImports(file.text).flatMap((found) => checkImport(room, file, found, view)) : []),
    ...checkPurity(room, file),
    ...checkTables(room, file, view),
  ]);

const checkImport = (room: Package, file: SourceFile, found: Import, view: View): readonly Breach[] => {
  const says = judge(room, file, found, view);
  return says === undefined ? [] : [{ file: file.path, line: found.line, says }];
};

/** Configuration of a build runs on the machine that builds, not where the package runs. */
const isBuildFile = (file: SourceFile): boolean => /\.config\.ts$/.test(file.path);

const judge = (room: Package, file: SourceFile, found: Import, view: View): string | undefined => {
  const { specifier } = found;
  if (room.kind === undefined) return undefined;
  if (specifier === undefined) {
    return file.isTest || room.kind === 'house' ? undefined : 'an import whose name is computed cannot be checked';
  }
  if (specifier.startsWith('.')) return judgeRelative(room, file, specifier, view);
  if (specifier.startsWith('node:')) {
    const allowed = walls[room.kind].node || file.isTest || isBuildFile(file);
    return allowed ? undefined : `${room.kind} may not use ${specifier}`;
  }
  return judgePackage(room, room.kind, file, { ...found, specifier }, view);
};

const judgeRelative = (room: Package, file: SourceFile, specifier: string, view: View): string | undefined => {
  const target = relative(view.root, join(view.root, file.path, '..', specifier));
  const home =
    room.folder === '.'
      ? ['tools/', 'tests/'].some((own) => target.startsWith(own))
      : target.startsWith(`${room.folder}/`);
  return home ? undefined : `${specifier} leaves the package: enter a room by its door, the package name`;
};

type PackageImport = Import & { readonly specifier: string };

const judgePackage = (
  room: Package,
  kind: Kind,
  file: SourceFile,
  found: PackageImport,
  view: View,
): string | undefined => {
  const [first = '', second] = found.specifier.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  const other = view.byName.get(name);
  if (other === room) return undefined;
  const helps = file.isTest || kind === 'house' || isBuildFile(file);
  if (other !== undefined) {
    const known = helps || room.dependencies.includes(name);
    return judgeDoor(other, found.specifier, helps) ?? forbidden(kind, name, view) ?? undeclared(name, known);
  }
  const helpers = [...room.devDependencies, ...view.rootDevelopment];
  // Types that a package brings for another one are kept at the root for the whole house, and are erased.
  const isHelp = (helps && helpers.includes(name)) || (found.typeOnly && helpers.includes(`@types/${name}`));
  const known = isHelp || room.dependencies.includes(name);
  return (helps ? undefined : forbidden(kind, name, view)) ?? undeclared(name, known);
};

const judgeDoor = (other: Package, specifier: string, helps: boolean): string | undefined => {
  const inner = specifier.slice(other.name.length);
  if (inner === '/testing' && !helps) return `${specifier} is for tests only`;
  const isDoor = inner === '' || other.exports.includes(`.${inner}`);
  return isDoor ? undefined : `${specifier} is an inner path: enter a room by its door, the package name`;
};

const undeclared = (name: string, known: boolean): string | undefined =>
  known ? undefined : `${name} is not in its package.json`;

/** What brings the world into a law: clock, random, I/O, waiting. */
const impurities: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/, 'reads a clock'],
  [/\bMath\.random\b|\bcrypto\.|\bnewId\(/, 'uses random'],
  [/\bsetTimeout\(|\bsetInterval\(|\bawait\b|\basync\b|\bPromise\b/, 'waits'],
  [/\bfetch\(|\bconsole\.|\bprocess\.(env|argv|cwd|exit|hrtime|pid|std)|\blocalStorage\b/, 'does I/O'],
];

/** Ids are made of time and chance, and every room and screen makes some: the one place for that is the lowest floor. */
const idMaker = 'packages/words/src/ids.ts';

const checkPurity = (room: Package, file: SourceFile): readonly Breach[] => {
  if (file.path === idMaker) return [];
  if (room.kind === undefined || !walls[room.kind].pure || file.isTest || !isScript(file)) return [];
  return blankComments(file.text)
    .split('\n')
    .flatMap((text, index) =>
      impurities
        .filter(([shape]) => shape.test(text))
        .map(([, what]) => ({ file: file.path, line: index + 1, says: `${room.kind} ${what}` })),
    );
};

const naming = '(?:from|join|into|update|table|references|copy|selectFrom|insertInto|updateTable|deleteFrom|Join)';

/** A room's tables are its own: neighbours ask at its door. The application and the tests wire and look everywhere. */
const checkTables = (room: Package, file: SourceFile, view: View): readonly Breach[] => {
  if (file.isTest || room.kind === 'house' || room.kind === 'server' || !/\.(ts|sql)$/.test(file.path)) return [];
  const others = view.schemas.filter((schema) => schema !== schemaOf(room));
  if (others.length === 0) return [];
  const shape = new RegExp(`\\b\\w*${naming}(?:\\s+|\\(\\s*)['"\`]?(${others.join('|')})\\.[a-z_]+`);
  const code = file.path.endsWith('.sql') ? file.text.replaceAll(/--.*$/gm, '') : blankComments(file.text);
  return code.split('\n').flatMap((text, index) => {
    const schema = shape.exec(text)?.[1];
    const says = `names a table of ${schema}: ask at the door of that room`;
    return schema === undefined ? [] : [{ file: file.path, line: index + 1, says }];
  });
};

/** Breaches as lines for a person. */
export const tellBreaches = (breaches: readonly Breach[]): string =>
  breaches.map(({ file, line, says }) => `${file}${line > 0 ? `:${line}` : ''}  ${says}`).join('\n');

if (import.meta.main) {
  const breaches = checkRooms(fileURLToPath(new URL('..', import.meta.url)));
  process.stdout.write(breaches.length === 0 ? 'The walls hold.\n' : `${tellBreaches(breaches)}\n`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
