import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Right } from '@liandong/laws';
import type { CityClock, Session, Settings } from '@liandong/platform';
import { brandId, type Instant, instant, type UserId } from '@liandong/words';
import type { NodeConfig } from './node-config.ts';

/** The engineer at the machine: who may read the node's data folder may order the node by the command line. */
export type Operator = {
  identify(token: string): Session | undefined;
  restoreClock(clock: CityClock, settings: Settings): Promise<void>;
};

export const operatorTokenFile = (dataDirectory: string): string => path.join(dataDirectory, 'operator-token');

const operatorRights: readonly Right[] = [
  'map.read',
  'terminal.read',
  'terminal.manage',
  'alert.read',
  'case.read',
  'jurisdiction.manage',
  'asset.manage',
  'map.manage',
  'data.import',
  'people.manage',
  'link.read',
  'link.manage',
  'system.manage',
  'audit.read',
];

const sessionOf = (config: NodeConfig): Session => ({
  userId: brandId<UserId>(`operator@${config.id}`),
  loginName: 'operator',
  name: 'operator',
  automatic: false,
  organisationIds: [],
  grants: operatorRights.flatMap((right) => config.serves.map((jurisdictionCode) => ({ right, jurisdictionCode }))),
  expiresAt: Number.MAX_SAFE_INTEGER,
  roots: (right) => (operatorRights.some((held) => held === right) ? config.serves : []),
  may: (right, jurisdictionPath) =>
    operatorRights.some((held) => held === right) && config.serves.some((code) => jurisdictionPath.includes(code)),
});

/** Key of the setting that keeps a replay's clock over a restart. */
export const clockSetting = 'city-clock';

type StoredClock = { readonly city: number; readonly machine: number; readonly speed: number };

const isStoredClock = (value: unknown): value is StoredClock =>
  typeof value === 'object' && value !== null && 'city' in value && 'machine' in value && 'speed' in value;

/** Makes this start's token and leaves it in the data folder for the command line, readable by the owner only. */
export const openOperator = async (config: NodeConfig): Promise<Operator> => {
  const token = randomBytes(32).toString('base64url');
  await mkdir(config.dataDirectory, { recursive: true });
  await writeFile(operatorTokenFile(config.dataDirectory), token, { mode: 0o600 });
  const session = sessionOf(config);
  const expected = Buffer.from(token);
  return {
    identify: (given) => {
      const bytes = Buffer.from(given);
      return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? session : undefined;
    },
    restoreClock: async (clock, settings) => {
      const stored = await settings.read(clockSetting);
      if (!isStoredClock(stored)) return;
      const at: Instant = instant(stored.city + (clock.machine() - stored.machine) * stored.speed);
      clock.replay(at, stored.speed);
    },
  };
};
