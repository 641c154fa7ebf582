import { setTimeout as delay } from 'node:timers/promises';
import { type ApiCall, nodeRoutes } from '@liandong/contract';
import { clientOf, until } from '../support/federation.ts';
import {
  type FederationProcess,
  type Installation,
  killPostgres,
  startFederationProcess,
} from '../support/federation-process.ts';
import { wrongVerdicts } from './kill-nine-audit.ts';
import {
  compareAlerts,
  compareLetters,
  compareOrders,
  doubledCases,
  lostReadingsOf,
  readCases,
} from './kill-nine-checks.ts';
import { type Crew, openCrew } from './kill-nine-crew.ts';
import { type Field, openField } from './kill-nine-gauges.ts';

/**
 * What is killed: the node alone (PostgreSQL is adopted at the next start), with the server, with all its backends; or
 * the node on its way out, which leaves a server that may be stopping.
 */
const targets = ['node', 'node and postmaster', 'postmaster before node', 'everything', 'node while it stops'] as const;

export type KillNineOptions = Installation & {
  readonly kills: number;
  readonly seed: number;
  readonly onProgress?: (text: string) => void;
};

/** `kills`, `acknowledged…`, `repeatedOrders`, `alerts`, `letters` count what happened; everything else has to be 0. */
export type KillNineFigures = {
  readonly kills: number;
  readonly acknowledgedReadings: number;
  readonly lostReadings: number;
  readonly acknowledgedActs: number;
  readonly lostActs: number;
  readonly actsDoubled: number;
  /** Orders that a kill left without an answer and that were sent again. */
  readonly repeatedOrders: number;
  readonly alerts: number;
  readonly alertsDoubled: number;
  readonly alertsLost: number;
  readonly alertsUnlike: number;
  readonly casesDoubled: number;
  readonly letters: number;
  readonly lettersLost: number;
  readonly lettersDoubled: number;
  /** Verdicts of `audit verify` that were not as they should be: running, stopped, and with one byte changed. */
  readonly auditWrong: number;
  readonly slowestStartMs: number;
};

/** The same seed gives the same water and the same choices; when acts and kills meet is chance. */
const createChance = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b_79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Watchers = { readonly desks: readonly ApiCall[]; readonly auditors: readonly ApiCall[] };
type Tally = { -readonly [K in keyof KillNineFigures]: KillNineFigures[K] };

const nodes = ['city', 'district', 'street'] as const;
const callsOf = (port: number, post: string): Promise<readonly ApiCall[]> =>
  Promise.all(nodes.map((node, index) => clientOf(port + index, `${node}-${post}`)));

const killAll = async (
  federation: FederationProcess,
  target: (typeof targets)[number],
  dataDirectory: string,
  chance: () => number,
) => {
  switch (target) {
    case 'node':
      return federation.kill();
    case 'node and postmaster':
    case 'everything': {
      const gone = federation.kill();
      killPostgres(dataDirectory, target === 'everything');
      return gone;
    }
    case 'postmaster before node':
      killPostgres(dataDirectory, false);
      await delay(50);
      return federation.kill();
    case 'node while it stops':
      federation.stop().catch(() => undefined);
      await delay(1_000 * chance());
      return federation.kill();
  }
};

/** Readings and acts until a random moment; the errors of the killed are none. */
const workAndKill = async (options: KillNineOptions, federation: FederationProcess, parts: Parts, round: number) => {
  const target = targets[round % targets.length] ?? 'node';
  const end = new AbortController();
  const working = Promise.all([parts.field.send(end.signal), parts.crew.work(end.signal)]);
  const failed = working.then(() => undefined);
  await Promise.race([failed, delay(300 + 2_200 * parts.chance())]);
  end.abort();
  await killAll(federation, target, options.dataDirectory, parts.chance);
  await failed;
  options.onProgress?.(`kill ${round + 1}: ${target}`);
};

type Parts = {
  readonly field: Field;
  readonly crew: Crew;
  readonly watchers: Watchers;
  readonly chance: () => number;
};

/** Starts again; some starts are killed on their way too. */
const restart = async (options: KillNineOptions, chance: () => number, tally: Tally): Promise<FederationProcess> => {
  if (chance() < 0.2) {
    const early = startFederationProcess(options);
    await delay(200 + 3_000 * chance());
    await early.kill();
    options.onProgress?.('killed while starting');
  }
  const began = performance.now();
  const federation = startFederationProcess(options);
  await federation.ready();
  tally.slowestStartMs = Math.max(tally.slowestStartMs, Math.round(performance.now() - began));
  return federation;
};

const addAlerts = async (tally: Tally, { field, watchers }: Parts, say: (text: string) => void): Promise<void> => {
  const [city] = watchers.desks;
  if (city === undefined) throw new Error('no desk');
  const wrong = (found: Awaited<ReturnType<typeof compareAlerts>>): number =>
    found.alertsDoubled + found.alertsLost + found.alertsUnlike;
  let found = await compareAlerts(city, field.gauges);
  // A clear hold that ended by the clock is told at the next tick.
  for (let tries = 0; wrong(found) > 0 && tries < 20; tries += 1) {
    await delay(250);
    found = await compareAlerts(city, field.gauges);
  }
  for (const line of found.differences) say(line);
  tally.alerts = found.expected;
  tally.alertsDoubled += found.alertsDoubled;
  tally.alertsLost += found.alertsLost;
  tally.alertsUnlike += found.alertsUnlike;
};

/** What a restart must have brought back, before anybody sends anything again. */
const checkRestart = async (options: KillNineOptions, parts: Parts, tally: Tally): Promise<void> => {
  const { crew, field, watchers } = parts;
  const say = (text: string): void => options.onProgress?.(text);
  const [city] = watchers.desks;
  if (city === undefined) throw new Error('no desk');
  tally.lostReadings += await lostReadingsOf(city, field.gauges);
  await addAlerts(tally, parts, say);
  tally.repeatedOrders += (await crew.repeat()).length;
  const cases = await Promise.all(watchers.desks.map(readCases));
  const { lostActs, actsDoubled } = compareOrders(crew.orders, cases);
  tally.lostActs += lostActs;
  tally.actsDoubled += actsDoubled;
  tally.casesDoubled += doubledCases(cases[0] ?? []);
  for (const auditor of watchers.auditors) {
    const verdict = await auditor(nodeRoutes.verifyAudit);
    if (verdict.intact) continue;
    tally.auditWrong += 1;
    say(`audit: ${JSON.stringify(verdict)}`);
  }
};

/** When nothing is on its way any more, nothing may be missing and nothing may be there twice. */
const checkLetters = async ({ crew, watchers }: Parts, tally: Tally): Promise<void> => {
  const compare = async () =>
    compareLetters(watchers.desks, crew.orders, await Promise.all(watchers.desks.map(readCases)));
  const settled = until(
    'all letters',
    async () => {
      const found = await compare();
      return found.lettersLost + found.lettersDoubled === 0 ? found : undefined;
    },
    20_000,
  );
  Object.assign(tally, await settled.catch(compare));
};

const nothing: KillNineFigures = {
  kills: 0,
  acknowledgedReadings: 0,
  lostReadings: 0,
  acknowledgedActs: 0,
  lostActs: 0,
  actsDoubled: 0,
  repeatedOrders: 0,
  alerts: 0,
  alertsDoubled: 0,
  alertsLost: 0,
  alertsUnlike: 0,
  casesDoubled: 0,
  letters: 0,
  lettersLost: 0,
  lettersDoubled: 0,
  auditWrong: 0,
  slowestStartMs: 0,
};

const openParts = async ({ port, seed }: KillNineOptions): Promise<Parts> => {
  const chance = createChance(seed);
  const clocks = await callsOf(port, 'system');
  const [system] = clocks;
  if (system === undefined) throw new Error('no city');
  const watchers = { desks: await callsOf(port, 'duty'), auditors: await callsOf(port, 'audit') };
  const field = await openField({ port, system, clocks, chance });
  return { field, crew: await openCrew(port, chance), watchers, chance };
};

/** Kills the platform again and again while it works, and looks each time at what it still knows. */
export const runKillNine = async (options: KillNineOptions): Promise<KillNineFigures> => {
  const tally: Tally = { ...nothing };
  let federation = startFederationProcess(options);
  try {
    await federation.ready();
    const parts = await openParts(options);
    for (let round = 0; round < options.kills; round += 1) {
      await workAndKill(options, federation, parts, round);
      tally.kills += 1;
      federation = await restart(options, parts.chance, tally);
      await checkRestart(options, parts, tally);
    }
    await checkLetters(parts, tally);
    tally.auditWrong += await wrongVerdicts(options, federation);
    const { gauges } = parts.field;
    tally.acknowledgedReadings = gauges.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    tally.acknowledgedActs = parts.crew.orders.filter(({ fate }) => fate === 'done').length;
    return tally;
  } finally {
    await federation.kill();
    killPostgres(options.dataDirectory, true);
  }
};
