import { hourMs, minuteMs, secondMs } from '@liandong/words';
import type { XY } from '../../city/types.ts';
import { distanceM, type Happening } from './happening.ts';

// 突降暴雨: for demonstrations it goes about thirty times as fast as nature: a gully blocks, water gathers, stands, drains.

const riseMs = 40 * secondMs;
const standMs = minuteMs;
const drainMs = 90 * secondMs;
const rainMs = 4 * minuteMs;
export const cloudburstLastsMs = riseMs + standMs + drainMs;

/** Depth over the underpass's gauge at the height of the event. */
const peakCm = 34;
/** Other gauges around show the shower, below any level. */
const besideCm = 7;
const cellM = 1_400;
const peakMmPerH = 48;

const flood = ({ startedAt }: Happening, at: number): number => {
  const since = at - startedAt;
  if (since <= 0) return 0;
  if (since < riseMs) return since / riseMs;
  if (since < riseMs + standMs) return 1;
  return Math.max(0, 1 - (since - riseMs - standMs) / drainMs);
};

/** Depth at a ponding gauge in cm. */
export const cloudburstDepthCm = (one: Happening, code: string, streetCode: string, at: number): number => {
  if (one.at === code) return peakCm * flood(one, at);
  return one.streetCode === streetCode ? besideCm * flood(one, at) : 0;
};

/** Rain in mm/h: it begins before the water gathers. */
export const cloudburstMmPerH = (one: Happening, place: XY, at: number): number => {
  const since = at - one.startedAt + minuteMs;
  if (since <= 0 || since >= rainMs + minuteMs) return 0;
  const shape = Math.sin((Math.PI * since) / (rainMs + minuteMs)) ** 0.6;
  return peakMmPerH * shape * Math.exp(-((distanceM(one.middle, place) / cellM) ** 2));
};

// 山区强降雨: at nature's own pace. A storm stands over the hills; the river rises the later the farther downstream.

const stormMs = 70 * minuteMs;
const hillPeakMmPerH = 62;
const hillCellM = 4_200;
/** Speed of a flood wave in a steep small river. */
const waveMPerS = 2.4;
/** Time of rise of the hills' unit hydrograph. */
const responseMs = 28 * minuteMs;
const riverRiseM = 2.1;
export const hillsLastMs = 5 * hourMs;

/** Rain in mm/h: a steep beginning and a long end (r = 0.35). */
export const hillRainMmPerH = (one: Happening, place: XY, groundM: number, at: number): number => {
  const share = (at - one.startedAt) / stormMs;
  if (share <= 0 || share >= 1) return 0;
  const shape = share < 0.35 ? (share / 0.35) ** 1.5 : ((1 - share) / 0.65) ** 1.3;
  const near = Math.exp(-((distanceM(one.middle, place) / hillCellM) ** 2));
  return hillPeakMmPerH * shape * near * Math.min(1.25, 0.45 + groundM / 260);
};

/**
 * Rise of the river in metres at a gauge so far below the hills: a gamma hydrograph (n = 3), later and flatter
 * downstream.
 */
export const riverRiseAt = (one: Happening, belowM: number, at: number): number => {
  const lagMs = stormMs * 0.35 + (belowM / waveMPerS) * secondMs;
  const spread = 1 + belowM / 14_000;
  const since = (at - one.startedAt - lagMs) / (responseMs * spread);
  if (since <= 0) return 0;
  return (riverRiseM / spread) * since ** 2 * Math.exp(2 * (1 - since));
};
