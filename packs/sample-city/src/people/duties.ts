import type { ResponsibilityOrder } from '@liandong/kit';
import type { CityPlan } from '../city/types.ts';
import { nodeDistrictCode, nodeStreetCode } from '../names.ts';
import { type NodeName, teamKey } from './organisations.ts';
import { units } from './units.ts';

type Duty = readonly [jurisdictionCode: string, organisationKey: string];

/** Within which jurisdiction which unit is responsible, level by level: a node holds only its own rows. */
const dutiesOf = (plan: CityPlan, node: NodeName): readonly Duty[] => {
  switch (node) {
    case 'city':
      return plan.districts.map(({ code }) => [
        code,
        code === nodeDistrictCode ? units.districtCentre.key : teamKey(code),
      ]);
    case 'district':
      return [
        [nodeStreetCode, units.streetCentre.key],
        [nodeDistrictCode, units.districtTeam.key],
      ];
    case 'street':
      return [[nodeStreetCode, units.streetCrew.key]];
  }
};

/** 权责清单 of a node: every class of case, within every jurisdiction that it answers for. */
export const responsibilitiesOf = (
  plan: CityPlan,
  node: NodeName,
  minorClasses: readonly string[],
): readonly ResponsibilityOrder[] =>
  minorClasses.flatMap((minorClass) =>
    dutiesOf(plan, node).map(([jurisdictionCode, organisationKey]) => ({
      minorClass,
      jurisdictionCode,
      organisationKey,
    })),
  );
