import { minuteMs } from '@liandong/words';
import { chance, drift } from '../../chance.ts';
import { toLonLat } from '../../city/plane.ts';
import type { XY } from '../../city/types.ts';
import { crowd, jitter, type Moment, own, round, type Values } from '../moment.ts';
import { dayNumber, hourOfDay, outdoors, traffic } from '../rhythm.ts';
import { weatherAt } from '../weather.ts';

/** People at a gate or in a square; the density is what a full place would have, times how full it is. */
export const counter = (moment: Moment): Values => {
  const usual = 0.55 * Math.max(outdoors(moment.at), 0.8 * traffic(moment.at));
  const full = usual + 1.35 * crowd(moment);
  const areaM2 = own(moment, 'area', 450, 1_600);
  const density = Math.max(0, 1.7 * full * (1 + jitter(moment, 0.06)));
  const inside = density * areaM2 * 0.6;
  const flow = inside / 9;
  const leaving = crowd(moment) > 0.1 ? 1.5 : 1;
  return {
    insideCount: Math.round(inside),
    inPerMin: Math.round((flow / leaving) * (1 + jitter(moment, 0.15, 'in'))),
    outPerMin: Math.round(flow * leaving * (1 + jitter(moment, 0.15, 'out'))),
    densityPerM2: round(density, 2),
    supplyV: round(229 + jitter(moment, 3, 'volt'), 1),
  };
};

const lapMs = 34 * minuteMs;

/** A round of a crew's car around its yard: four corners, a stop at each; nobody drives at night. */
const placeOnRound = (moment: Moment, at: number): { readonly at: XY; readonly isMoving: boolean } => {
  const { seed, living } = moment;
  const [x0, y0] = living.at;
  const [a, b] = [own(moment, 'east', 260, 700), own(moment, 'north', 220, 620)];
  const turned = chance(seed, `turn${living.code}`) < 0.5 ? -1 : 1;
  const share = ((at + own(moment, 'lap', 0, lapMs)) % lapMs) / lapMs;
  const side = Math.floor(share * 4);
  const along = Math.min(1, (share * 4 - side) / 0.8);
  const corners: readonly XY[] = [
    [0, 0],
    [a, 0],
    [a, turned * b],
    [0, turned * b],
  ];
  const [from, to] = [corners[side % 4] ?? [0, 0], corners[(side + 1) % 4] ?? [0, 0]];
  return {
    at: [x0 + from[0] + (to[0] - from[0]) * along, y0 + from[1] + (to[1] - from[1]) * along],
    isMoving: along < 1,
  };
};

export const vehicle = (moment: Moment): Values => {
  const { at, living } = moment;
  const hour = hourOfDay(at);
  const onDuty = hour > 6.5 && hour < 21 && chance(moment.seed, `shift${living.code}`, dayNumber(at)) < 0.85;
  const here = onDuty ? placeOnRound(moment, at) : { at: living.at, isMoving: false };
  const next = placeOnRound(moment, at + 5_000).at;
  const { lon, lat } = toLonLat(here.at);
  const [dx, dy] = [next[0] - here.at[0], next[1] - here.at[1]];
  const speed = here.isMoving ? Math.max(0, (Math.hypot(dx, dy) / 5) * 3.6 + jitter(moment, 3)) : 0;
  return {
    lonDeg: lon,
    latDeg: lat,
    speedKmPerH: round(speed, 0),
    headingDeg: round(((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360, 0) % 360,
    supplyV: round((here.isMoving ? 13.9 : 12.6) + jitter(moment, 0.1, 'volt'), 1),
  };
};

export const tilt = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  // Steel and concrete bend with the sun and creep with the years, both by little.
  const sway = 0.03 * drift(seed, living.code, at, 20 * minuteMs) + 0.002 * weatherAt(seed, at, 0).temperatureCel;
  const creep = own(moment, 'creep', -0.04, 0.04);
  return {
    tiltDeg: round(own(moment, 'lean', -0.4, 0.4) + sway + creep, 3),
    driftDeg: round(sway + creep, 3),
    crackMm: round(own(moment, 'crack', 0, 0.4) + 0.01 * drift(seed, `${living.code}c`, at, 60 * minuteMs), 2),
  };
};

export const gas = (moment: Moment): Values => ({
  lelPct: round(Math.max(0, own(moment, 'zero', -0.6, 1.2) + jitter(moment, 0.5)), 1),
  temperatureCel: round(
    19 + 0.35 * (weatherAt(moment.seed, moment.at, 0).temperatureCel - 19) + jitter(moment, 0.3),
    1,
  ),
});
