import type { OrganisationOrder } from '@liandong/kit';
import type { Words } from '@liandong/words';
import type { CityPlan, DistrictPlan, StreetPlan } from '../city/types.ts';
import { nodeDistrictCode, nodeStreetCode, words } from '../names.ts';
import { crewKey, crewKinds, crews } from './crews.ts';
import { departmentIds, departments, nameWithin } from './departments.ts';
import { units } from './units.ts';

export type NodeName = 'city' | 'district' | 'street';

const government = words('人民政府', '人民政府', 'Government');
const streetOffice = words('办事处', '辦事處', 'Office');
const centre = words('城市运行管理中心', '城市運行管理中心', 'Operations Centre');
const team = words('市政养护队', '市政養護隊', 'Maintenance Team');

/** 城市运行管理中心 of a district or street; those with a node of their own keep their old keys. */
const centreKey = (code: string): string => {
  switch (code) {
    case nodeDistrictCode:
      return units.districtCentre.key;
    case nodeStreetCode:
      return units.streetCentre.key;
    default:
      return `xilan/${code}/centre`;
  }
};

/** The unit that gets a district's cases where the district has no node. */
export const teamKey = (districtCode: string): string =>
  [units.qilanTeam, units.yanpuTeam].find((unit) => unit.jurisdictionCode === districtCode)?.key ??
  `xilan/${districtCode}/team`;

const old: ReadonlySet<string> = new Set(Object.values(units).map(({ key }) => key));

/** All units of the city, parents first: the city's, each district's, each street's. */
function* sampleOrganisations(plan: CityPlan): Generator<OrganisationOrder> {
  yield* Object.values(units).filter(({ jurisdictionCode }) => isThere(plan, jurisdictionCode));
  yield* authorities({ code: plan.code, name: plan.name, node: 'city' });
  for (const district of plan.districts) yield* ofDistrict(district);
  for (const street of plan.streets) yield* ofStreet(street);
}

const isThere = (plan: CityPlan, code: string): boolean =>
  code === plan.code ||
  plan.districts.some((district) => district.code === code) ||
  plan.streets.some((street) => street.code === code);

type Place = { readonly code: string; readonly name: Words; readonly node: NodeName };

function* authorities({ code, name, node }: Place): Generator<OrganisationOrder> {
  const parentKey = `xilan/${code}/government`;
  const common = { jurisdictionCode: code, node };
  yield { ...common, key: parentKey, name: nameWithin(name, government), kind: 'government' };
  for (const id of departmentIds) {
    const key = `xilan/${code}/${id}`;
    yield { ...common, key, name: nameWithin(name, departments[id]), kind: 'department', parentKey };
  }
}

function* ofDistrict({ code, name }: DistrictPlan): Generator<OrganisationOrder> {
  const node = code === nodeDistrictCode ? 'district' : 'city';
  yield* authorities({ code, name, node });
  yield* fresh({ key: centreKey(code), name: nameWithin(name, centre), jurisdictionCode: code, kind: 'centre', node });
  if (node === 'district') return;
  const parentKey = `xilan/${code}/urban`;
  yield* fresh({
    key: teamKey(code),
    name: nameWithin(name, team),
    jurisdictionCode: code,
    kind: 'team',
    node,
    parentKey,
  });
}

function* ofStreet({ code, name, districtCode }: StreetPlan): Generator<OrganisationOrder> {
  const node = code === nodeStreetCode ? 'street' : districtCode === nodeDistrictCode ? 'district' : 'city';
  const common = { jurisdictionCode: code, node } as const;
  const office = `xilan/${code}/government`;
  yield { ...common, key: office, name: nameWithin(name, streetOffice), kind: 'government' };
  yield* fresh({ ...common, key: centreKey(code), name: nameWithin(name, centre), kind: 'centre', parentKey: office });
  for (const kind of crewKinds) {
    const [key, parentKey] = [crewKey(code, kind), centreKey(code)];
    yield { ...common, key, name: nameWithin(name, crews[kind]), kind: 'team', parentKey };
  }
}

/** Once only: the units of the demonstration are there before. */
function* fresh(order: OrganisationOrder): Generator<OrganisationOrder> {
  if (!old.has(order.key)) yield order;
}

/** What a node must know: everything within its ground, and the authorities above it. */
export const organisationsFor = (plan: CityPlan, node: NodeName): readonly OrganisationOrder[] => {
  const above: ReadonlySet<string> = new Set([plan.code, ...(node === 'street' ? [nodeDistrictCode] : [])]);
  const isWithin = (code: string): boolean => {
    switch (node) {
      case 'city':
        return true;
      case 'district':
        return code === nodeDistrictCode || districtOf(plan, code) === nodeDistrictCode;
      case 'street':
        return code === nodeStreetCode;
    }
  };
  return [...sampleOrganisations(plan)].filter(
    ({ key, jurisdictionCode }) => old.has(key) || above.has(jurisdictionCode) || isWithin(jurisdictionCode),
  );
};

const districtOf = (plan: CityPlan, streetCode: string): string | undefined =>
  plan.streets.find(({ code }) => code === streetCode)?.districtCode;
