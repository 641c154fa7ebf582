export { createOneMap, type OneMap, type OneMapOptions } from './one-map.ts';
export { liveClose, type SlowLimits } from './seat.ts';
export type { OneMapSource, Placed } from './source.ts';
export type { Timers } from './timers.ts';
