import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiCall, createClient, peopleRoutes } from '@liandong/contract';
import { type CityId, type CityOrder, type Federation, startFederation } from '@liandong/node';
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

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * Keeps these ports for this process while it lives, used or not: a federation that was killed and is about to start
 * again must find its ports as it left them, whatever other tests run beside.
 */
const claim = (port: number): boolean => {
  const file = path.join(tmpdir(), `liandong-test-ports-${port}`);
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    process.once('exit', () => rmSync(file, { force: true }));
    return true;
  } catch {
    if (!isAlive(Number(readFileSync(file, 'utf8')))) rmSync(file, { force: true });
    return false;
  }
};

/** Three console ports in a row whose link ports (100 above) and MQTT port (50 above) are free too. */
export const freePorts = async (): Promise<number> => {
  for (let tries = 0; tries < 400; tries += 1) {
    // Below 32768: above lie the ports that outgoing connections take at any moment. Two hundred apart: the link ports
    // of one federation must not be the console ports of the next.
    const port = 10_000 + Math.floor(Math.random() * 112) * 200;
    const wanted = [0, 1, 2, 50, 100, 101, 102].map((offset) => port + offset);
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean) && claim(port)) return port;
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

/** Terminals of the sample in tests: a few of each kind. */
const testSize = 80;

/** Starts a whole federation in this process on free ports; stopped and removed after the test. */
export const startTestFederation = async (
  t: Cleanup,
  options: {
    readonly city?: CityId;
    readonly living?: boolean;
    /** The ground under the map is built too; most tests look at none. */
    readonly drawn?: boolean;
    readonly order?: Omit<CityOrder, 'id' | 'dataDirectory'>;
  } = {},
): Promise<TestFederation> => {
  const dataDirectory = await makeDataFolder();
  const port = await freePorts();
  const federation = await startFederation({
    dataDirectory,
    port,
    mqttPort: mqttPortOf(port),
    city: { size: testSize, ...options.order, id: options.city ?? 'sample', dataDirectory },
    living: options.living ?? false,
    drawn: options.drawn ?? false,
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
