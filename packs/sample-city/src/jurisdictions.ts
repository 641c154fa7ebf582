import type { JurisdictionOrder } from '@liandong/kit';
import { toPositions } from './city/plane.ts';
import type { CityPlan, Ring, StreetPlan } from './city/types.ts';
import { streetDetail } from './kept-streets.ts';

const polygon = (ring: Ring) => ({ type: 'Polygon', coordinates: [toPositions(ring)] });

/**
 * City, districts, streets, communities and service grids (综合网格), parents first, streamed: no more than one street
 * is held at a time. Geometry is in WGS-84; neighbours share their edges point by point.
 */
export function* sampleJurisdictions(plan: CityPlan): Generator<JurisdictionOrder> {
  yield { code: plan.code, tier: 'city', name: plan.name, geometry: polygon(plan.ring) };
  for (const { code, name, functional, ring } of plan.districts)
    yield {
      code,
      parentCode: plan.code,
      tier: 'district',
      name,
      geometry: polygon(ring),
      ...(functional ? { functional } : {}),
    };
  for (const { code, name, districtCode, ring } of plan.streets)
    yield { code, parentCode: districtCode, tier: 'street', name, geometry: polygon(ring) };
  for (const street of plan.streets) yield* partsOf(plan, street);
}

function* partsOf(plan: CityPlan, street: StreetPlan): Generator<JurisdictionOrder> {
  for (const { code, name, ring, serviceGrids } of streetDetail(plan, street).communities) {
    yield { code, parentCode: street.code, tier: 'community', name, geometry: polygon(ring) };
    for (const grid of serviceGrids)
      yield { code: grid.code, parentCode: code, tier: 'grid', name: grid.name, geometry: polygon(grid.ring) };
  }
}
