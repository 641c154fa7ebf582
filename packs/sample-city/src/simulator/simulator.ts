import { type Instant, instant, minuteMs, secondMs } from '@liandong/words';
import { chance } from '../chance.ts';
import { fromLonLat } from '../city/plane.ts';
import type { CityPlan, XY } from '../city/types.ts';
import type { SampleCity } from '../sample-city.ts';
import type { SampleTerminal } from '../terminals/sample-terminals.ts';
import { beginHappening } from './happenings/begin.ts';
import { type Happening, type HappeningId, happeningIds } from './happenings/happening.ts';
import { lampFailure } from './happenings/street.ts';
import type { Living } from './moment.ts';
import { measure } from './signals/measure.ts';

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
  /** As above with one reading in ten minutes a terminal and one of each at the end: a past for a first start. */
  backfill(from: Instant, to: Instant): readonly SampleReading[];
  /** One reading of each terminal at this instant, without dropouts: for load. */
  snapshot(at: Instant): Iterable<SampleReading>;
  /**
   * Lets something happen, at the terminal with this code or at one that fits.
   * @throws Error when there is no such happening or no such terminal
   */
  begin(id: string, startedAt: Instant, at?: string): Happening;
  happenings(): readonly Happening[];
};

const backfillStepMs = 10 * minuteMs;
/** A terminal is away for some minutes now and then: shorter than the silence that rules tell of. */
const dropoutMs = 8 * minuteMs;
const dropoutShare = 0.015;

export const createSimulator = (city: SampleCity, seed: number = city.seed): Simulator => {
  let happenings: readonly Happening[] = [];
  const speaking = fromFirstGauge(
    [...city.terminals()].filter((terminal) => !terminal.isMute).map(livingIn(city.plan)),
  );

  const isAway = (living: Living, at: number): boolean =>
    // What something happens to is heard: a demonstration must not fail by chance.
    !happenings.some((one) => one.at === living.code && at >= one.startedAt && at <= one.until) &&
    chance(seed, `away-${living.code}`, Math.floor(at / dropoutMs)) < dropoutShare;

  const say = (living: Living, at: Instant): SampleReading => ({
    terminalCode: living.code,
    node: living.terminal.node,
    at,
    values: measure({ seed, at, living, happenings }),
  });

  const every = (from: Instant, to: Instant, stepOf: (terminal: SampleTerminal) => number): readonly SampleReading[] =>
    speaking
      .flatMap((living) =>
        [...instantsOf(seed, living.code, stepOf(living.terminal), from, to), ...alarms(happenings, living, from, to)]
          .filter((at) => !isAway(living, at))
          .map((at) => say(living, at)),
      )
      .sort((a, b) => a.at - b.at);

  return {
    readings: (from, to) => every(from, to, ({ intervalMs }) => intervalMs),
    backfill: (from, to) => [
      ...every(from, to, ({ intervalMs }) => Math.max(backfillStepMs, intervalMs)).filter(({ at }) => at < to),
      ...speaking.map((living) => say(living, to)),
    ],
    snapshot: function* (at) {
      for (const living of speaking) yield say(living, at);
    },
    begin: (id, startedAt, at) => {
      const known = happeningIds.find((one): one is HappeningId => one === id);
      if (known === undefined) throw new Error(`no happening ${id} in the sample`);
      const begun = beginHappening(known, startedAt, speaking, at);
      happenings = [...happenings.filter(({ until }) => until > startedAt), begun];
      return begun;
    },
    happenings: () => happenings,
  };
};

/** Where the demonstration begins: time to open the console, then the water rises and the alert comes within a minute. */
export const storyStart = (now: Instant): Instant => instant(now + 15 * secondMs);

const livingIn =
  (plan: CityPlan) =>
  (terminal: SampleTerminal): Living => {
    const at = fromLonLat(terminal.order);
    return {
      terminal,
      code: terminal.order.code,
      at,
      groundM: Math.max(0, plan.terrain.heightM(...at)),
      belowM: terminal.kind === 'river' ? wayDown(plan.riverLine, at) : 0,
    };
  };

/** The way down the river counts from the gauge that lies highest. */
const fromFirstGauge = (living: readonly Living[]): readonly Living[] => {
  const gauges = living.filter(({ terminal }) => terminal.kind === 'river');
  const first = Math.min(...gauges.map(({ belowM }) => belowM));
  return living.map((one) => (one.terminal.kind === 'river' ? { ...one, belowM: one.belowM - first } : one));
};

/** Length of the river from its beginning to the point that lies nearest, metres. */
const wayDown = (line: readonly XY[], [x, y]: XY): number => {
  let [way, best, nearest] = [0, 0, Number.POSITIVE_INFINITY];
  let before = line[0] ?? [0, 0];
  for (const point of line) {
    way += Math.hypot(point[0] - before[0], point[1] - before[1]);
    before = point;
    const away = Math.hypot(point[0] - x, point[1] - y);
    if (away < nearest) [best, nearest] = [way, away];
  }
  return best;
};

const alarmStepMs = minuteMs;
/** A lid and a lamp report when something happens to them, not at their next turn. */
const wakes = (one: Happening, living: Living): boolean =>
  (one.id === 'manhole' && one.at === living.code) ||
  (one.id === 'lamps' && isOnMains(living) && lampFailure(one, living.at, one.startedAt + 1) > 0);

const isOnMains = ({ terminal: { kind } }: Living): boolean => kind === 'lamp' || kind === 'pole' || kind === 'camera';

/** Every minute while it lasts, and once when it is over. */
const alarms = (happenings: readonly Happening[], living: Living, from: Instant, to: Instant): readonly Instant[] =>
  happenings
    .filter((one) => wakes(one, living))
    .flatMap(({ startedAt, until }) => {
      const first = startedAt + Math.max(0, Math.ceil((from - startedAt + 1 - secondMs) / alarmStepMs)) * alarmStepMs;
      const found: Instant[] = [];
      for (let at = first + secondMs; at <= to && at <= until + alarmStepMs; at += alarmStepMs)
        if (at > from) found.push(instant(at));
      return found;
    });

/** Each terminal has its own second within its interval, so that they don't all speak at once. */
const instantsOf = (seed: number, code: string, stepMs: number, from: Instant, to: Instant): readonly Instant[] => {
  const phase = Math.floor(chance(seed, `phase-${code}`) * stepMs);
  const found: Instant[] = [];
  for (let at = (Math.floor((from - phase) / stepMs) + 1) * stepMs + phase; at <= to; at += stepMs)
    found.push(instant(at));
  return found;
};
