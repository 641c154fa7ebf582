export type { StartArguments } from './arguments.ts';
export { type City, type CityId, type CityOrder, cityOf } from './cities.ts';
export type { PlatformNode } from './compose.ts';
export { type Federation, type FederationOptions, startFederation } from './federation.ts';
