import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiCall, createClient, peopleRoutes } from '@liandong/contract';
import { type CityId, type Federation, startFederation } from '@liandong/node';
import { sessionCookieOf } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';

type Cleanup = { after(run: () => Promise<void> | void): void };

export const host = '127.0.0.1';

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });

/** Three console ports in a row whose link ports (100 above) and MQTT port (50 above) are free too. */
export const freePorts = async (): Promise<number> => {
  for (let tries = 0; tries < 200; tries += 1) {
    // Below 32768: above lie the ports that outgoing connections take at any moment.
    const port = 10_000 + Math.floor(Math.random() * 225) * 100;
    const wanted = [0, 1, 2, 50, 100, 101, 102].map((offset) => port + offset);
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error('no free ports');
};

export const mqttPortOf = (port: number): number => port + 50;

/** A temporary data folder that the database's user may enter; the caller removes it. */
export const makeDataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'liandong-tests-'));
  await chmod(folder, 0o755);
  return folder;
};

export type TestFederation = Federation & { readonly port: number; readonly dataDirectory: string };

/** Starts a whole federation in this process on free ports; stopped and removed after the test. */
export const startTestFederation = async (
  t: Cleanup,
  options: { readonly city?: CityId; readonly living?: boolean } = {},
): Promise<TestFederation> => {
  const dataDirectory = await makeDataFolder();
  const port = await freePorts();
  const federation = await startFederation({
    dataDirectory,
    port,
    mqttPort: mqttPortOf(port),
    city: options.city ?? 'sample',
    living: options.living ?? false,
    log: silentLog,
    onProgress: () => undefined,
  });
  t.after(async () => {
    await federation.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });
  return { ...federation, port, dataDirectory };
};

/** A client with a session of its own; `undefined` user: nobody signed in. */
export const clientOf = async (port: number, loginName?: string, password = 'liandong-demo'): Promise<ApiCall> => {
  let cookie = '';
  const url = `http://${host}:${port}`;
  const call = createClient(url, async (address, init) => {
    const response = await fetch(address, {
      ...init,
      headers: { ...init.headers, ...(cookie === '' ? {} : { cookie }) },
    });
    const set = response.headers.get('set-cookie');
    if (set?.startsWith(sessionCookieOf(port)) === true) cookie = set.split(';')[0] ?? '';
    return response;
  });
  if (loginName !== undefined) await call(peopleRoutes.login, { body: { loginName, password } });
  return call;
};

/** Asks again until the answer is there; fails after a while with what was seen last. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined>, limitMs = 30_000): Promise<T> => {
  const end = Date.now() + limitMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
