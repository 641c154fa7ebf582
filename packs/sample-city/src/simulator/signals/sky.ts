import { hourMs } from '@liandong/words';
import { drift } from '../../chance.ts';
import { crowd, jitter, type Moment, own, rainMmPerH, round, type Values } from '../moment.ts';
import { outdoors, sunHeight, traffic } from '../rhythm.ts';
import { weatherAt } from '../weather.ts';

export const weather = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const air = weatherAt(seed, at, living.groundM);
  const rain = rainMmPerH(moment);
  const squall = 1 + Math.min(1.4, rain / 35);
  return {
    temperatureCel: round(air.temperatureCel - Math.min(5, rain / 9) + jitter(moment, 0.1), 1),
    humidityPct: round(Math.min(100, air.humidityPct + rain / 2), 0),
    pressureHPa: round(air.pressureHPa, 1),
    windMPerS: round(air.windMPerS * squall, 1),
    gustMPerS: round(air.gustMPerS * squall, 1),
    windFromDeg: round(air.windFromDeg, 0) % 360,
  };
};

/** What cars and a still air leave behind; rain washes it out, the sun makes ozone of it. */
export const air = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const still = 1.5 - Math.min(1, weatherAt(seed, at, living.groundM).windMPerS / 7);
  const washed = 1 / (1 + rainMmPerH(moment) / 6);
  const days = 1 + 0.5 * drift(seed, 'haze', at, 30 * hourMs);
  const dust = own(moment, 'dust', 14, 26) * still * washed * days;
  return {
    pm25UgPerM3: round(dust * (0.8 + 0.4 * traffic(at)), 0),
    pm10UgPerM3: round(dust * (1.5 + 0.8 * traffic(at)), 0),
    no2UgPerM3: round(own(moment, 'no2', 10, 18) * still * (0.5 + 1.4 * traffic(at)), 0),
    o3UgPerM3: round(38 + 85 * Math.max(0, sunHeight(at - 2 * hourMs)) * days, 0),
    supplyV: round(229 + jitter(moment, 3), 1),
  };
};

export const noise = (moment: Moment): Values => {
  const busy = Math.max(traffic(moment.at), 0.85 * outdoors(moment.at));
  const level = own(moment, 'quiet', 42, 48) + 13 * busy + 9 * Math.min(1.2, crowd(moment)) + jitter(moment, 1.6);
  return { leqDbA: round(level, 1), peakDbA: round(level + 8 + jitter(moment, 3, 'peak'), 1) };
};
