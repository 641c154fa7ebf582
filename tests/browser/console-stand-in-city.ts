import type { Jurisdiction, NodeView, TerminalType, TerminalView } from '@liandong/contract';
import type { Words } from '@liandong/words';

// Invented data for looking at the console without a node: a generated city, nothing real.
export const w = (hans: string, hant: string, en: string): Words => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });
export const minute = 60_000;
export const start = Date.now();
export const iso = (ms: number): string => new Date(ms).toISOString();
export const ago = (minutes: number): string => iso(start - minutes * minute);

let seed = 7;
export const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

export const node: NodeView = {
  id: 'city',
  name: w('澜江市', '瀾江市', 'Lanjiang City'),
  tier: 'city',
  tierName: w('市', '市', 'city'),
  version: '0.1.0',
  serves: ['990100'],
  zone: 'Asia/Shanghai',
  generated: true,
  demonstration: true,
  clock: { city: iso(start), machine: iso(start), speed: 1, mode: 'machine' },
};

const lon0 = 113.3;
const lat0 = 23.1;
type Ring = [number, number][];
/** A wavy outline, so that borders look like borders. */
const blob = (lon: number, lat: number, rx: number, ry: number, from = 0, to = 2 * Math.PI): Ring => {
  const ring: Ring = [];
  for (let i = 0; i <= 60; i += 1) {
    const a = from + ((to - from) * i) / 60;
    const r = 1 + 0.06 * Math.sin(5 * a) + 0.04 * Math.cos(9 * a + 1);
    ring.push([lon + rx * r * Math.cos(a), lat + ry * r * Math.sin(a)]);
  }
  return ring;
};
const closed = (ring: Ring): Ring => [...ring, ring[0] ?? [0, 0]];
const pieces = [
  ['990101', w('东汇区', '東匯區', 'Donghui District'), -0.9, 0.75],
  ['990102', w('北浦区', '北浦區', 'Beipu District'), 0.75, 2.6],
  ['990103', w('西岭区', '西嶺區', 'Xiling District'), 2.6, 4.1],
  ['990104', w('南埗区', '南埗區', 'Nanbu District'), 4.1, 2 * Math.PI - 0.9],
] as const;
const streets = [
  ['990101001', w('汇宁街道', '匯寧街道', 'Huining Street'), 0.06, -0.035],
  ['990101002', w('临港街道', '臨港街道', 'Lingang Street'), 0.1, 0.02],
  ['990102001', w('浦前街道', '浦前街道', 'Puqian Street'), 0.0, 0.07],
  ['990102002', w('柳湾街道', '柳灣街道', 'Liuwan Street'), -0.04, 0.05],
  ['990103001', w('岭西街道', '嶺西街道', 'Lingxi Street'), -0.1, 0.0],
  ['990104001', w('埗头街道', '埗頭街道', 'Butou Street'), 0.0, -0.07],
] as const;

const shared = { functional: false, servedByThisNode: true } as const;
export const jurisdictions: Jurisdiction[] = [
  {
    code: '990100',
    tier: 'city',
    tierName: w('市', '市', 'city'),
    rank: 0,
    name: node.name,
    ...shared,
    geometry: { type: 'Polygon', coordinates: [blob(lon0, lat0, 0.17, 0.13)] },
  },
  ...pieces.map(
    ([code, name, from, to]): Jurisdiction => ({
      code,
      parentCode: '990100',
      tier: 'district',
      tierName: w('区', '區', 'district'),
      rank: 1,
      name,
      ...shared,
      geometry: { type: 'Polygon', coordinates: [closed([[lon0, lat0], ...blob(lon0, lat0, 0.17, 0.13, from, to)])] },
    }),
  ),
  ...streets.map(
    ([code, name, dx, dy]): Jurisdiction => ({
      code,
      parentCode: code.slice(0, 6),
      tier: 'street',
      tierName: w('街道', '街道', 'street'),
      rank: 2,
      name,
      ...shared,
      geometry: { type: 'Polygon', coordinates: [blob(lon0 + dx, lat0 + dy, 0.028, 0.024)] },
    }),
  ),
];

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

const places = [
  '人民路下穿隧道',
  '汇宁立交',
  '柳湾泵站',
  '临港大道低洼段',
  '浦前小学门口',
  '岭西桥下',
  '埗头码头',
  '中山路地下通道',
  '学府路易涝点',
  '南环路涵洞',
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
export const terminals: TerminalView[] = Array.from({ length: 140 }, (_, i): TerminalView => {
  const a = random() * 2 * Math.PI;
  const r = Math.sqrt(random()) * 0.95;
  const state = states[i % states.length] ?? 'fresh';
  const at = state === 'fresh' ? ago(random() * 3) : ago(40 + random() * 600);
  return {
    id: `t-${i}`,
    code: `LJ-WD-${String(i).padStart(4, '0')}`,
    name: `${places[i % places.length]}${i >= 10 ? ` ${Math.floor(i / 10)} 号` : ''}`,
    typeCode: 'water-level',
    typeName: w('积水计', '積水計', 'Water depth sensor'),
    icon: 'water',
    jurisdictionCode: streets[i % streets.length]?.[0] ?? '990100',
    place: {
      lon: lon0 + 0.15 * r * Math.cos(a),
      lat: lat0 + 0.11 * r * Math.sin(a),
      address: `${places[i % places.length]}`,
    },
    sourceDatum: 'CGCS2000',
    lifeState: 'running',
    state,
    ownerOrganisationId: 'o-water',
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
