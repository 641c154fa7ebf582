import { chance, chanceBetween } from '../chance.ts';
import type { XY } from '../city/types.ts';
import type { SampleTerminal } from '../terminals/sample-terminals.ts';
import { burstDepthCm, burstDropMPa, burstFlowM3PerH, burstTurbidityNtu } from './happenings/burst.ts';
import type { Happening, HappeningId } from './happenings/happening.ts';
import { cloudburstDepthCm, cloudburstMmPerH, hillRainMmPerH, riverRiseAt } from './happenings/rain.ts';
import { crowding, lampFailure, leakageMA, openLidDeg } from './happenings/street.ts';
import { drizzleMmPerH } from './weather.ts';

/** A terminal of the sample as the simulator knows it. */
export type Living = {
  readonly terminal: SampleTerminal;
  readonly code: string;
  readonly at: XY;
  readonly groundM: number;
  /** How far down the river from the hills, metres. */
  readonly belowM: number;
};

/** One terminal at one instant. */
export type Moment = {
  readonly seed: number;
  readonly at: number;
  readonly living: Living;
  readonly happenings: readonly Happening[];
};

export type Values = Readonly<Record<string, number>>;

export const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Noise of the instrument: new every second, in [-size, size]. */
export const jitter = ({ seed, at, living }: Moment, size: number, name = '~'): number =>
  (chance(seed, living.code + name, Math.floor(at / 1000)) - 0.5) * 2 * size;

/** A number of the terminal's own that never changes. */
export const own = ({ seed, living }: Moment, name: string, from: number, to: number): number =>
  chanceBetween(seed, name + living.code, from, to);

const most = ({ happenings }: Moment, id: HappeningId, size: (one: Happening) => number): number => {
  let found = 0;
  for (const one of happenings) if (one.id === id) found = Math.max(found, size(one));
  return found;
};

// What happens, as one terminal feels it.

export const rainMmPerH = (moment: Moment): number => {
  const { seed, at, living } = moment;
  return (
    drizzleMmPerH(seed, at, living.at, living.groundM) +
    most(moment, 'rain', (one) => cloudburstMmPerH(one, living.at, at)) +
    most(moment, 'hills', (one) => hillRainMmPerH(one, living.at, living.groundM, at))
  );
};

export const depthCm = (moment: Moment): number =>
  Math.max(
    most(moment, 'rain', (one) =>
      cloudburstDepthCm(one, moment.living.code, moment.living.terminal.streetCode, moment.at),
    ),
    most(moment, 'burst', (one) => burstDepthCm(one, moment.living.at, moment.at)),
  );

export const riverRiseM = (moment: Moment): number =>
  most(moment, 'hills', (one) => riverRiseAt(one, moment.living.belowM, moment.at));

export const dropMPa = (moment: Moment): number =>
  most(moment, 'burst', (one) => burstDropMPa(one, moment.living.at, moment.at));

export const lossM3PerH = (moment: Moment): number =>
  most(moment, 'burst', (one) => burstFlowM3PerH(one, moment.living.at, moment.at));

export const cloudedNtu = (moment: Moment): number =>
  most(moment, 'burst', (one) => burstTurbidityNtu(one, moment.living.at, moment.at));

export const lidDeg = (moment: Moment): number =>
  most(moment, 'manhole', (one) => openLidDeg(one, moment.living.code, moment.at));

export const isDark = (moment: Moment): boolean =>
  most(moment, 'lamps', (one) => lampFailure(one, moment.living.at, moment.at)) > 0;

export const earthMA = (moment: Moment): number =>
  most(moment, 'lamps', (one) => leakageMA(one, moment.living.at, moment.at));

export const crowd = (moment: Moment): number =>
  most(moment, 'crowd', (one) => crowding(one, moment.living.at, moment.at));
