import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiCall, createClient } from '@liandong/contract';
import { sessionCookieOf } from '@liandong/platform';
import { refuse } from '@liandong/words';
import { host } from './node-config.ts';
import { operatorTokenFile } from './operator.ts';

/** Ports of a federation's nodes lie one above the other, city first. */
export type RunningNode = { readonly id: string; readonly port: number; readonly url: string; readonly call: ApiCall };

type Who = { readonly id: string };

const askNode = async (url: string): Promise<string> => {
  try {
    const response = await fetch(`${url}/api/v1/node`);
    return ((await response.json()) as Who).id;
  } catch {
    throw refuse('node.not-running', { url });
  }
};

/**
 * Talks to a running node in the operator's name: who may read the data folder may order the node.
 * @throws node.not-running
 */
export const operatorOf = async (dataDirectory: string, port: number): Promise<RunningNode> => {
  const url = `http://${host}:${port}`;
  const id = await askNode(url);
  const token = await readFile(operatorTokenFile(path.join(dataDirectory, id)), 'utf8');
  const cookie = `${sessionCookieOf(port)}=${token}`;
  return {
    id,
    port,
    url,
    call: createClient(url, (address, init) => fetch(address, { ...init, headers: { ...init.headers, cookie } })),
  };
};
