import type { Words } from '@liandong/words';
import type { GroundFeature } from './feature.ts';
import type { RoadWay } from './road.ts';

/** West, south, east, north in WGS-84 degrees. */
export type GroundBounds = readonly [west: number, south: number, east: number, north: number];

/** Heights of the ground (高程) in metres above the sea. */
export type Elevation = {
  readonly bounds: GroundBounds;
  /** Distance of two samples on the ground in metres: decides how deep the terrain tiles go. */
  readonly resolutionM: number;
  /** Undefined where nothing is known. */
  heightM(lon: number, lat: number): number | undefined;
};

/**
 * Something that the map can stand on (底图来源): a generated city, an OpenStreetMap extract, elevation tiles. Features
 * and ways are streamed, so that a megacity needs no more memory than a street.
 */
export type GroundSource = {
  /** kebab-case; a second build under the same id replaces the first. */
  readonly id: string;
  readonly name: Words;
  /** True when no real place looks like this, and every map says so. */
  readonly generated: boolean;
  /** Shown on the map, e.g. who drew it; '' for none. */
  readonly attribution: string;
  readonly bounds: GroundBounds;
  features(): Iterable<GroundFeature> | AsyncIterable<GroundFeature>;
  ways(): Iterable<RoadWay> | AsyncIterable<RoadWay>;
  readonly elevation?: Elevation | undefined;
};
