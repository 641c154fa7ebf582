import type { TerminalOrder } from '@liandong/contract';
import { chanceAt } from '../chance.ts';
import { toLonLat } from '../city/plane.ts';
import type { CityPlan } from '../city/types.ts';
import { streetDetail } from '../kept-streets.ts';
import { nodeDistrictCode, nodeStreetCode } from '../names.ts';
import { crewKeyOf } from '../people/crews.ts';
import { departments } from '../people/departments.ts';
import { type Counts, type StreetCounts, shareOut } from './counts.ts';
import { detailsOf } from './details.ts';
import { kindSpecs, type TerminalKind, terminalKinds } from './kinds.ts';
import { placing } from './placing.ts';
import { createScene } from './scene.ts';
import type { Spot } from './spot.ts';

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
  /** Vehicles: key of the crew that drives it. */
  readonly crewKey?: string | undefined;
};

/** The gauge where the demonstration begins. */
export const underpassCode = 'XL-JS-0001';
/** Registered, never heard. */
const muteCode = 'XL-JG-0007';

/** All terminals of a city, street by street; nothing is kept. The same plan gives the same ones. */
export function* sampleTerminals(plan: CityPlan, counts: Counts = shareOut(plan)): Generator<SampleTerminal> {
  for (const street of counts.streets) yield* terminalsOfStreet(plan, street);
}

/** The terminals of one street, kind by kind. */
function* terminalsOfStreet(plan: CityPlan, counts: StreetCounts): Generator<SampleTerminal> {
  const street = plan.streets[counts.streetIndex];
  if (street === undefined) return;
  const scene = createScene(plan, streetDetail(plan, street), counts.sites);
  const district = plan.districts.find(({ code }) => code === street.districtCode) ?? plan;
  for (const kind of terminalKinds) {
    const { keeper } = kindSpecs[kind];
    const ground: Ground = {
      seed: plan.seed,
      streetCode: street.code,
      streetName: street.name['zh-Hans'],
      districtCode: street.districtCode,
      maintainer: `${district.name['zh-Hans']}${departments[keeper]['zh-Hans']}`,
    };
    let number = counts.first[kind];
    for (const spot of counts.quota[kind] === 0 ? [] : placing[kind](scene, counts.quota[kind])) {
      yield toTerminal(ground, kind, number, spot);
      number += 1;
    }
  }
}

type Ground = {
  readonly seed: number;
  readonly streetCode: string;
  readonly streetName: string;
  readonly districtCode: string;
  readonly maintainer: string;
};

const toTerminal = (ground: Ground, kind: TerminalKind, number: number, spot: Spot): SampleTerminal => {
  const { typeCode, prefix, text, everyMs } = kindSpecs[kind];
  const code = `XL-${prefix}-${String(number).padStart(4, '0')}`;
  const isUnderpass = code === underpassCode;
  const lot = chanceAt(ground.seed + 101, number, prefix.charCodeAt(0) * 256 + prefix.charCodeAt(1)) * 2 ** 31;
  const { lon, lat } = toLonLat(spot.at);
  const intervalMs = isUnderpass ? 5_000 : everyMs;
  return {
    kind,
    node: kind === 'ponding' ? 'city' : nodeOf(ground, (lot % 9973) / 9973),
    streetCode: ground.streetCode,
    intervalMs,
    isMute: code === muteCode,
    crewKey: kind === 'vehicle' ? crewKeyOf(ground.streetCode, number) : undefined,
    order: {
      code,
      name: `${spot.place} ${text}`,
      typeCode,
      jurisdictionCode: spot.gridCode,
      lon,
      lat,
      datum: 'WGS-84',
      address: `${ground.streetName} ${spot.place}`,
      details: detailsOf(kind, spot, { lot: lot | 0, code, maintainer: ground.maintainer, everyMs: intervalMs }),
    },
  };
};

/** Most terminals are the city's; in the district and the street with a node of their own, some are theirs. */
const nodeOf = ({ streetCode, districtCode }: Ground, lot: number): SampleTerminal['node'] => {
  if (streetCode === nodeStreetCode && lot < 0.5) return 'street';
  return districtCode === nodeDistrictCode && lot < 0.55 ? 'district' : 'city';
};
