import type { JurisdictionOrder } from '@liandong/kit';
import type { Words } from '@liandong/words';
import { layOut } from './ground/layout.ts';
import { sampleJurisdictions } from './ground/layout-jurisdictions.ts';
import { type GroundCollection, mapCentre, mapGround } from './ground/map-ground.ts';
import { cityCode, cityName, districtPlans, nodeDistrictCode, nodeStreetCode } from './names.ts';
import { type SampleTerminal, sampleTerminals } from './terminals.ts';

/** A coastal city that does not exist; everything of it is made from a seed. */
export type SampleCity = {
  readonly seed: number;
  readonly name: Words;
  readonly jurisdictions: readonly JurisdictionOrder[];
  readonly terminals: readonly SampleTerminal[];
  /** What the map draws below: GeoJSON in WGS-84, features by `kind` in drawing order. */
  readonly ground: GroundCollection;
  readonly centre: { readonly lon: number; readonly lat: number; readonly zoom: number };
};

export const createSampleCity = (seed = 7): SampleCity => {
  const layout = layOut(seed);
  return {
    seed,
    name: cityName,
    jurisdictions: sampleJurisdictions(layout),
    terminals: sampleTerminals(layout),
    ground: mapGround(layout),
    centre: mapCentre(),
  };
};

/** The three nodes of the demonstration, superior first. */
export type SampleNode = {
  readonly id: 'city' | 'district' | 'street';
  readonly tier: string;
  readonly name: Words;
  /** Codes of the jurisdictions that it serves, with everything below. */
  readonly serves: readonly string[];
  readonly superior: string | undefined;
};

const centreOf = (name: Words): Words => ({
  'zh-Hans': `${name['zh-Hans']}城市运行中心`,
  'zh-Hant': `${name['zh-Hant']}城市運行中心`,
  en: `${name.en} Operations Centre`,
});

const district = districtPlans.find(({ code }) => code === nodeDistrictCode)?.name ?? cityName;
const street =
  districtPlans.flatMap(({ streets }) => streets).find(({ code }) => code === nodeStreetCode)?.name ?? cityName;

export const sampleNodes: readonly SampleNode[] = [
  { id: 'city', tier: 'city', name: centreOf(cityName), serves: [cityCode], superior: undefined },
  { id: 'district', tier: 'district', name: centreOf(district), serves: [nodeDistrictCode], superior: 'city' },
  { id: 'street', tier: 'street', name: centreOf(street), serves: [nodeStreetCode], superior: 'district' },
];
