import { dayMs } from '@liandong/words';
import { chance } from '../../chance.ts';
import type { TerminalKind } from '../../terminals/kinds.ts';
import { type Moment, own, round, type Values } from '../moment.ts';
import { counter, gas, tilt, vehicle } from './people.ts';
import { air, noise, weather } from './sky.ts';
import { bin, camera, charger, lamp, manhole, parking, pole } from './street.ts';
import { flow, meter, ponding, pressure, pump, quality, rain, river, tide } from './water.ts';

const signals: Readonly<Record<TerminalKind, (moment: Moment) => Values>> = {
  ponding,
  river,
  tide,
  rain,
  weather,
  air,
  noise,
  pressure,
  flow,
  quality,
  pump,
  camera,
  counter,
  pole,
  charger,
  vehicle,
  tilt,
  manhole,
  lamp,
  meter,
  parking,
  bin,
  gas,
};

/** Kinds that live on a battery. */
const onBattery: ReadonlySet<TerminalKind> = new Set<TerminalKind>([
  'ponding',
  'river',
  'tide',
  'rain',
  'weather',
  'noise',
  'pressure',
  'flow',
  'meter',
  'manhole',
  'parking',
  'bin',
  'tilt',
  'gas',
]);

/** From full to empty in some years, each at its own pace; a little less in the cold of the night. */
const batteryV = (moment: Moment): number => {
  const yearMs = 365 * dayMs;
  const used = ((moment.at / yearMs + own(moment, 'age', 0, 4)) % 4.6) / 4.6;
  return round(3.62 - 0.34 * used - 0.25 * Math.max(0, used - 0.9), 2);
};

/** In one of so many readings a careless instrument sends nonsense, which the platform must flag. */
const nonsenseShare = 0.000_04;

/** What the terminal measures at an instant; by the characteristic codes of its type. */
export const measure = (moment: Moment): Values => {
  const { kind } = moment.living.terminal;
  const values = signals[kind](moment);
  const whole = onBattery.has(kind) ? { ...values, batteryV: batteryV(moment) } : values;
  if (kind !== 'noise' && kind !== 'air') return whole;
  const isNonsense = chance(moment.seed, `nonsense${moment.living.code}`, Math.floor(moment.at / 1000)) < nonsenseShare;
  return isNonsense ? { ...whole, [Object.keys(whole)[0] ?? '']: -999 } : whole;
};
