export { type ElevationGroundOptions, elevationGround } from './elevation-ground.ts';
export { openElevation } from './open-elevation.ts';
export { terrainRefusals } from './refusals.ts';
