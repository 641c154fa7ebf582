import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { groundRoutes } from '@liandong/contract';
import { startEmbeddedPostgres } from '@liandong/platform';
import { silentLog } from '@liandong/platform/testing';
import { clientOf, freePorts, host, makeDataFolder } from '../support/federation.ts';
import { startFederationProcess } from '../support/federation-process.ts';
import { heading, median, round, table, verdict } from './support/report.ts';
import { machine } from './support/stand.ts';

// What a newcomer waits for after the packages are there: `npm start` in an empty folder (three nodes, the sample city
// seeded and alive) until the console can be logged in to, until the map's ground is built, and the same once more in the
// folder that the first start left. Against what no start can do without: making and starting an empty PostgreSQL.

const rounds = 3;
/** Share of the first start that is PostgreSQL's own. */
const target = 0.1;

const seconds = async (run: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
};

/** initdb, start, the three databases. */
const bareStart = async (): Promise<number> => {
  const dataDirectory = await makeDataFolder();
  const stops: (() => Promise<void>)[] = [];
  const took = await seconds(async () => {
    const postgres = await startEmbeddedPostgres({ dataDirectory, log: silentLog, onProgress: () => undefined });
    stops.push(() => postgres.stop());
    for (const name of ['city', 'district', 'street']) await postgres.ensureDatabase(`liandong_${name}`);
  });
  for (const stop of stops) await stop();
  await rm(dataDirectory, { recursive: true, force: true });
  return took;
};

const usable = async (port: number): Promise<void> => {
  const page = await fetch(`http://${host}:${port}/`);
  if (!page.ok) throw new Error(`no console: ${page.status}`);
  await clientOf(port, 'city-duty');
};

const groundThere = async (port: number): Promise<void> => {
  const call = await clientOf(port, 'city-duty');
  while ((await call(groundRoutes.state)).grounds.length === 0) await delay(100);
};

type Start = { readonly usableS: number; readonly groundS: number };

const wholeStart = async (dataDirectory: string, port: number): Promise<Start> => {
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  const platform = startFederationProcess({ dataDirectory, port }, { whole: true });
  try {
    await platform.ready();
    await usable(port);
    const usableS = since();
    await groundThere(port);
    return { usableS, groundS: since() };
  } finally {
    await platform.stop();
  }
};

const bare: number[] = [];
const first: Start[] = [];
const second: Start[] = [];
heading('start: from nothing to a usable console', [
  machine(),
  `${rounds} rounds; packages are installed and the console is built beforehand`,
]);
for (let turn = 0; turn < rounds; turn += 1) {
  bare.push(await bareStart());
  const dataDirectory = await makeDataFolder();
  const port = await freePorts();
  first.push(await wholeStart(dataDirectory, port));
  second.push(await wholeStart(dataDirectory, port));
  await rm(dataDirectory, { recursive: true, force: true });
}
const row = (name: string, starts: readonly Start[]) => [
  name,
  round(median(starts.map(({ usableS }) => usableS)), 1),
  round(median(starts.map(({ groundS }) => groundS)), 1),
];
table(
  ['median of seconds', 'usable', 'ground drawn'],
  [['bare PostgreSQL', round(median(bare), 1), ''], row('first start', first), row('second start', second)],
);
const firstS = median(first.map(({ usableS }) => usableS));
verdict({
  bench: 'start',
  ratio: round(median(bare) / firstS, 2),
  target,
  bareS: round(median(bare), 2),
  firstS: round(firstS, 2),
  firstGroundS: round(median(first.map(({ groundS }) => groundS)), 2),
  secondS: round(median(second.map(({ usableS }) => usableS)), 2),
});
