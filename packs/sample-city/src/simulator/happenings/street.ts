import { hourMs, minuteMs } from '@liandong/words';
import type { XY } from '../../city/types.ts';
import { distanceM, type Happening } from './happening.ts';

// 井盖打开: the lid is lifted within seconds and lies beside its frame until somebody puts it back.
export const manholeLastsMs = 40 * minuteMs;
const openDeg = 62;

export const openLidDeg = (one: Happening, code: string, at: number): number =>
  one.at === code && at > one.startedAt && at < one.until ? openDeg : 0;

// 路灯回路故障: a cabinet loses a phase: the lamps it feeds go out together, and its residual current rises first.
export const lampsLastMs = 2 * hourMs;
const circuitM = 420;
const warningMs = 3 * minuteMs;

/** 0 well, 1 dark. */
export const lampFailure = (one: Happening, place: XY, at: number): number =>
  distanceM(one.middle, place) <= circuitM && at > one.startedAt && at < one.until ? 1 : 0;

/** Current to earth in mA while the fault grows. */
export const leakageMA = (one: Happening, place: XY, at: number): number => {
  const since = at - one.startedAt + warningMs;
  if (since <= 0 || at >= one.until || distanceM(one.middle, place) > circuitM) return 0;
  return at < one.startedAt ? 26 * (since / warningMs) ** 2 : 34;
};

// 散场人流: most of the spectators leave within half an hour; the stations near by fill a little later.
export const crowdLastsMs = 80 * minuteMs;
const leaveMs = 14 * minuteMs;
const crowdReachM = 900;
const walkMPerS = 1.1;

/** How many times as full as a full place it is, about 0 … 1.7 at the gates. */
export const crowding = (one: Happening, place: XY, at: number): number => {
  const awayM = distanceM(one.middle, place);
  const since = at - one.startedAt - (awayM / walkMPerS) * 1000;
  if (since <= 0 || at >= one.until) return 0;
  const share = since / leaveMs;
  // Rises fast, falls slowly: the log-normal of an emptying stand.
  return 1.7 * share * Math.exp(1 - share) * Math.exp(-awayM / crowdReachM);
};
