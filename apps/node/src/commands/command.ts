import path from 'node:path';
import { parseArgs } from 'node:util';
import { refuse } from '@liandong/words';
import { usualPort } from '../arguments.ts';

/** One word of the command line. */
export type Command = {
  readonly usage: string;
  readonly does: string;
  /** @returns the exit code */
  run(words: readonly string[]): Promise<number>;
};

export type Place = { readonly dataDirectory: string; readonly port: number };

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

/** Reads `--data`, `--port` and a command's own options; the rest are its words. */
export const readWords = (words: readonly string[], options: Options = {}) => {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { data: { type: 'string' }, port: { type: 'string' }, ...options },
  });
  const port = Number(values.port ?? usualPort);
  if (!Number.isInteger(port) || port < 1) throw refuse('node.bad-argument', { key: '--port', value: values.port });
  const place: Place = { dataDirectory: path.resolve(String(values.data ?? 'data')), port };
  return { place, values: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
};

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
