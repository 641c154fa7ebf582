export { type OsmGround, type OsmOptions, openOsmExtract } from './open-osm-extract.ts';
export { osmRefusals } from './refusals.ts';
export type { OsmStatistics } from './statistics.ts';
