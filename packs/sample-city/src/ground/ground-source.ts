import type { Elevation, GroundFeature, GroundSource, RoadWay } from '@liandong/laws';
import { detailOf } from '../city/detail-of.ts';
import { rise } from '../city/noise.ts';
import { fromLonLat, middleOf, toLonLat } from '../city/plane.ts';
import type { CityPlan, XY } from '../city/types.ts';
import { borders } from './borders.ts';
import { line, named, point } from './draw.ts';
import { hills } from './hills.ts';
import { landAndWater } from './land.ts';
import { roadFeature, roadWay } from './roads.ts';
import { streetFeatures } from './streets.ts';

/** The generated city as ground of the map, street by street, in the Protomaps schema. */
export const sampleGroundSource = (plan: CityPlan): GroundSource => ({
  id: 'sample-city',
  name: plan.name,
  generated: true,
  attribution: '生成城市，并非真实地点 · Generated city, no real place',
  bounds: boundsOf(plan, beyondM),
  features: () => features(plan),
  ways: () => ways(plan),
  elevation: elevationOf(plan),
});

/** The land goes on so far beyond the map that the city needs, in metres: no usual zoom shows an edge. */
const beyondM = 30_000;
/** Beyond that map the heights sink to the sea within so many metres, so that their shade does not end on a line. */
const sinkM = 6_000;

const boundsOf = ({ bounds: [west, south, east, north] }: CityPlan, marginM: number): GroundSource['bounds'] => {
  const low = toLonLat([west - marginM, south - marginM]);
  const high = toLonLat([east + marginM, north + marginM]);
  return [low.lon, low.lat, high.lon, high.lat];
};

const features = function* (plan: CityPlan): Generator<GroundFeature> {
  yield* landAndWater(plan);
  yield* hills(plan);
  yield* borders(plan);
  yield* places(plan);
  yield* rails(plan);
  for (const road of plan.outerRoads) yield roadFeature(road);
  for (const street of plan.streets) yield* streetFeatures(plan, detailOf(plan, street));
};

const ways = function* (plan: CityPlan): Generator<RoadWay> {
  for (const road of plan.outerRoads) yield roadWay(road);
  for (const street of plan.streets) {
    for (const road of detailOf(plan, street).roads) yield roadWay(road);
  }
};

const places = function* (plan: CityPlan): Generator<GroundFeature> {
  const centre = plan.streets.find(({ character }) => character === 'core') ?? plan.streets[0];
  const at: XY = centre?.middle ?? middleOf(plan.ring);
  yield point('places', 3, { kind: 'locality', kind_detail: 'city', population_rank: 12, ...named(plan.name) }, at);
  for (const { name, ring } of plan.districts) {
    yield point(
      'places',
      10,
      { kind: 'locality', kind_detail: 'district', population_rank: 9, ...named(name) },
      middleOf(ring),
    );
  }
  for (const { name, middle } of plan.streets) {
    yield point('places', 11, { kind: 'macrohood', kind_detail: 'street', population_rank: 7, ...named(name) }, middle);
  }
};

const rails = function* ({ railways, stations }: CityPlan): Generator<GroundFeature> {
  for (const { kind, name, line: points } of railways) {
    yield kind === 'rail'
      ? line('roads', 8, { kind: 'rail', kind_detail: 'rail', sort_rank: 395, ...named(name) }, points)
      : line('transit', 11, { kind: 'subway', ...named(name) }, points);
  }
  for (const { kind, name, at } of stations) {
    yield point('pois', kind === 'rail' ? 11 : 13, { kind: 'station', kind_detail: kind, ...named(name) }, at);
  }
};

/** Two samples of the terrain tiles are about as far apart as the smallest things of the ground are wide. */
const resolutionM = 15;

const elevationOf = (plan: CityPlan): Elevation => {
  const bounds = boundsOf(plan, sinkM);
  const [west, south, east, north] = bounds;
  return {
    bounds,
    resolutionM,
    heightM: (lon, lat) => {
      if (lon < west || lon > east || lat < south || lat > north) return undefined;
      const [x, y] = fromLonLat({ lon, lat });
      const heightM = plan.terrain.heightM(x, y);
      return heightM <= 0 ? heightM : heightM * sinking(plan, x, y);
    },
  };
};

/** 1 on the map that the city needs, smoothly down to 0 beyond it. */
const sinking = ({ bounds: [west, south, east, north] }: CityPlan, x: number, y: number): number => {
  const outM = Math.hypot(Math.max(0, west - x, x - east), Math.max(0, south - y, y - north));
  return outM === 0 ? 1 : 1 - rise(0, sinkM, outM);
};
