import { hourMs, minuteMs } from '@liandong/words';
import { drift } from '../../chance.ts';
import {
  cloudedNtu,
  depthCm,
  dropMPa,
  jitter,
  lossM3PerH,
  type Moment,
  own,
  rainMmPerH,
  riverRiseM,
  round,
  type Values,
} from '../moment.ts';
import { waterDemand } from '../rhythm.ts';
import { tideM, weatherAt } from '../weather.ts';

export const ponding = (moment: Moment): Values => {
  const depth = depthCm(moment);
  return { depthCm: round(Math.max(0, depth === 0 ? 0 : depth + jitter(moment, 0.4)), 1) };
};

/** The tide runs up the river and fades with the way. */
export const river = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const tide = 0.3 * tideM(at - 20 * minuteMs) * Math.min(1, living.belowM / 9_000);
  const slow = 0.05 * drift(seed, living.code, at, 20 * minuteMs);
  return { levelM: round(own(moment, 'base', 1.45, 1.9) + tide + slow + riverRiseM(moment), 2) };
};

export const tide = (moment: Moment): Values => {
  const surge = 0.06 * drift(moment.seed, 'surge', moment.at, 9 * hourMs);
  return { tideM: round(tideM(moment.at) + surge + jitter(moment, 0.01), 2), surgeM: round(surge, 2) };
};

export const rain = (moment: Moment): Values => ({ intensityMmPerH: round(rainMmPerH(moment), 1) });

const staticMPa = (moment: Moment): number => {
  // Ten metres of height take a tenth of a megapascal; zones with pumps of their own keep the hills supplied.
  const zone = moment.living.groundM % 30;
  return own(moment, 'head', 0.33, 0.37) - 0.0018 * zone;
};

export const pressure = (moment: Moment): Values => {
  const use = 0.026 * (waterDemand(moment.at) - 0.5);
  const value = staticMPa(moment) - use - dropMPa(moment) + jitter(moment, 0.003);
  return { pressureMPa: round(Math.max(0, value), 3) };
};

export const flow = (moment: Moment): Values => {
  const drop = dropMPa(moment);
  const usual = own(moment, 'flow', 90, 420) * waterDemand(moment.at);
  return {
    flowM3PerH: round(usual * (1 + jitter(moment, 0.02)) + lossM3PerH(moment), 1),
    pressureMPa: round(Math.max(0, staticMPa(moment) - 0.02 - drop + jitter(moment, 0.003)), 3),
    pressureDropMPa: round(Math.max(0, drop + jitter(moment, 0.003)), 3),
  };
};

export const quality = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const warmth = weatherAt(seed, at, 0).temperatureCel;
  return {
    turbidityNtu: round(0.22 + 0.06 * drift(seed, living.code, at, hourMs) + cloudedNtu(moment), 2),
    chlorineMgPerL: round(own(moment, 'chlorine', 0.35, 0.6) - 0.04 * waterDemand(at) + jitter(moment, 0.01), 2),
    ph: round(own(moment, 'ph', 7.1, 7.6) + jitter(moment, 0.03), 2),
    temperatureCel: round(14 + 0.35 * (warmth - 14) + jitter(moment, 0.1), 1),
  };
};

/** Pumps follow the sump: on above the upper mark, more in rain. */
export const pump = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const wet = Math.min(1, rainMmPerH(moment) / 30 + depthCm(moment) / 30);
  const runs = drift(seed, living.code, at, 12 * minuteMs) + 2.2 * wet > 0.15;
  const rated = own(moment, 'rated', 180, 900);
  return {
    running: runs ? 1 : 0,
    flowM3PerH: runs ? round(rated * (0.94 + jitter(moment, 0.02)), 0) : 0,
    currentA: runs ? round(rated / 9 + jitter(moment, 1.5), 1) : 0,
    shortfallPct: 0,
    sumpLevelM: round(own(moment, 'sump', 1.1, 1.6) + 0.4 * drift(seed, living.code, at, 12 * minuteMs) + wet, 2),
  };
};

const meterEpochMs = Date.UTC(2025, 0, 1);

/** A counter only grows: volume is the integral of the mean use, so late and early readings agree. */
export const meter = (moment: Moment): Values => {
  const meanLPerH = own(moment, 'use', 4, 22);
  const hours = (moment.at - meterEpochMs) / hourMs;
  const now = meanLPerH * waterDemand(moment.at) * (jitter(moment, 1, 'tap') > 0.1 ? 1.6 : 0.2);
  return {
    volumeM3: round(own(moment, 'old', 20, 900) + (meanLPerH * hours) / 1000, 3),
    reverseM3: 0,
    flowLPerH: round(now, 0),
  };
};
