import type { Words } from '@liandong/words';
import type { GroundPosition } from './feature.ts';

/** Classes of roads, the widest first; names as in OpenStreetMap. */
export const roadClasses = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'residential',
  'service',
  'path',
] as const;
export type RoadClass = (typeof roadClasses)[number];

/**
 * A stretch of road (道路) as it was drawn: `nodes` names its corners, and two ways meet where they share a number.
 * The road graph is cut from ways at shared nodes.
 */
export type RoadWay = {
  readonly id: number;
  readonly class: RoadClass;
  readonly name?: Words | undefined;
  /** One number per position. */
  readonly nodes: readonly number[];
  /** WGS-84 degrees. */
  readonly line: readonly GroundPosition[];
  /** Traffic may go along the line only, not against it. */
  readonly oneway: boolean;
  readonly tunnel: boolean;
  readonly bridge: boolean;
};
