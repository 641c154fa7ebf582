import { dayMs, hourMs, minuteMs } from '@liandong/words';
import { chance, chanceBetween, drift } from '../chance.ts';
import type { SampleTerminal, TerminalKind } from '../terminals.ts';
import { floodShare, type RainEvent, rainShare } from './weather.ts';

type Moment = {
  readonly seed: number;
  readonly at: number;
  readonly terminal: SampleTerminal;
  readonly events: readonly RainEvent[];
};

type Values = Readonly<Record<string, number>>;

/** What the terminal measures at an instant; by the characteristic codes of its type. */
export const measure = (moment: Moment): Values => ({
  ...signals[moment.terminal.kind](moment),
  batteryV: batteryV(moment),
});

/** City time of day as a share; the sample keeps China's time, which knows no summer time. */
const timeOfDay = (at: number): number => ((at + 8 * hourMs) % dayMs) / dayMs;

const strongest = (events: readonly RainEvent[], share: (event: RainEvent) => number): number =>
  events.reduce((most, event) => Math.max(most, share(event)), 0);

const jitter = ({ seed, at, terminal }: Moment, size: number): number =>
  (chance(seed, `${terminal.order.code}~`, Math.floor(at / 1000)) - 0.5) * 2 * size;

const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

const signals: Readonly<Record<TerminalKind, (moment: Moment) => Values>> = {
  ponding: (moment) => {
    const { terminal, events, at } = moment;
    const own = events.filter((event) => event.terminalCode === terminal.order.code);
    const near = events.filter((event) => event.streetCode === terminal.streetCode);
    const depth = Math.max(
      strongest(own, (event) => floodShare(event, at) * event.peakCm),
      // Other gauges of the street show the shower, below any level.
      strongest(near, (event) => floodShare(event, at) * Math.min(7, event.peakCm / 5)),
    );
    return { depthCm: round(Math.max(0, depth === 0 ? 0 : depth + jitter(moment, 0.4)), 1) };
  },
  river: (moment) => {
    const { seed, at, terminal, events } = moment;
    const own = chanceBetween(seed, `base-${terminal.order.code}`, 1.5, 1.9);
    const tide = 0.35 * Math.sin((2 * Math.PI * at) / (12.42 * hourMs));
    const rain = 0.3 * strongest(events, (event) => floodShare(event, at));
    return { levelM: round(own + tide + rain + 0.05 * drift(seed, terminal.order.code, at, 20 * minuteMs), 2) };
  },
  rain: ({ seed, at, terminal, events }) => {
    const drizzle = Math.max(0, drift(seed, 'drizzle', at, 3 * hourMs) - 0.55) * 6;
    const shower =
      strongest(events, (event) => rainShare(event, at)) * chanceBetween(seed, terminal.order.code, 38, 56);
    return { intensityMmPerH: round(drizzle + shower, 1) };
  },
  pressure: (moment) => {
    const { seed, terminal, at } = moment;
    const hour = timeOfDay(at) * 24;
    const demand = Math.exp(-((hour - 7.5) ** 2) / 3) + Math.exp(-((hour - 19) ** 2) / 5) - (hour < 5 ? 0.4 : 0);
    const own = chanceBetween(seed, `head-${terminal.order.code}`, 0.27, 0.34);
    return { pressureMPa: round(own - 0.035 * demand + jitter(moment, 0.003), 3) };
  },
  manhole: (moment) => {
    const { seed, terminal, at, events } = moment;
    const near = events.filter((event) => event.streetCode === terminal.streetCode);
    const flow =
      18 + 8 * drift(seed, terminal.order.code, at, hourMs) + 35 * strongest(near, (event) => floodShare(event, at));
    return { tiltDeg: round(Math.abs(jitter(moment, 0.4)), 2), levelCm: round(flow, 1) };
  },
};

const batteryV = ({ seed, terminal, at }: Moment): number =>
  round(
    3.45 + chanceBetween(seed, `cell-${terminal.order.code}`, 0, 0.15) + 0.02 * Math.sin(timeOfDay(at) * 2 * Math.PI),
    2,
  );
