import { hourMs, type Instant, instant, minuteMs } from '@liandong/words';
import type { FloodEvent } from '../dataset/events.ts';
import type { FloodDataset } from '../dataset/read-dataset.ts';
import type { Sensor } from '../dataset/sensors.ts';
import { depthKey } from '../floodnet.ts';

/** What a sensor says at one instant; without a value it is a sign of life. */
export type ReplayItem = { readonly at: Instant; readonly depthInch: number | undefined };

/** Everything that is said up to an instant since the step before, by sensor, oldest first. */
export type ReplayStep = { readonly until: Instant; readonly items: ReadonlyMap<string, readonly ReplayItem[]> };

export type ReplaySpan = {
  /** Events that start from here (inclusive) … */
  readonly from: Instant;
  /** … to here (exclusive) are replayed to their ends. */
  readonly to: Instant;
  /** City time between two signs of life of a sensor in quiet times. */
  readonly heartbeatMs?: number;
  /** City time of a step at most; not above 4 minutes, so that nothing lies in the future of the city clock. */
  readonly stepMs?: number;
  /** City time after the last event, for alerts to clear and to be past their repeat time; 7 hours unless told. */
  readonly settleMs?: number;
};

export type FloodReplay = {
  readonly events: readonly FloodEvent[];
  readonly begins: Instant;
  readonly ends: Instant;
  readonly heartbeatMs: number;
  steps(): Iterable<ReplayStep>;
};

const longestStepMs = 4 * minuteMs;

/**
 * Merges the measured profiles into one stream in order of time.
 *
 * Between events the published data have no readings because the street is dry, so a sensor shows signs of life only.
 * An event whose profile ends above zero is followed by one reading of 0 at the sensor's next sign of life: derived from
 * that statement, not measured. Within an event nothing is added: a gap stays a gap, without signs of life.
 */
export const floodnetReplay = (dataset: FloodDataset, span: ReplaySpan): FloodReplay => {
  const { from, to, heartbeatMs = 15 * minuteMs, stepMs = minuteMs, settleMs = 7 * hourMs } = span;
  const events = dataset.events.filter(({ startedAt }) => startedAt >= from && startedAt < to);
  const lastEnd = events.reduce<number>((latest, { endedAt }) => Math.max(latest, endedAt), from);
  const ends = instant(lastEnd + settleMs);
  const step = Math.min(stepMs, longestStepMs);
  return {
    events,
    begins: from,
    ends,
    heartbeatMs,
    steps: () => stepsOf(new Merge(events, dataset.sensors, from, heartbeatMs), from, ends, step),
  };
};

function* stepsOf(merge: Merge, from: Instant, ends: Instant, stepMs: number): Generator<ReplayStep> {
  let clock: number = from - 1;
  while (clock < ends) {
    const next = merge.nextAt();
    // Nothing is said for longer than a step: move the clock to just before the next word.
    const until = Math.min(ends, next > clock + stepMs ? next - 1 : clock + stepMs);
    yield { until: instant(until), items: merge.take(until) };
    clock = until;
  }
}

type Reading = { readonly at: number; readonly sensorCode: string; readonly depthInch: number };

/** Walks through readings and signs of life together. */
class Merge {
  readonly #readings: readonly Reading[];
  readonly #speakers: readonly Speaker[];
  readonly #from: number;
  readonly #heartbeatMs: number;
  #nextReading = 0;
  #beats = 0;

  constructor(events: readonly FloodEvent[], sensors: readonly Sensor[], from: number, heartbeatMs: number) {
    const bySensor = Map.groupBy(events, ({ sensorCode }) => sensorCode);
    this.#readings = events
      .flatMap(({ sensorCode, readings }) => readings.map(({ at, depthInch }) => ({ at, sensorCode, depthInch })))
      .sort((a, b) => a.at - b.at);
    this.#speakers = sensors.map((sensor) => newSpeaker(sensor, bySensor.get(sensor.code) ?? []));
    this.#from = from;
    this.#heartbeatMs = heartbeatMs;
  }

  #beatAt(): number {
    return this.#from + this.#beats * this.#heartbeatMs;
  }

  nextAt(): number {
    return Math.min(this.#beatAt(), this.#readings[this.#nextReading]?.at ?? Number.POSITIVE_INFINITY);
  }

  take(until: number): ReadonlyMap<string, readonly ReplayItem[]> {
    const items = new Map<string, ReplayItem[]>();
    const say = (code: string, at: number, depthInch: number | undefined): void => {
      const own = items.get(code);
      const item = { at: instant(at), depthInch };
      if (own === undefined) items.set(code, [item]);
      else own.push(item);
    };
    for (let at = this.nextAt(); at <= until; at = this.nextAt()) {
      const reading = this.#readings[this.#nextReading];
      if (reading !== undefined && reading.at === at) {
        say(reading.sensorCode, at, reading.depthInch);
        this.#nextReading += 1;
      } else {
        for (const speaker of this.#speakers) {
          const word = wordAt(speaker, at);
          if (word !== 'nothing') say(speaker.sensor.code, at, word);
        }
        this.#beats += 1;
      }
    }
    return items;
  }
}

/** A sensor and how far it is in its events. */
type Speaker = {
  readonly sensor: Sensor;
  readonly events: readonly FloodEvent[];
  readonly since: number;
  /** Place of the first event that has not ended. */
  place: number;
  /** Whether the last ended event still waits for its reading of 0. */
  owesZero: boolean;
};

const newSpeaker = (sensor: Sensor, events: readonly FloodEvent[]): Speaker => ({
  sensor,
  events,
  since: Math.min(sensor.installedAt, events[0]?.startedAt ?? sensor.installedAt),
  place: 0,
  owesZero: false,
});

/** What a sensor says on the beat: 0 once after an event that ended above zero, a sign of life, or nothing. */
const wordAt = (speaker: Speaker, at: number): number | undefined | 'nothing' => {
  const { events, sensor, since } = speaker;
  for (let event = events[speaker.place]; event !== undefined && event.endedAt < at; event = events[speaker.place]) {
    speaker.place += 1;
    speaker.owesZero = (event.readings.at(-1)?.depthInch ?? 0) > 0;
  }
  const current = events[speaker.place];
  if (current !== undefined && current.startedAt <= at) {
    speaker.owesZero = false;
    return 'nothing';
  }
  if (at < since || at >= (sensor.removedAt ?? Number.POSITIVE_INFINITY)) return 'nothing';
  const isZero = speaker.owesZero;
  speaker.owesZero = false;
  return isZero ? 0 : undefined;
};

/** A step as messages of a gateway: `{ sensor: [{ ts, values }] }`, at most `sensorsPerMessage` sensors each. */
export const gatewayMessages = ({ items }: ReplayStep, sensorsPerMessage = 200): readonly string[] => {
  const all = [...items];
  const messages: string[] = [];
  for (let first = 0; first < all.length; first += sensorsPerMessage) {
    const part = all
      .slice(first, first + sensorsPerMessage)
      .map(([code, said]) => [
        code,
        said.map(({ at, depthInch }) => ({ ts: at, values: depthInch === undefined ? {} : { [depthKey]: depthInch } })),
      ]);
    messages.push(JSON.stringify(Object.fromEntries(part)));
  }
  return messages;
};
