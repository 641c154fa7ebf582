import path from 'node:path';
import {
  type AlertView,
  type ApiCall,
  alertRoutes,
  type CaseView,
  caseRoutes,
  nodeRoutes,
  terminalRoutes,
} from '@liandong/contract';
import {
  floodGatewaySecret,
  floodnetReplay,
  readFloodDataset,
  runAutomaticCrew,
  sendReplay,
  stepMsFor,
} from '@liandong/flood';
import { type Instant, instant } from '@liandong/words';
import { clientOf, host, mqttPortOf, type TestFederation, until } from '../support/federation.ts';

export const datasets = path.resolve(import.meta.dirname, '../..', process.env.LIANDONG_DATASETS ?? '../shared/data');

export type NightOptions = {
  readonly from: Instant;
  readonly to: Instant;
  /** City time between two signs of life of a sensor; below the rule's silence. */
  readonly heartbeatMs?: number;
  /** Cut the link between city and boroughs at one share of the replay, mend it at another. */
  readonly cut?: { readonly at: number; readonly mendedAt: number };
  readonly onProgress?: (text: string) => void;
};

/** What the night left behind on the three nodes. */
export type Night = {
  readonly heartbeatMs: number;
  readonly readings: number;
  readonly alerts: readonly AlertView[];
  /** Root cases as the city has them, with their timelines. */
  readonly cases: readonly CaseView[];
  readonly sensorOf: ReadonlyMap<string, string>;
  readonly roots: readonly number[];
  readonly openLeft: number;
  readonly backlogAtMend: number;
};

const far = { limit: 5_000 } as const;
const people = ['nyc-duty', 'borough-desk', 'board-crew'] as const;

const openEverywhere = async (calls: readonly ApiCall[]): Promise<number> => {
  const queues = await Promise.all(calls.map((call) => call(caseRoutes.queue, { query: { state: 'open', ...far } })));
  return queues.reduce((sum, queue) => sum + queue.length, 0);
};

const backlogOf = async (call: ApiCall): Promise<number> =>
  (await call(nodeRoutes.links)).reduce((sum, link) => sum + link.backlog, 0);

/** Replays the measured events of a span through the real MQTT path into a running federation, crew and all. */
export const runNight = async (federation: TestFederation, options: NightOptions): Promise<Night> => {
  const { port } = federation;
  const dataset = await readFloodDataset(datasets);
  const replay = floodnetReplay(dataset, {
    from: options.from,
    to: options.to,
    stepMs: stepMsFor(2_000),
    ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
  });
  const urlAt = (index: number): string => `http://${host}:${port + index}`;
  const end = new AbortController();
  const crew = runAutomaticCrew({ urls: { city: urlAt(0), borough: urlAt(1), board: urlAt(2) }, signal: end.signal });
  const clocks = await Promise.all(
    ['city', 'borough', 'board'].map((node, index) => clientOf(port + index, `${node}-system`)),
  );
  const [city] = federation.nodes;
  if (city === undefined) throw new Error('no city node');
  const calls = await Promise.all(people.map((login, index) => clientOf(port + index, login)));
  const link = createCut(clocks[0], options, replay);
  const figures = await sendReplay({
    replay,
    mqttUrl: `mqtt://${host}:${mqttPortOf(port)}`,
    token: await city.services.secret(floodGatewaySecret),
    speed: Number.POSITIVE_INFINITY,
    clocks,
    onStep: ({ cityAt }) => link.passes(cityAt),
  });
  await link.settled();
  options.onProgress?.(`replayed ${figures.readings} readings`);
  await until(
    'all cases closed on all nodes',
    async () => ((await openEverywhere(calls)) === 0 ? true : undefined),
    120_000,
  );
  await until(
    'empty backlogs',
    async () => {
      const backlogs = await Promise.all(clocks.map(backlogOf));
      return backlogs.every((backlog) => backlog === 0) ? true : undefined;
    },
    60_000,
  );
  end.abort();
  await crew;
  return {
    ...(await gather(calls)),
    heartbeatMs: replay.heartbeatMs,
    readings: figures.readings,
    backlogAtMend: link.backlogAtMend(),
  };
};

const gather = async (calls: readonly ApiCall[]) => {
  const [city] = calls;
  if (city === undefined) throw new Error('no client');
  const terminals = await city(terminalRoutes.list, { query: far });
  const rows = await city(caseRoutes.queue, { query: { state: 'all', ...far } });
  const cases: CaseView[] = [];
  for (const row of rows) cases.push(await city(caseRoutes.one, { params: { id: row.id } }));
  const figures = await Promise.all(calls.map((call) => call(caseRoutes.figures)));
  return {
    alerts: await city(alertRoutes.list, { query: { state: 'all', ...far } }),
    cases,
    sensorOf: new Map(terminals.map((terminal) => [terminal.id, terminal.code])),
    roots: figures.map((one) => one.roots),
    openLeft: await openEverywhere(calls),
  };
};

/** Cuts and mends the link to the boroughs at shares of the replayed time. */
const createCut = (
  call: ApiCall | undefined,
  { cut }: NightOptions,
  span: { readonly begins: Instant; readonly ends: Instant },
) => {
  const at = (share: number): Instant => instant(span.begins + (span.ends - span.begins) * share);
  let stage: 'before' | 'cut' | 'mended' = 'before';
  let backlog = 0;
  let running: Promise<unknown> = Promise.resolve();
  const params = { peer: 'borough' } as const;
  const passes = (cityAt: Instant): void => {
    if (cut === undefined || call === undefined) return;
    if (stage === 'before' && cityAt >= at(cut.at)) {
      stage = 'cut';
      running = call(nodeRoutes.cut, { params });
    } else if (stage === 'cut' && cityAt >= at(cut.mendedAt)) {
      stage = 'mended';
      running = running.then(async () => {
        backlog = await backlogOf(call);
        await call(nodeRoutes.mend, { params });
      });
    }
  };
  return { passes, settled: () => running, backlogAtMend: () => backlog };
};
