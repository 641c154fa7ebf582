import type { Elevation, GroundSource } from '@liandong/laws';
import type { Words } from '@liandong/words';

export type ElevationGroundOptions = {
  /** kebab-case id of the ground. */
  readonly id: string;
  readonly name: Words;
  /** Who measured it; '' for none. */
  readonly attribution: string;
};

/** Ground that is nothing but heights: no features, no roads. */
export const elevationGround = (
  elevation: Elevation,
  { id, name, attribution }: ElevationGroundOptions,
): GroundSource => ({
  id,
  name,
  attribution,
  generated: false,
  bounds: elevation.bounds,
  features: () => [],
  ways: () => [],
  elevation,
});
