import { dayMs, hourMs, minuteMs } from '@liandong/words';
import { chance, drift } from '../../chance.ts';
import {
  crowd,
  depthCm,
  earthMA,
  isDark,
  jitter,
  lidDeg,
  type Moment,
  own,
  rainMmPerH,
  round,
  type Values,
} from '../moment.ts';
import { atHome, dayNumber, hourOfDay, lampsBurn, outdoors, traffic } from '../rhythm.ts';
import { weatherAt } from '../weather.ts';

const supplyV = (moment: Moment): number => round(229 + jitter(moment, 3, 'volt'), 1);

export const manhole = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const open = lidDeg(moment);
  const level =
    18 + 8 * drift(seed, living.code, at, hourMs) + 1.1 * depthCm(moment) + Math.min(50, 0.7 * rainMmPerH(moment));
  return {
    // Lorries shake a lid by a degree or so; lifted it lies askew.
    tiltDeg: round(open > 0 ? open + jitter(moment, 0.6) : Math.abs(jitter(moment, 0.4 + 0.8 * traffic(at))), 2),
    levelCm: round(Math.max(0, level), 1),
  };
};

export const lamp = (moment: Moment): Values => {
  const burns = lampsBurn(moment.at);
  // Late at night half the light is enough.
  const late = hourOfDay(moment.at) >= 23.5 || hourOfDay(moment.at) < 5;
  const ordered = burns ? (late ? 50 : 100) : 0;
  const dark = isDark(moment);
  const rated = own(moment, 'rated', 90, 180);
  return {
    orderedPct: ordered,
    powerW: dark ? 0 : round((rated * ordered) / 100 + (ordered > 0 ? jitter(moment, 2) : 0.4), 1),
    missingPct: dark ? 100 : 0,
    supplyV: dark ? 0 : supplyV(moment),
    leakageMA: round(own(moment, 'earth', 0.4, 2.5) + earthMA(moment), 1),
  };
};

export const pole = (moment: Moment): Values => {
  const dark = isDark(moment);
  const devices = Math.floor(own(moment, 'devices', 3, 9));
  return {
    devicesOnline: dark ? 0 : devices,
    loadW: dark ? 0 : round(devices * 21 + (lampsBurn(moment.at) ? 140 : 0) + jitter(moment, 6), 0),
    boxTemperatureCel: round(weatherAt(moment.seed, moment.at, moment.living.groundM).temperatureCel + 6, 1),
    supplyV: dark ? 0 : supplyV(moment),
  };
};

const stayMs = 50 * minuteMs;

/** Each bay has its own hour at which cars come and go; more of them stand where people are. */
export const parking = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  const phase = own(moment, 'phase', 0, stayMs);
  const stay = Math.floor((at + phase) / stayMs);
  const isHome = own(moment, 'home', 0, 1) < 0.5;
  const share = isHome ? atHome(at) : 0.15 + 0.75 * Math.max(traffic(at), outdoors(at));
  const occupied = chance(seed, `bay${living.code}`, stay) < share;
  return { occupied: occupied ? 1 : 0, sinceMin: round(((at + phase) % stayMs) / minuteMs, 0) };
};

export const bin = (moment: Moment): Values => {
  const { seed, at, living } = moment;
  // Emptied at its own hour of the night; fills with what people throw away.
  const emptied = own(moment, 'emptied', 1, 5);
  const hours = (hourOfDay(at) - emptied + 24) % 24;
  const rate = own(moment, 'rate', 1.6, 3.6) * (0.8 + 0.5 * chance(seed, `day${living.code}`, dayNumber(at)));
  const warmth = weatherAt(seed, at, living.groundM).temperatureCel;
  return { fillPct: round(Math.min(100, 3 + rate * hours), 0), temperatureCel: round(warmth + 1.5, 1) };
};

export const charger = (moment: Moment): Values => {
  const { at } = moment;
  const { occupied = 0, sinceMin = 0 } = parking(moment);
  const rated = own(moment, 'rated', 0, 1) < 0.4 ? 60 : 7;
  const charging = occupied === 1 && sinceMin < 42;
  const mean = rated * 0.3;
  return {
    occupied,
    // A battery that fills takes less and less.
    powerKW: charging ? round(rated * (1 - 0.6 * (sinceMin / 50) ** 2), 1) : 0,
    energyKWh: round(1200 + (mean * (at - Date.UTC(2025, 0, 1))) / dayMs / 4, 1),
    cableTemperatureCel: round(weatherAt(moment.seed, at, 0).temperatureCel + (charging ? 14 : 1), 1),
    supplyV: supplyV(moment),
  };
};

export const camera = (moment: Moment): Values => {
  const dark = isDark(moment);
  const lively = 0.6 + 0.4 * Math.max(traffic(moment.at), crowd(moment));
  return {
    online: dark ? 0 : 1,
    bitrateKbps: dark ? 0 : round(own(moment, 'rate', 2400, 4200) * lively, 0),
    lossPct: dark ? 100 : round(Math.abs(jitter(moment, 0.4)), 2),
    supplyV: dark ? 0 : supplyV(moment),
  };
};
