import type { AssetOrder } from '@liandong/contract';
import type { JurisdictionOrder, UnitGridOrder } from '@liandong/kit';
import type { Words } from '@liandong/words';
import { sampleAssets } from './assets/sample-assets.ts';
import { createCityPlan } from './city/create-plan.ts';
import { toLonLat } from './city/plane.ts';
import type { CityPlan } from './city/types.ts';
import { sampleJurisdictions } from './jurisdictions.ts';
import { cityCode, cityName, districtPlans, nodeDistrictCode, nodeStreetCode } from './names.ts';
import { type SampleTerminal, sampleTerminals } from './terminals/sample-terminals.ts';
import { sampleUnitGrids } from './unit-grids.ts';

/** A coastal city that does not exist; everything of it is made from a seed and from one number for its size. */
export type SampleCity = {
  readonly seed: number;
  /** How many terminals it has; everything else grows with them. */
  readonly size: number;
  readonly name: Words;
  readonly plan: CityPlan;
  readonly centre: { readonly lon: number; readonly lat: number; readonly zoom: number };
  /** Streams: each call begins anew and gives the same; a metropolis needs no more memory than a street. */
  jurisdictions(): Iterable<JurisdictionOrder>;
  /** @param within code of a district or street, when not the whole city is wanted */
  unitGrids(within?: string): Iterable<UnitGridOrder>;
  terminals(): Iterable<SampleTerminal>;
  assets(within?: string): Iterable<AssetOrder>;
};

export const createSampleCity = ({
  seed = 7,
  size = 600,
}: {
  readonly seed?: number;
  readonly size?: number;
} = {}): SampleCity => {
  const plan = createCityPlan({ seed, size });
  return {
    seed,
    size,
    name: cityName,
    plan,
    centre: centreOf(plan),
    jurisdictions: () => sampleJurisdictions(plan),
    unitGrids: (within) => sampleUnitGrids(plan, within),
    terminals: () => sampleTerminals(plan),
    assets: (within) => sampleAssets(plan, within),
  };
};

/** Metres that one pixel shows at zoom 0 on the equator, with tiles of 512 pixels. */
const metresPerPixel = 78_271.5;
/** Pixels that the city should fill on a screen of a common width. */
const pixels = 1_100;

/** The view that shows the whole city. */
const centreOf = ({ ring }: CityPlan): SampleCity['centre'] => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const { lon, lat } = toLonLat([(west + east) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]);
  const zoom = Math.log2((metresPerPixel * Math.cos((lat * Math.PI) / 180) * pixels) / (east - west));
  return { lon, lat, zoom: Math.round(zoom * 10) / 10 };
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

const operationsCentre = (name: Words): Words => ({
  'zh-Hans': `${name['zh-Hans']}城市运行中心`,
  'zh-Hant': `${name['zh-Hant']}城市運行中心`,
  en: `${name.en} Operations Centre`,
});

const district = districtPlans.find(({ code }) => code === nodeDistrictCode)?.name ?? cityName;
const street =
  districtPlans.flatMap(({ streets }) => streets).find(({ code }) => code === nodeStreetCode)?.name ?? cityName;

export const sampleNodes: readonly SampleNode[] = [
  { id: 'city', tier: 'city', name: operationsCentre(cityName), serves: [cityCode], superior: undefined },
  { id: 'district', tier: 'district', name: operationsCentre(district), serves: [nodeDistrictCode], superior: 'city' },
  { id: 'street', tier: 'street', name: operationsCentre(street), serves: [nodeStreetCode], superior: 'district' },
];
