import type { UnitGridOrder } from '@liandong/kit';
import { toPositions } from './city/plane.ts';
import type { CityPlan } from './city/types.ts';
import { streetDetail } from './kept-streets.ts';

/** 单元网格 of all communities, streamed street by street. */
export function* sampleUnitGrids(plan: CityPlan): Generator<UnitGridOrder> {
  for (const street of plan.streets)
    for (const { code: communityCode, unitGrids } of streetDetail(plan, street).communities)
      for (const { code, ring } of unitGrids) yield { code, communityCode, ring: toPositions(ring) };
}
