import type { AssetOrder } from '@liandong/contract';
import type { Words } from '@liandong/words';
import { areaOf, isInside, toLonLat } from '../city/plane.ts';
import type { CityPlan, StreetDetail, StreetPlan } from '../city/types.ts';
import { streetBuildings, streetDetail, streetsWithin } from '../kept-streets.ts';
import { departments, nameWithin } from '../people/departments.ts';
import { stationGates } from '../station-gates.ts';
import { blockAssets, type Draft } from './block-assets.ts';
import { housedAssets } from './housed-assets.ts';
import { geometryOf } from './outline.ts';
import { withShelters } from './shelters.ts';

/** 资产: what stands in the city (or in one district or street of it) and has a keeper, street by street. */
export function* sampleAssets(plan: CityPlan, within: string = plan.code): Generator<AssetOrder> {
  for (const street of streetsWithin(plan, within)) yield* assetsOfStreet(plan, street);
}

function* assetsOfStreet(plan: CityPlan, street: StreetPlan): Generator<AssetOrder> {
  const detail = streetDetail(plan, street);
  const buildings = streetBuildings(plan, detail);
  const district = plan.districts.find(({ code }) => code === street.districtCode) ?? plan;
  const drafts = [
    ...withShelters(detail, blockAssets(detail, buildings)),
    ...housedAssets(plan, detail, buildings),
    ...stationsIn(plan, detail),
  ];
  const numbers = new Map<string, number>();
  for (const draft of drafts) {
    const number = (numbers.get(draft.prefix) ?? 0) + 1;
    numbers.set(draft.prefix, number);
    yield toOrder(draft, street, district.name, number);
  }
}

const toOrder = (draft: Draft, street: StreetPlan, district: Words, number: number): AssetOrder => {
  const { kind, prefix, name, at, gridCode, manager, department, capacity, rings, address } = draft;
  const areaM2 = rings.reduce((sum, ring) => sum + areaOf(ring), 0);
  return {
    code: `XL-${prefix}-${street.code}-${String(number).padStart(3, '0')}`,
    kind,
    name: name['zh-Hans'],
    nameEn: name.en,
    jurisdictionCode: gridCode ?? street.code,
    ...toLonLat(at),
    datum: 'WGS-84',
    address: `${street.name['zh-Hans']} ${address}`,
    manager,
    department: nameWithin(district, departments[department])['zh-Hans'],
    ...(capacity === undefined ? {} : { capacity }),
    ...(rings.length === 0 ? {} : { areaM2: Math.round(areaM2), geometry: geometryOf(rings) }),
    generated: true,
  };
};

const stationsIn = (plan: CityPlan, { street, communities }: StreetDetail): readonly Draft[] =>
  stationGates(plan, street).map(({ name, at, kind }): Draft => {
    const grid = communities.flatMap(({ serviceGrids }) => serviceGrids).find(({ ring }) => isInside(ring, at));
    return {
      kind: 'station',
      prefix: 'CZ',
      name,
      at,
      gridCode: grid?.code,
      manager: kind === 'rail' ? '汐澜铁路客运段(示例)' : '汐澜地铁运营公司(示例)',
      department: 'traffic',
      capacity: kind === 'rail' ? 12_000 : 3_000,
      rings: [],
      address: name['zh-Hans'],
    };
  });
