import { buildingsOf } from './buildings/buildings-of.ts';
import { detailOf } from './city/detail-of.ts';
import type { Building, CityPlan, StreetDetail, StreetPlan } from './city/types.ts';

// A small city is asked for the same streets again and again (jurisdictions, grids, terminals, assets, at three nodes):
// it may keep them. A metropolis must not: there each street is made, used and forgotten.

/** A city of more streets than this keeps none of them. */
const fewStreets = 16;

type Kept = { readonly detail: StreetDetail; buildings?: readonly Building[] };

const kept = new WeakMap<CityPlan, Map<string, Kept>>();

const keptIn = (plan: CityPlan, street: StreetPlan): Kept => {
  if (plan.streets.length > fewStreets) return { detail: detailOf(plan, street) };
  const streets = kept.get(plan) ?? new Map<string, Kept>();
  kept.set(plan, streets);
  const known = streets.get(street.code) ?? { detail: detailOf(plan, street) };
  streets.set(street.code, known);
  return known;
};

/** Everything in one street. */
export const streetDetail = (plan: CityPlan, street: StreetPlan): StreetDetail => keptIn(plan, street).detail;

/** The buildings of one street, whose detail the caller has. */
export const streetBuildings = (plan: CityPlan, detail: StreetDetail): readonly Building[] => {
  if (plan.streets.length > fewStreets) return buildingsOf(plan, detail);
  const known = keptIn(plan, detail.street);
  known.buildings ??= buildingsOf(plan, detail);
  return known.buildings;
};

/** The streets of a jurisdiction: of the city, a district or one street. */
export const streetsWithin = ({ code, streets }: CityPlan, within: string): readonly StreetPlan[] =>
  within === code ? streets : streets.filter((street) => street.code === within || street.districtCode === within);
