import type { GroundFeature } from '@liandong/laws';
import { buildUp } from '../buildings/buildings-of.ts';
import { areaOf } from '../city/plane.ts';
import type { Building, CityPlan, Community, StreetDetail } from '../city/types.ts';
import { blockFeatures, courtFeature } from './blocks.ts';
import { area, named, point } from './draw.ts';
import { parkPaths } from './parks.ts';
import { roadFeature } from './roads.ts';

/** Everything that is drawn of one street. */
export const streetFeatures = function* (plan: CityPlan, detail: StreetDetail): Generator<GroundFeature> {
  yield* blockFeatures(detail.blocks);
  for (const block of detail.blocks) if (block.use === 'park') yield* parkPaths(block);
  for (const road of detail.roads) yield roadFeature(road);
  for (const { name, middle } of detail.underpasses) {
    yield point('pois', 15, { kind: 'underpass', ...named(name) }, middle);
  }
  for (const community of detail.communities) yield* communityFeatures(community);
  const { buildings, courts } = buildUp(plan, detail);
  for (const court of courts) yield courtFeature(court);
  for (const building of buildings) yield buildingFeature(building);
};

const communityFeatures = function* (community: Community): Generator<GroundFeature> {
  const { name, middle, population, serviceGrids, unitGrids } = community;
  yield point('places', 13, { kind: 'neighbourhood', kind_detail: 'community', population, ...named(name) }, middle);
  for (const { code, name: gridName, ring } of serviceGrids) {
    yield area('grids', 14, { kind: 'service', code, ...named(gridName) }, ring);
  }
  for (const { code, ring } of unitGrids) yield area('grids', 15, { kind: 'unit', code }, ring);
};

const buildingFeature = ({ ring, use, heightM }: Building): GroundFeature =>
  // Only what is large enough to be seen is drawn one zoom earlier.
  area(
    'buildings',
    heightM > 60 || Math.abs(areaOf(ring)) > 1_800 ? 13 : 14,
    { kind: 'building', kind_detail: use, height: heightM },
    ring,
  );
