import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { assetsMigrations, createAssets, parseAssetKinds } from '@liandong/assets';
import type { ImportOrder, ImportTargetId, ImportView, TerminalType } from '@liandong/contract';
import { createImports, importsMigrations } from '@liandong/imports';
import { createJurisdictions, isDatumUsedAt, jurisdictionsMigrations, toWgs84 } from '@liandong/jurisdictions';
import { parseSecurityPolicy } from '@liandong/laws';
import { createPeople, peopleMigrations } from '@liandong/people';
import { createPerception, perceptionMigrations } from '@liandong/perception';
import type { Session } from '@liandong/platform';
import { fakeClock, silentLog, testDatabase } from '@liandong/platform/testing';
import { type ActContext, brandId, type NodeId, type UserId, type Words } from '@liandong/words';
import { allRefusals } from '../src/all-refusals.ts';
import { assetsTarget } from '../src/import-targets/assets.ts';
import { organisationsTarget } from '../src/import-targets/organisations.ts';
import { terminalsTarget } from '../src/import-targets/terminals.ts';
import { readProfile } from '../src/profiles.ts';

const node = brandId<NodeId>('city');
const context: ActContext = { actor: { kind: 'user', id: 'u1', name: 'U1' }, node, exercise: false };
const words = (hans: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hans, en });

const session: Session = {
  ...{ userId: brandId<UserId>('u1'), loginName: 'u1', name: 'U1', automatic: false },
  ...{ organisationIds: [], grants: [], expiresAt: Number.MAX_SAFE_INTEGER },
  roots: () => ['4403'],
  may: (_right, jurisdictionPath) => jurisdictionPath.includes('4403'),
};

const gauge: TerminalType = {
  ...{
    code: 'roadPondingGauge',
    version: 1,
    name: words('道路积水监测仪', 'Ponding gauge'),
    icon: 'water',
    staleAfterMs: 600_000,
  },
  services: [
    {
      ...{ code: 'water', name: words('水', 'Water'), events: [] },
      characteristics: [{ code: 'depthCm', name: words('深', 'Depth'), unit: 'cm' }],
    },
  ],
};

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

type Cleanup = { after(run: () => Promise<void> | void): void };

const migrations = [
  jurisdictionsMigrations,
  peopleMigrations,
  perceptionMigrations,
  assetsMigrations,
  importsMigrations,
];

const openTree = async (database: Awaited<ReturnType<typeof testDatabase>>) => {
  const jurisdictions = createJurisdictions({ database, serves: { codes: ['4403'] } });
  await jurisdictions.start();
  await jurisdictions.defineTiers(context, [
    { code: 'city', rank: 0, name: words('市', 'City') },
    { code: 'district', rank: 1, name: words('区', 'District') },
  ]);
  await jurisdictions.importRows(context, [
    { code: '4403', tier: 'city', name: words('试市', 'Test City'), geometry: box(113.7, 22.35, 114.7, 22.95) },
    {
      code: '440305',
      parentCode: '4403',
      tier: 'district',
      name: words('南山区', 'Nanshan'),
      geometry: box(113.7, 22.35, 114, 22.95),
    },
  ]);
  return jurisdictions;
};

/** A city of two boxes with the rooms that take rows, and imports as a node wires them. */
export const openRooms = async (t: Cleanup) => {
  const clock = fakeClock();
  const closings: (() => Promise<void> | void)[] = [];
  // Rooms stop before their database closes.
  t.after(async () => {
    for (const close of closings.toReversed()) await close();
  });
  const database = await testDatabase({ after: (close) => closings.push(close) }, migrations, { clock });
  const jurisdictions = await openTree(database);
  const places = {
    toWgs84,
    jurisdictionPathOf: (code: string) =>
      jurisdictions.find(code) === undefined ? undefined : jurisdictions.path(code),
    jurisdictionAt: (lon: number, lat: number) => jurisdictions.at(lon, lat),
  };
  const policy = parseSecurityPolicy(await readProfile('cn-national/security.json'));
  const shared = { database, clock, log: silentLog, node };
  const people = createPeople({
    ...shared,
    demonstration: true,
    policy,
    jurisdictionPathOf: places.jurisdictionPathOf,
  });
  const perception = createPerception({ ...shared, places });
  await perception.start();
  closings.push(() => perception.stop());
  await perception.defineTypes([gauge], context);
  const kinds = parseAssetKinds({ kinds: [{ code: 'park', name: words('公园', 'Park'), icon: 'park' }] });
  const assets = createAssets({ database, places, kinds });
  const directory = await mkdtemp(path.join(tmpdir(), 'liandong-targets-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const imports = createImports({
    ...{ database, log: silentLog, directory, grounds: [], refusals: allRefusals },
    targets: [
      terminalsTarget({ perception, organisations: () => people.organisations(), toWgs84 }),
      organisationsTarget({ people, jurisdictions: () => jurisdictions.list() }),
      assetsTarget({ assets, toWgs84 }),
    ],
    city: () => [113.7, 22.35, 114.7, 22.95],
    isInChina: (lon, lat) => isDatumUsedAt(lon, lat, 'GCJ-02'),
  });
  const upload = (name: string, bytes: string | Uint8Array) =>
    imports.upload(context, Readable.from([Buffer.from(bytes as string)]), name);
  const bring = async (
    target: ImportTargetId,
    name: string,
    bytes: string | Uint8Array,
    rest: Partial<ImportOrder> = {},
  ): Promise<ImportView> => {
    clock.moveMs(1000);
    return imports.begin({ session, context }, { fileId: (await upload(name, bytes)).id, target, ...rest });
  };
  const undo = (id: string): Promise<ImportView> => imports.undo({ session, context }, id);
  return { jurisdictions, people, perception, assets, imports, upload, bring, undo };
};

/** A file of the real data sets; undefined when they are not here. */
export const readDataset = async (file: string): Promise<Buffer | undefined> => {
  const root = path.resolve(import.meta.dirname, '../../..');
  try {
    return await readFile(path.resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data', file));
  } catch {
    return undefined;
  }
};
