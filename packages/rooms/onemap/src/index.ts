import { fileURLToPath } from 'node:url';
import type { MigrationSet } from '@liandong/platform';

export { createOneMap, type OneMap, type OneMapOptions } from './one-map.ts';
export { oneMapRefusals } from './refusals.ts';
export { answerOneMap } from './routes.ts';
export type { SearchEntry } from './search/entry.ts';
export { type SearchSource, searchFollower } from './search/index-follower.ts';
export { replaceEntries } from './search/search-store.ts';
export { liveClose, type SlowLimits } from './seat.ts';
export type { OneMapSource, Placed } from './source.ts';
export type { Timers } from './timers.ts';

export const oneMapMigrations: MigrationSet = {
  room: 'onemap',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
};
