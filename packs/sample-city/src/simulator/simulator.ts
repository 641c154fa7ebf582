import { type Instant, instant, minuteMs, secondMs } from '@liandong/words';
import { chance } from '../chance.ts';
import type { SampleCity } from '../sample-city.ts';
import { type SampleTerminal, underpassCode } from '../terminals.ts';
import { measure } from './signals.ts';
import { floodShare, type RainEvent } from './weather.ts';

/** One generated reading, as a terminal would send it. */
export type SampleReading = {
  readonly terminalCode: string;
  readonly node: SampleTerminal['node'];
  readonly at: Instant;
  readonly values: Readonly<Record<string, number>>;
};

/** The living sample: what every terminal says when. All of it is generated. */
export type Simulator = {
  /** The readings due after `from` and until `to` (inclusive), oldest first; the same call gives the same answer. */
  readings(from: Instant, to: Instant): readonly SampleReading[];
  /** As above with one reading in ten minutes a terminal: a past for the charts of a first start. */
  backfill(from: Instant, to: Instant): readonly SampleReading[];
  /**
   * Lets it rain: water over a ponding gauge rises beyond every warn level within 40 s, stands and drains.
   * @throws Error when there is no such ponding gauge
   */
  rain(startedAt: Instant, terminalCode?: string): RainEvent;
  events(): readonly RainEvent[];
};

const backfillStepMs = 10 * minuteMs;
const keepEventMs = 60 * minuteMs;
/** A terminal is away for a piece of a quarter of an hour now and then. */
const dropoutMs = 15 * minuteMs;
const dropoutShare = 0.015;

export const createSimulator = (city: SampleCity, seed: number = city.seed): Simulator => {
  let events: readonly RainEvent[] = [];
  const speaking = city.terminals.filter((terminal) => !terminal.isMute);

  const isAway = (terminal: SampleTerminal, at: number): boolean =>
    !events.some((event) => event.terminalCode === terminal.order.code && floodShare(event, at) > 0) &&
    chance(seed, `away-${terminal.order.code}`, Math.floor(at / dropoutMs)) < dropoutShare;

  const every = (from: Instant, to: Instant, stepOf: (terminal: SampleTerminal) => number): readonly SampleReading[] =>
    speaking
      .flatMap((terminal) =>
        instantsOf(seed, terminal, stepOf(terminal), from, to)
          .filter((at) => !isAway(terminal, at))
          .map((at) => ({
            terminalCode: terminal.order.code,
            node: terminal.node,
            at,
            values: measure({ seed, at, terminal, events }),
          })),
      )
      .sort((a, b) => a.at - b.at);

  return {
    readings: (from, to) => every(from, to, ({ intervalMs }) => intervalMs),
    backfill: (from, to) => every(from, to, () => backfillStepMs),
    rain: (startedAt, terminalCode = underpassCode) => {
      const gauge = speaking.find(({ kind, order }) => kind === 'ponding' && order.code === terminalCode);
      if (gauge === undefined) throw new Error(`no ponding gauge ${terminalCode} in the sample`);
      const event = { startedAt, terminalCode, streetCode: gauge.streetCode, peakCm: 34 };
      events = [...events.filter((one) => one.startedAt > startedAt - keepEventMs), event];
      return event;
    },
    events: () => events,
  };
};

/** Where the demonstration begins: time to open the console, then the water rises and the alert comes within a minute. */
export const storyStart = (now: Instant): Instant => instant(now + 15 * secondMs);

/** Each terminal has its own second within its interval, so that they don't all speak at once. */
const instantsOf = (
  seed: number,
  { order }: SampleTerminal,
  stepMs: number,
  from: Instant,
  to: Instant,
): readonly Instant[] => {
  const phase = Math.floor(chance(seed, `phase-${order.code}`) * stepMs);
  const found: Instant[] = [];
  for (let at = (Math.floor((from - phase) / stepMs) + 1) * stepMs + phase; at <= to; at += stepMs)
    found.push(instant(at));
  return found;
};
