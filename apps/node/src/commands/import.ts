import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ImportOrder, type ImportView, importRoutes, importTargets } from '@liandong/contract';
import { datums, refuse } from '@liandong/words';
import { operatorOf, type RunningNode } from '../operator-client.ts';
import { type Command, print, readWords } from './command.ts';

const options = {
  target: { type: 'string' },
  datum: { type: 'string' },
  columns: { type: 'string' },
  settings: { type: 'string' },
  sheet: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

type Values = Readonly<Record<string, string | boolean | undefined>>;

const bad = (key: string, value: unknown): Error => refuse('node.bad-argument', { key, value });

/** A JSON object of texts, e.g. `{"name":"B"}`. */
const textsOf = (key: string, text: string | boolean | undefined): Record<string, string> | undefined => {
  if (typeof text !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw bad(key, text);
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
  } catch {
    throw bad(key, text);
  }
};

const orderOf = (fileId: string, values: Values): ImportOrder => {
  const target = importTargets.find((one) => one === values.target);
  if (target === undefined) throw bad('--target', `${values.target ?? ''} (${importTargets.join('|')})`);
  const datum = datums.find((one) => one === values.datum);
  if (values.datum !== undefined && datum === undefined) throw bad('--datum', `${values.datum} (${datums.join('|')})`);
  const columns = textsOf('--columns', values.columns);
  const settings = textsOf('--settings', values.settings);
  return {
    fileId,
    target,
    dryRun: values['dry-run'] === true,
    ...(datum === undefined ? {} : { datum }),
    ...(columns === undefined ? {} : { columns }),
    ...(settings === undefined ? {} : { settings }),
    ...(typeof values.sheet === 'string' ? { sheet: values.sheet } : {}),
  };
};

const showCounts = (one: ImportView): void =>
  print(
    `${one.id}  ${one.dryRun ? 'dry run ' : ''}${one.state}: read ${one.read}, taken ${one.taken}, changed ${one.changed}, unchanged ${one.unchanged}, passed over ${one.passedOver}, refused ${one.refusedCount}`,
  );

const showRows = (rows: ImportView['refused']): void => {
  for (const row of rows) print(`  row ${row.row} ${row.key ?? ''} ${row.code}: ${row.text.en}`);
};

const pollMs = 500;

/** Ground goes on in the background: tells how far it is until it has ended. */
const ended = async (node: RunningNode, begun: ImportView): Promise<ImportView> => {
  let one = begun;
  while (one.state === 'running') {
    print(`  ${Math.round(one.share * 100)} % ${one.phase ?? ''}`);
    await delay(pollMs);
    one = await node.call(importRoutes.one, { params: { id: one.id } });
  }
  return one;
};

const importFile = async (node: RunningNode, file: string, values: Values): Promise<number> => {
  orderOf('', values);
  const blob = await openAsBlob(file).catch(() => {
    throw bad('FILE', file);
  });
  const brought = await node.call(importRoutes.upload, { query: { name: path.basename(file) }, file: blob });
  if (brought.knownAs !== undefined)
    print(`the same bytes were imported as ${brought.knownAs.fileName}, ${brought.knownAs.at}`);
  const done = await ended(node, await node.call(importRoutes.start, { body: orderOf(brought.id, values) }));
  showCounts(done);
  if (done.failure !== undefined)
    print(`${done.failure.code}: ${done.failure.text['zh-Hans']}\n${done.failure.text.en}`);
  showRows(done.refused);
  if (done.refusedCount > done.refused.length)
    print(`  … all ${done.refusedCount}: ${node.url}/api/v1/imports/${done.id}/errors`);
  return done.state === 'done' && done.refusedCount === 0 ? 0 : 1;
};

const undoImport = async (node: RunningNode, id: string): Promise<number> => {
  const one = await node.call(importRoutes.undo, { params: { id } });
  print(`${one.id}  ${one.state}, left as they are: ${one.undoRefused.length}`);
  showRows(one.undoRefused);
  return one.undoRefused.length === 0 ? 0 : 1;
};

/** `liandong import FILE --target T …`, `import list`, `import undo ID`: files into the node at --port. */
export const importCommand: Command = {
  usage: 'import FILE --target T [--datum D] [--columns JSON] [--settings JSON] [--dry-run]',
  does: 'import a file, a reason for every refused row; also import list, import undo ID / 数据导入',
  run: async (words) => {
    const { place, values, positionals } = readWords(words, options);
    const [order, id] = positionals;
    if (order === undefined) throw bad('import', words.join(' '));
    const node = await operatorOf(place.dataDirectory, place.port);
    if (order === 'list' && id === undefined) {
      for (const one of await node.call(importRoutes.list)) {
        print(`${one.startedAt}  ${one.target.padEnd(13)} ${one.file.name}`);
        showCounts(one);
      }
      return 0;
    }
    if (order === 'undo' && id !== undefined) return undoImport(node, id);
    return importFile(node, order, values);
  },
};
