import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetKind, AssetView, Jurisdiction, NodeView, TerminalType, TerminalView } from '@liandong/contract';
import { createSampleCity } from '@liandong/sample-city';
import type { Words } from '@liandong/words';

// Invented data for looking at the console without a node: a generated city, nothing real.
export const w = (hans: string, hant: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });
export const minute = 60_000;
export const start = Date.now();
export const iso = (ms: number): string => new Date(ms).toISOString();
export const ago = (minutes: number): string => iso(start - minutes * minute);

/** The generated city lends places and outlines; everything else is made up here. */
export const sample = createSampleCity({ size: 1500 });

let seed = 7;
export const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

export const node: NodeView = {
  id: 'city',
  name: sample.name,
  tier: 'city',
  tierName: w('市', '市', 'city'),
  version: '0.1.0',
  serves: [sample.plan.code],
  zone: 'Asia/Shanghai',
  generated: true,
  demonstration: true,
  clock: { city: iso(start), machine: iso(start), speed: 1, mode: 'machine' },
};

const tiers = [
  ['city', w('市', '市', 'city')],
  ['district', w('区', '區', 'district')],
  ['street', w('街道', '街道', 'street')],
] as const;

export const jurisdictions: Jurisdiction[] = [...sample.jurisdictions()].flatMap((one): Jurisdiction[] => {
  const rank = tiers.findIndex(([tier]) => tier === one.tier);
  const tierName = tiers[rank]?.[1];
  if (tierName === undefined) return [];
  return [{ ...one, rank, tierName, aliases: [], functional: one.functional === true, servedByThisNode: true }];
});

export const terminalTypes: TerminalType[] = [
  {
    code: 'water-level',
    version: 1,
    name: w('积水计', '積水計', 'Water depth sensor'),
    icon: 'water',
    staleAfterMs: 10 * minute,
    services: [
      {
        code: 'depth',
        name: w('水深', '水深', 'Depth'),
        events: [],
        characteristics: [
          { code: 'depth', name: w('积水深度', '積水深度', 'Water depth'), unit: 'cm' },
          { code: 'battery', name: w('电量', '電量', 'Battery'), unit: '%' },
        ],
      },
    ],
  },
];

const states = [
  'fresh',
  'fresh',
  'fresh',
  'fresh',
  'fresh',
  'fresh',
  'fresh',
  'stale',
  'fresh',
  'silent',
  'fresh',
  'fresh',
  'never',
] as const;

const profile = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../profiles/cn-national/terminal-types.json'), 'utf8'),
) as { readonly types: readonly { readonly code: string; readonly icon: string; readonly name: Words }[] };
const typeOf = new Map(profile.types.map((one) => [one.code, one]));

export const terminals: TerminalView[] = [...sample.terminals()].map(({ order, streetCode }, i): TerminalView => {
  const state = i < 7 ? 'fresh' : (states[i % states.length] ?? 'fresh');
  const type = typeOf.get(order.typeCode);
  const at = state === 'fresh' ? ago(random() * 3) : ago(40 + random() * 600);
  return {
    id: `t-${i}`,
    code: order.code,
    name: order.name,
    typeCode: order.typeCode,
    typeName: type?.name ?? w('终端', '終端', 'Terminal'),
    icon: type?.icon ?? '',
    jurisdictionCode: streetCode,
    place: { lon: order.lon, lat: order.lat, ...(order.address === undefined ? {} : { address: order.address }) },
    sourceDatum: 'CGCS2000',
    lifeState: 'running',
    state,
    ownerOrganisationId: 'o-water',
    ...(order.details === undefined ? {} : { details: order.details }),
    ...(state === 'never' ? {} : { lastHeardAt: at }),
    latest:
      state === 'never'
        ? []
        : [
            {
              characteristic: 'depth',
              name: w('积水深度', '積水深度', 'Water depth'),
              unit: 'cm',
              value: Math.round(random() * 60) / 10,
              at,
              quality: 0,
            },
            {
              characteristic: 'battery',
              name: w('电量', '電量', 'Battery'),
              unit: '%',
              value: 60 + Math.round(random() * 40),
              at,
              quality: 0,
            },
          ],
  };
});

const kinds = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../profiles/cn-national/asset-kinds.json'), 'utf8'),
) as { readonly kinds: readonly AssetKind[] };

export const assets: AssetView[] = [...sample.assets()].map(
  ({ lon, lat, datum, address, ...one }, i): AssetView => ({
    ...one,
    id: `as-${i}`,
    jurisdictionCode: one.jurisdictionCode ?? sample.plan.code,
    place: { lon, lat, ...(address === undefined ? {} : { address }) },
    sourceDatum: datum,
    generated: true,
  }),
);
export const assetKinds = kinds.kinds.map(({ code, name, icon }) => ({
  code,
  name,
  icon,
  count: assets.filter((one) => one.kind === code).length,
}));
