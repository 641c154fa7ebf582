import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSetUpLock } from './set-up-lock.mjs';

/** The folder of the clone. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Something the person at the keyboard can mend; its message says how. */
export class SetUpError extends Error {}

const modules = join(root, 'node_modules');
const installStamp = join(modules, '.liandong-stamp');
const consoleFolder = join(root, 'apps', 'console');
const consoleOutput = join(consoleFolder, 'dist');
const consoleStamp = join(consoleOutput, '.liandong-stamp');
/** What the console is built from; the list of a package's own imports follows the walls. */
const consoleSources = ['apps/console', 'packages/console-kit', 'packages/contract', 'packages/laws', 'packages/words'];

/** Installs the pinned packages when they are absent or not those of package-lock.json. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withSetUpLock(join(root, '.liandong'), say, async () => {
    if (isInstalled()) return;
    if (!sameAsInstalled()) await install();
    writeFileSync(installStamp, hashOf(['package-lock.json']));
  });
}

/** Builds the console when its sources changed since the last build; nothing to do while there is no console. */
export async function ensureConsole() {
  if (!existsSync(join(consoleFolder, 'index.html'))) return;
  const wanted = consoleSourcesHash();
  const isBuilt = () => readOr(consoleStamp) === wanted;
  if (isBuilt()) return;
  await withSetUpLock(join(root, '.liandong'), say, async () => {
    if (!isBuilt()) await buildConsole(wanted);
  });
}

/** The Node 24 of package.json; the running Node when that one is new enough and the package is not there. */
export function pinnedNode() {
  const node = join(modules, `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(node)) {
    makeExecutable(node);
    return node;
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new SetUpError(
    `Node 24 is needed, this is ${process.version}, and there is no packed Node for ${process.platform}-${process.arch}. Install Node 24 and start again.`,
  );
}

const say = (line) => process.stderr.write(`${line}\n`);

const isInstalled = () => existsSync(modules) && readOr(installStamp) === hashOf(['package-lock.json']);

/** Whether npm itself says that what lies in node_modules is what the lock file asks for (after a manual install). */
function sameAsInstalled() {
  const hidden = readOr(join(modules, '.package-lock.json'));
  if (hidden === undefined) return false;
  const present = JSON.parse(hidden).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted
    .filter(([place]) => place.includes('node_modules/'))
    .every(([place, entry]) =>
      present[place] === undefined
        ? entry.optional === true || entry.devOptional === true || entry.peer === true
        : present[place].version === entry.version && present[place].integrity === entry.integrity,
    );
}

async function install() {
  const npm = process.env.npm_execpath;
  const [program, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  await runWithProgress('Installing packages (first start, about half a minute)', program, [...first, ...words], root);
}

async function buildConsole(stamp) {
  const vite = [modules, join(consoleFolder, 'node_modules')]
    .map((folder) => join(folder, 'vite', 'bin', 'vite.js'))
    .find((file) => existsSync(file));
  if (vite === undefined) throw new SetUpError('vite is not installed: remove node_modules and start again.');
  // Built aside and moved into place: a running node goes on serving the old build, whole, until the new one is.
  const draft = join(root, '.liandong', 'console-build');
  const words = [vite, 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'];
  await runWithProgress('Building the console', pinnedNode(), words, consoleFolder);
  writeFileSync(join(draft, '.liandong-stamp'), stamp);
  const old = join(root, '.liandong', 'console-old');
  rmSync(old, { recursive: true, force: true });
  if (existsSync(consoleOutput)) renameSync(consoleOutput, old);
  renameSync(draft, consoleOutput);
  rmSync(old, { recursive: true, force: true });
}

const consoleSourcesHash = () => hashOf(['package-lock.json', ...consoleSources.flatMap(filesUnder)]);

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist', 'test', 'README.md'].includes(entry.name) && !entry.isSymbolicLink())
    .map((entry) => ({ entry, path: `${folder}/${entry.name}` }))
    .flatMap(({ entry, path }) => (entry.isDirectory() ? filesUnder(path) : [path]))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** Runs a silent program and says every ten seconds that it still works; its own words are shown when it fails. */
async function runWithProgress(title, program, words, cwd) {
  const startedAt = performance.now();
  const elapsed = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
  say(`${title} …`);
  const heartbeat = setInterval(() => say(`${title} … ${elapsed()}`), 10_000);
  const heard = [];
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (chunk) => heard.push(chunk));
      child.stderr.on('data', (chunk) => heard.push(chunk));
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`it ended with code ${code}`);
    say(`${title} … done in ${elapsed()}`);
  } catch (cause) {
    throw new SetUpError(`${Buffer.concat(heard).toString()}\n${title} failed: ${cause.message}`, { cause });
  } finally {
    clearInterval(heartbeat);
  }
}

function makeExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, statSync(file).mode | 0o111);
  }
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
