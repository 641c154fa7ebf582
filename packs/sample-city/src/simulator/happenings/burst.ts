import { hourMs, minuteMs, secondMs } from '@liandong/words';
import type { XY } from '../../city/types.ts';
import { distanceM, type Happening } from './happening.ts';

// 爆管: the pressure falls within seconds, most near the break, until a crew has closed the valves around it; then it
// comes back everywhere but within the closed piece; the repair takes hours.

const fallMs = 8 * secondMs;
const valvesClosedMs = 25 * minuteMs;
const closingMs = 4 * minuteMs;
export const burstLastsMs = 3 * hourMs;

const dropAtBreakMPa = 0.19;
/** Distance over which the drop falls to a third: pipes between share it. */
const reachM = 750;
/** Within the closed piece there is no water at all until the repair. */
const closedM = 180;
const closedDropMPa = 0.24;
const lossM3PerH = 640;

const running = (one: Happening, at: number): number => {
  const since = at - one.startedAt;
  if (since <= 0 || since >= burstLastsMs) return 0;
  const closing = Math.min(1, Math.max(0, (since - valvesClosedMs) / closingMs));
  return (1 - Math.exp(-since / fallMs)) * (1 - closing);
};

const isClosedOff = (one: Happening, at: number): boolean => {
  const since = at - one.startedAt;
  return since >= valvesClosedMs + closingMs && since < burstLastsMs;
};

/** How much lower the pressure is than usual, MPa. */
export const burstDropMPa = (one: Happening, place: XY, at: number): number => {
  const awayM = distanceM(one.middle, place);
  if (isClosedOff(one, at)) return awayM < closedM ? closedDropMPa : 0;
  return dropAtBreakMPa * Math.exp(-awayM / reachM) * running(one, at);
};

/** Water that runs out, as a meter on the way to the break sees it, m³/h. */
export const burstFlowM3PerH = (one: Happening, place: XY, at: number): number =>
  lossM3PerH * Math.exp(-distanceM(one.middle, place) / reachM) * running(one, at);

/** Water on the road near the break, cm: it runs off downhill, so it stays shallow. */
export const burstDepthCm = (one: Happening, place: XY, at: number): number => {
  const near = Math.exp(-((distanceM(one.middle, place) / 130) ** 2));
  const since = at - one.startedAt;
  const gathered = Math.min(1, Math.max(0, since / (9 * minuteMs)));
  return 13 * near * gathered * Math.max(running(one, at), since < burstLastsMs && since > valvesClosedMs ? 0.15 : 0);
};

/** Clouded water downstream after the pressure jump, NTU. */
export const burstTurbidityNtu = (one: Happening, place: XY, at: number): number => {
  const sinceMin = (at - one.startedAt) / minuteMs - distanceM(one.middle, place) / 45;
  return sinceMin <= 0 ? 0 : 3.2 * Math.exp(-distanceM(one.middle, place) / 1_200) * Math.exp(-sinceMin / 50);
};
