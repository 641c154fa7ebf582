import type { UnitGridOrder } from '@liandong/kit';
import { toPositions } from './city/plane.ts';
import type { CityPlan } from './city/types.ts';
import { streetDetail, streetsWithin } from './kept-streets.ts';

/** 单元网格 of all communities of the city, or of one district or street, streamed street by street. */
export function* sampleUnitGrids(plan: CityPlan, within: string = plan.code): Generator<UnitGridOrder> {
  for (const street of streetsWithin(plan, within))
    for (const { code: communityCode, unitGrids } of streetDetail(plan, street).communities)
      for (const { code, ring } of unitGrids) yield { code, communityCode, ring: toPositions(ring) };
}
