// Entry of every npm script. Runs on any Node from 20 on with nothing installed: it does the set-up that is missing,
// then hands over to the pinned Node 24.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ensureConsole, ensureInstalled, pinnedNode, root, SetUpError } from './set-up.mjs';

const testGlobs = [
  'packages/**/test/*.test.ts',
  'packs/**/test/*.test.ts',
  'apps/**/test/*.test.ts',
  'tests/house/*.test.ts',
  'tests/browser/*.test.ts',
  'tests/journeys/*.test.ts',
];
/** One stuck test must not hold up the house: the longest honest one (a whole year replayed) stays far below. */
const testLimitMs = 15 * 60_000;

/** What each npm script runs: arguments for Node 24, and whether it shows the console in a browser. */
const commands = {
  start: (words) => ({ run: ['apps/node/src/main.ts', ...words], console: true, ownGroup: true }),
  liandong: (words) => ({ run: ['apps/node/src/cli.ts', ...words] }),
  bench: (words) => named('tests/bench', words),
  journey: (words) => named('tests/journeys', words),
  pictures: (words) => ({ run: ['tools/pictures.ts', ...words], console: true }),
  check: (words) => ({ run: testRun(['tests/house/*.test.ts'], words) }),
  test: (words) => {
    const files = words.filter((word) => !word.startsWith('-')).map(testsUnder);
    const flags = words.filter((word) => word.startsWith('-'));
    const setUp = ['--test-global-setup=tools/test-setup.ts'];
    const needsConsole =
      files.length === 0 || files.some((file) => /(^|\/)(tests\/(browser|journeys)|apps)\//.test(file));
    return { run: testRun(files.length === 0 ? testGlobs : files, [...setUp, ...flags]), console: needsConsole };
  },
};

/** A folder stands for all tests below it. */
function testsUnder(path) {
  const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? `${path.replace(/\/$/, '')}/**/*.test.ts` : path;
}

function testRun(files, flags) {
  return [
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=2',
    `--test-timeout=${testLimitMs}`,
    ...flags,
    ...files,
  ];
}

/** A bench or a journey by name: one file in its folder. */
function named(folder, [name, ...words]) {
  const names = existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => file.slice(0, -3))
    : [];
  if (name === undefined || !names.includes(name)) {
    const plea = name === undefined ? 'Give a name' : `There is no "${name}" in ${folder}`;
    throw new SetUpError(`${plea}. Names: ${names.join(', ') || 'none yet'}`);
  }
  return { run: [`${folder}/${name}.ts`, ...words], console: true };
}

/**
 * Runs the program on Node 24 and ends as it ends. The program has an IPC channel: when this launcher is killed the
 * channel closes, and the program stops by itself.
 */
function handOver(node, { run, ownGroup = false }) {
  const child = spawn(node, ['--import', './tools/follow-launcher.mjs', ...run], {
    cwd: root,
    // A server gets interrupts from here only, so that one Ctrl+C is one request to stop and not two.
    detached: ownGroup,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // In the terminal's own group the child has had the interrupt already.
    if (signal === 'SIGINT' && !ownGroup && process.stdin.isTTY) process.on(signal, () => undefined);
    // A closed terminal is a request to stop in order, like any other.
    else process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  stopWithParent(child);
  child.once('error', (error) => {
    process.stderr.write(`${node} does not run: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    // Conventional shell status of a program ended by a signal, where nobody asked for it.
    process.exit(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137));
  });
}

/** npm killed without a word leaves us to another parent: nobody would stop the program then. */
function stopWithParent(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref();
}

/** A console that does not build fails a test of the house; the other tests still have their say. */
async function tryConsole() {
  try {
    await ensureConsole();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.env.LIANDONG_CONSOLE_BROKEN = '1';
  }
}

async function launch([command, ...words]) {
  const plan = Object.hasOwn(commands, command ?? '') ? commands[command] : undefined;
  if (plan === undefined) throw new SetUpError(`Usage: npm run ${Object.keys(commands).join('|')}`);
  const { console: showsConsole = false, ...program } = plan(words);
  await ensureInstalled();
  if (showsConsole) await (command === 'test' ? tryConsole() : ensureConsole());
  handOver(pinnedNode(), program);
}

try {
  await launch(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  process.stderr.write(`${error.message.replaceAll(`${root}${sep}`, '')}\n`);
  process.exitCode = 1;
}
