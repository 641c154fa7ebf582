import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ApiCall, createClient, type ImportOrder, type ImportView, importRoutes } from '@liandong/contract';
import { sessionCookieOf } from '@liandong/platform';
import { host, startTestFederation, type TestFederation } from './federation.ts';

type Cleanup = { after(run: () => Promise<void> | void): void };

/** What to do with a file, but for the file itself. */
export type Bringing = Omit<ImportOrder, 'fileId'>;

/** A city of one's own without any data, and the engineer at its machine. */
export type OwnCity = {
  readonly federation: TestFederation;
  /** Calls in the name of whoever may read the node's data folder. */
  readonly call: ApiCall;
  /** Brings a file here and imports it. */
  bring(name: string, bytes: Uint8Array, order: Bringing): Promise<ImportView>;
};

/** Starts one node whose tree has a root and nothing else. */
export const startOwnCity = async (
  t: Cleanup,
  order: { readonly root: string; readonly name: string },
): Promise<OwnCity> => {
  const federation = await startTestFederation(t, { city: 'own', order });
  const { port, dataDirectory } = federation;
  const token = await readFile(path.join(dataDirectory, 'city', 'operator-token'), 'utf8');
  const cookie = `${sessionCookieOf(port)}=${token}`;
  const call = createClient(`http://${host}:${port}`, (address, init) =>
    fetch(address, { ...init, headers: { ...init.headers, cookie } }),
  );
  return {
    federation,
    call,
    bring: async (name, bytes, wanted) => {
      const file = await call(importRoutes.upload, { query: { name }, file: new Uint8Array(bytes) });
      return call(importRoutes.start, { body: { ...wanted, fileId: file.id } });
    },
  };
};
