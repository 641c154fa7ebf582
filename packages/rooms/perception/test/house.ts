import type { TerminalType } from '@liandong/contract';
import {
  createPerception,
  type Perception,
  type PerceptionLimits,
  type PlaceQuestions,
  perceptionMigrations,
} from '@liandong/perception';
import type { Database } from '@liandong/platform';
import { type FakeClock, fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type NodeId } from '@liandong/words';

const words = (en: string) => ({ 'zh-Hans': en, 'zh-Hant': en, en });

/** A street-flood gauge: depth in centimetres, also sent in inches; battery voltage. */
const floodGauge: TerminalType = {
  code: 'flood-gauge',
  version: 1,
  name: words('Flood gauge'),
  icon: 'water',
  staleAfterMs: 600_000,
  services: [
    {
      code: 'water',
      name: words('Water'),
      characteristics: [
        {
          code: 'depthCm',
          name: words('Depth'),
          unit: 'cm',
          min: 0,
          max: 300,
          aliases: [{ key: 'depth_in', factor: 2.54 }],
        },
        { code: 'batteryV', name: words('Battery'), unit: 'V' },
      ],
      events: [],
    },
  ],
};

/** Two districts of one city; everything west of 114 degrees belongs to the first. */
export const places: PlaceQuestions = {
  toWgs84: (lon, lat) => ({ lon, lat }),
  jurisdictionPathOf: (code) => (['D1', 'D2'].includes(code) ? ['C', code] : code === 'C' ? ['C'] : undefined),
  jurisdictionAt: (lon) => (lon > 120 ? undefined : lon < 114 ? 'D1' : 'D2'),
};

export const context: ActContext = {
  actor: { kind: 'system', id: 'test', name: 'test' },
  node: brandId<NodeId>('city'),
  exercise: false,
};

type Cleanup = { after(run: () => Promise<void> | void): void };

export type House = {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly room: Perception;
  /** Another room on the same database, as after a restart. */
  open(): Promise<Perception>;
};

export const gauge = (code: string, token = `token-of-${code}`) => ({
  code,
  name: `Gauge ${code}`,
  typeCode: 'flood-gauge',
  lon: 113.9,
  lat: 22.5,
  datum: 'WGS-84' as const,
  token,
});

/** A started room with gauges G1 and G2 and a gateway. */
export const openHouse = async (t: Cleanup, limits: Partial<PerceptionLimits> = {}): Promise<House> => {
  const clock = fakeClock();
  const closings: (() => Promise<void> | void)[] = [];
  // Rooms stop before their database closes.
  t.after(async () => {
    for (const close of closings.toReversed()) await close();
  });
  const database = await testDatabase({ after: (close) => closings.push(close) }, [perceptionMigrations], { clock });
  const open = async (): Promise<Perception> => {
    const room = createPerception({ database, clock, log: silentLog, node: context.node, places, limits });
    await room.start();
    closings.push(() => room.stop());
    return room;
  };
  const room = await open();
  await room.defineTypes([floodGauge], context);
  await room.registerTerminals([gauge('G1'), gauge('G2')], context);
  await room.ensureGateway({ name: 'gw', token: 'token-of-gw' }, context);
  return { database, clock, room, open };
};

/** Sends one message in the name of a token's holder. */
export const send = (room: Perception, token: string, message: unknown) => {
  const holder = room.questions.byCredential(token);
  if (holder === undefined) throw new Error(`nobody holds ${token}`);
  const bytes = Buffer.isBuffer(message)
    ? message
    : Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  return room.ingestMessage('http', holder, bytes);
};

export const storedRows = async (database: Database) => {
  const { rows } = await database.pool.query<{ at: number; value: number; quality: number; id: number }>(
    'select r.datastream_id as id, r.phenomenon_time as at, r.value, r.quality from perception.reading r order by 1, 2',
  );
  return rows;
};

export const deadLetterCodes = async (database: Database): Promise<readonly string[]> => {
  const { rows } = await database.pool.query<{ code: string }>(
    'select d.code from perception.dead_letter d order by d.id',
  );
  return rows.map((row) => row.code);
};
