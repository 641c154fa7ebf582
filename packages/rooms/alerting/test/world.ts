import { readingFlags } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type FakeClock, fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import {
  type ActContext,
  brandId,
  type DatastreamId,
  type Instant,
  instant,
  type NodeId,
  type TerminalId,
} from '@liandong/words';
import {
  type Alerting,
  type AlertingNeighbours,
  alertingMigrations,
  createAlerting,
  type WatchedStream,
} from '../src/index.ts';

const minute = 60_000;
/** City time zero of the tests: 2023-09-29T10:00Z. */
const zero = Date.UTC(2023, 8, 29, 10);
/** The instant so many minutes after zero. */
export const at = (minutes: number): Instant => instant(zero + minutes * minute);

export const system: ActContext = {
  actor: { kind: 'system', id: 'alerting', name: 'alerting' },
  node: brandId<NodeId>('city'),
  exercise: false,
};
export const asUser = (id: string, name = id): ActContext => ({ ...system, actor: { kind: 'user', id, name } });

const words = (text: string) => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });
const from = { unit: 'cm', source: 'test', since: '2026-01-01', quality: 'B' };

/** A profile of one rule: 10, 30, 60 cm; clear under 5 cm for 10 minutes; repeat 60 minutes; silence 30 minutes. */
export const profile = (change: object = {}): unknown => ({
  rules: [
    {
      id: 'street-depth',
      name: words('street depth'),
      terminalType: 'street-gauge',
      characteristic: 'waterDepth',
      unit: 'cm',
      comparator: 'above',
      levels: [
        { ...from, level: 'warn', name: words('Warning'), rank: 1, threshold: 10 },
        { ...from, level: 'danger', name: words('Danger'), rank: 2, threshold: 30 },
        { ...from, level: 'grave', name: words('Grave'), rank: 3, threshold: 60 },
      ],
      clear: { ...from, threshold: 5 },
      timing: { ...from, holdMs: 0, clearHoldMs: 10 * minute, minRepeatMs: 60 * minute },
      noData: { ...from, afterMs: 30 * minute, name: words('No data') },
      excludedQuality: ['outOfRange', 'future'],
      ...change,
    },
  ],
});

/** `[stream, minutes, value]`, with quality flags where they matter. */
export type Sent = readonly [stream: number, minutes: number, value: number, quality?: number];

type Change<T> = { -readonly [Key in keyof T]: T[Key] };

/** A terminal of type street-gauge with one datastream; odd ones lie in district A, even ones in B. */
const gauge = (id: number): Change<WatchedStream> => ({
  id: id as DatastreamId,
  characteristic: { code: 'waterDepth', unit: 'cm' },
  latestAt: Number.NEGATIVE_INFINITY,
  terminal: {
    id: brandId<TerminalId>(`terminal-${id}`),
    code: `G${id}`,
    name: `Gauge ${id}`,
    model: { type: { code: 'street-gauge' } },
    jurisdictionCode: id % 2 === 1 ? 'A' : 'B',
    jurisdictionPath: ['city', id % 2 === 1 ? 'A' : 'B'],
    lon: -73.9,
    lat: 40.7,
    address: id === 1 ? '9th St / Smith St' : undefined,
    lastHeardAt: Number.NEGATIVE_INFINITY,
  },
});

/** Keeps readings as the perception room does: durable with their transaction, late ones marked, duplicates dropped. */
export type World = {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly neighbours: AlertingNeighbours;
  readonly alerting: () => Alerting;
  /** Starts a new room on the same database, as after a `kill -9` of the old one. */
  restart(): Promise<void>;
  send(
    readings: readonly Sent[],
    options?: { readonly fails?: boolean; readonly beats?: readonly (readonly [number, number])[] },
  ): Promise<void>;
};

type Cleanup = { after(run: () => Promise<void> | void): void };

export const world = async (t: Cleanup, rules: unknown = profile(), streamCount = 4): Promise<World> => {
  const clock = fakeClock();
  clock.setCity(at(0));
  const database = await testDatabase(t, [alertingMigrations], { clock });
  const streams = Array.from({ length: streamCount }, (_, index) => gauge(index + 1));
  const durable: { id: number; at: Instant; value: number; quality: number }[] = [];
  const neighbours: AlertingNeighbours = {
    systemContext: system,
    stream: (id) => streams[id - 1],
    streamsOf: (terminal) => streams.filter((stream) => stream.terminal.id === terminal),
    readingsSince: async (id, after, limit) =>
      durable
        .filter((each) => each.id === id && each.at > after)
        .sort((a, b) => a.at - b.at)
        .slice(0, limit),
  };
  const make = () => createAlerting({ database, neighbours, log: silentLog, checkpointMs: 3_600_000 });
  let alerting = make();
  await alerting.loadRules(rules);
  await alerting.start();

  const send: World['send'] = async (readings, { fails = false, beats = [] } = {}) => {
    const newest = new Map(streams.map((stream) => [stream.id as number, stream.latestAt]));
    const rows = readings.flatMap(([id, minutes, value, quality = 0]) => {
      const time = at(minutes);
      if (durable.some((each) => each.id === id && each.at === time)) return [];
      const late = time < (newest.get(id) ?? 0);
      if (!late) newest.set(id, time);
      return [{ id, at: time, value, quality: late ? quality | readingFlags.late : quality }];
    });
    const batch = {
      count: rows.length,
      datastreamId: rows.map((row) => row.id),
      at: rows.map((row) => row.at),
      value: rows.map((row) => row.value),
      quality: rows.map((row) => row.quality),
      heartbeats: beats.map(([id, minutes]) => ({
        terminalId: brandId<TerminalId>(`terminal-${id}`),
        at: at(minutes),
      })),
    };
    clock.setCity(
      instant(
        Math.max(
          clock.city(),
          ...rows.filter((row) => (row.quality & readingFlags.future) === 0).map((row) => row.at),
          ...batch.heartbeats.map((beat) => beat.at),
        ),
      ),
    );
    try {
      await database.write(system, async (work) => {
        await alerting.evaluateBatch(batch, work);
        if (fails) throw new Error('disk full');
      });
    } catch (error) {
      await alerting.reset();
      if (!fails) throw error;
      return;
    }
    durable.push(...rows);
    for (const stream of streams) stream.latestAt = newest.get(stream.id) ?? stream.latestAt;
  };

  return {
    database,
    clock,
    neighbours,
    alerting: () => alerting,
    restart: async () => {
      // The old one keeps what it had in memory to itself: nothing of it is written any more.
      alerting = make();
      await alerting.start();
    },
    send,
  };
};

/** What stands in the event log of alerts, by city time and then by name, as `AlertRaised G1 warn`. */
export const factsOf = async (database: Database): Promise<readonly string[]> => {
  const { rows } = await database.pool.query<{ type: string; body: Record<string, unknown> }>(
    `select e.type, e.body from platform.event e where e.object_kind = 'alert' order by e.body->>'at', e.type, e.body->>'terminalCode'`,
  );
  return rows.map(({ type, body }) => [type, body.terminalCode, body.level].filter(Boolean).join(' '));
};
