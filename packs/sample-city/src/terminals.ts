import type { TerminalOrder } from '@liandong/contract';
import type { Words } from '@liandong/words';
import { chance, chanceBetween } from './chance.ts';
import type { Layout, StreetGround } from './ground/layout.ts';
import type { Point } from './ground/mesh.ts';
import { distanceTo, isInside, toLonLat } from './ground/plane.ts';
import { districtPlans, nodeDistrictCode, nodeStreetCode, roadNames } from './names.ts';

/** What a sample terminal measures; its type of the thing models stands in `typeCodes`. */
export type TerminalKind = 'ponding' | 'river' | 'rain' | 'pressure' | 'manhole';

/** Codes of `profiles/cn-national/terminal-types.json`. */
const typeCodes = {
  ponding: 'roadPondingGauge',
  river: 'riverLevelGauge',
  rain: 'rainGauge',
  pressure: 'pressurePoint',
  manhole: 'manholeSensor',
} as const satisfies Record<TerminalKind, string>;

export type SampleTerminal = {
  readonly kind: TerminalKind;
  /** The node that it reports to. */
  readonly node: 'city' | 'district' | 'street';
  readonly streetCode: string;
  readonly order: TerminalOrder;
  /** Milliseconds between two readings. */
  readonly intervalMs: number;
  /** Registered, but has not been heard yet: a city always has some. */
  readonly isMute: boolean;
};

/** The gauge where the demonstration begins. */
export const underpassCode = 'XL-JS-0001';
/** Registered, never heard. */
const muteCode = 'XL-JG-0007';

const kindNames: Readonly<
  Record<TerminalKind, { readonly text: string; readonly prefix: string; readonly everyMs: number }>
> = {
  ponding: { text: '积水监测仪', prefix: 'JS', everyMs: 20_000 },
  river: { text: '水位计', prefix: 'SW', everyMs: 30_000 },
  rain: { text: '雨量计', prefix: 'YL', everyMs: 30_000 },
  pressure: { text: '管网压力点', prefix: 'YA', everyMs: 30_000 },
  manhole: { text: '智能井盖', prefix: 'JG', everyMs: 60_000 },
};

type Spot = {
  readonly kind: TerminalKind;
  readonly street: StreetGround;
  readonly point: Point;
  readonly place: string;
};

/** About sixty terminals; the same seed gives the same ones. */
export const sampleTerminals = (layout: Layout): readonly SampleTerminal[] => {
  const spots = [
    ...underpassSpot(layout),
    ...riverSpots(layout),
    ...layout.streets.flatMap((street) => streetSpots(layout, street)),
  ];
  const counts = new Map<TerminalKind, number>();
  return spots.map((spot) => {
    const number = (counts.get(spot.kind) ?? 0) + 1;
    counts.set(spot.kind, number);
    return toTerminal(layout.seed, spot, number);
  });
};

const toTerminal = (seed: number, { kind, street, point, place }: Spot, number: number): SampleTerminal => {
  const { text, prefix, everyMs } = kindNames[kind];
  const code = `XL-${prefix}-${String(number).padStart(4, '0')}`;
  const isUnderpass = code === underpassCode;
  return {
    kind,
    node: isUnderpass ? 'city' : nodeOf(seed, code, street),
    streetCode: street.code,
    intervalMs: isUnderpass ? 5_000 : everyMs,
    isMute: code === muteCode,
    order: {
      code,
      name: `${place} ${text}`,
      typeCode: typeCodes[kind],
      jurisdictionCode: street.code,
      ...toLonLat(point),
      datum: 'WGS-84',
      address: `${streetName(street.code)['zh-Hans']} ${place}`,
    },
  };
};

/** Most terminals are the city's; in the district and the street with a node of their own, some are theirs. */
const nodeOf = (seed: number, code: string, street: StreetGround): SampleTerminal['node'] => {
  const lot = chance(seed, `node-${code}`);
  if (street.code === nodeStreetCode && lot < 0.5) return 'street';
  return street.districtCode === nodeDistrictCode && lot < 0.55 ? 'district' : 'city';
};

const streetName = (code: string): Words => {
  const street = districtPlans.flatMap((plan) => plan.streets).find((one) => one.code === code);
  if (street === undefined) throw new Error(`no street ${code} in the sample`);
  return street.name;
};

const underpassSpot = ({ streets, underpass }: Layout): readonly Spot[] =>
  streets
    .filter(({ code }) => code === nodeStreetCode)
    .map((street) => ({ kind: 'ponding', street, point: underpass, place: '听汐路下穿通道' }));

const riverStations = ['上游', '汊口', '望汐桥', '观澜桥', '入海口'] as const;

/** Gauges down the river; each belongs to the street on whose side it stands. */
const riverSpots = ({ streets, river }: Layout): readonly Spot[] =>
  riverStations.flatMap((station, index) => {
    const [x, y] = river[Math.round(((index + 0.5) / riverStations.length) * (river.length - 1))] ?? [0, 0];
    const point: Point = [x + (index % 2 === 0 ? 0.12 : -0.12), y];
    const street = streets.find(({ ring }) => isInside(ring, point));
    return street === undefined ? [] : [{ kind: 'river', street, point, place: `汐澜河${station}` }];
  });

/** In each street: ponding, pressure, manholes, and rain in every other one. */
const streetSpots = (layout: Layout, street: StreetGround): readonly Spot[] => {
  const index = layout.streets.indexOf(street);
  const kinds: readonly TerminalKind[] = [
    'ponding',
    'pressure',
    'manhole',
    'manhole',
    ...(index % 2 === 0 ? (['rain', 'pressure'] as const) : (['ponding', 'manhole'] as const)),
  ];
  return kinds.map((kind, number) => ({
    kind,
    street,
    point: pointIn(layout, street, number),
    place: `${roadNames[(index * 3 + number) % roadNames.length]?.['zh-Hans'] ?? ''}${number * 16 + 8}号`,
  }));
};

/** A point on dry ground within 2.4 km of the street's middle. */
const pointIn = ({ seed, river }: Layout, { code, ring, middle }: StreetGround, number: number): Point => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const name = `at-${code}-${number}`;
    const angle = chanceBetween(seed, name, 0, 2 * Math.PI, attempt * 2);
    const far = chanceBetween(seed, name, 0.5, 2.4, attempt * 2 + 1);
    const point: Point = [middle[0] + Math.cos(angle) * far, middle[1] + Math.sin(angle) * far];
    if (isInside(ring, point) && distanceTo(river, point) > 0.6) return point;
  }
  return middle;
};
