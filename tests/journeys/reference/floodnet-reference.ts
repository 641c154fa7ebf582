import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

// An independent reference: what the FloodNet data say and what a rule has to make of them. It reads the files itself
// and shares no code with the platform, so that a mistake there cannot hide here. It thinks in stretches of time, not
// in states: for every sensor the past is cut into stretches with one known value, or none.

/** The numbers of the rule, in cm and milliseconds, as the profile gives them. */
export type ReferenceRule = {
  /** By rank. */
  readonly levels: readonly { readonly level: string; readonly thresholdCm: number }[];
  readonly holdMs: number;
  readonly clearCm: number;
  readonly clearHoldMs: number;
  readonly minRepeatMs: number;
  readonly noDataAfterMs: number;
};

/** Which events, and when sensors show a sign of life: at `fromMs` and every `heartbeatMs` after it. */
export type ReferenceSpan = { readonly fromMs: number; readonly toMs: number; readonly heartbeatMs: number };

export type ReferenceEvent = {
  readonly sensor: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly peakCm: number;
  /** Whether it reaches the lowest level of the rule, by its profile. */
  readonly reachesWarn: boolean;
};

export type ReferenceAlert = {
  readonly sensor: string;
  readonly raisedAtMs: number;
  /** Highest level over all its waves. */
  readonly peakLevel: string;
  /** Of the last wave; undefined when it is still open at the end of the data. */
  readonly clearedAtMs: number | undefined;
  /** How often it was taken up again within the repeat time. */
  readonly reraised: number;
};

export type Reference = { readonly events: readonly ReferenceEvent[]; readonly alerts: readonly ReferenceAlert[] };

/** @param datasets folder of real data (LIANDONG_DATASETS) */
export const floodnetReference = (datasets: string, span: ReferenceSpan, rule: ReferenceRule): Reference => {
  const profiles = readProfiles(datasets).filter(({ startMs }) => startMs >= span.fromMs && startMs < span.toMs);
  const warnCm = rule.levels[0]?.thresholdCm ?? Number.NaN;
  const events = profiles.map(({ sensor, startMs, points }) => {
    const peakCm = Math.max(...points.map(({ cm }) => cm));
    return { sensor, startMs, endMs: points.at(-1)?.ms ?? startMs, peakCm, reachesWarn: peakCm >= warnCm };
  });
  const endMs = Math.max(span.fromMs, ...events.map((event) => event.endMs)) + 2 * span.heartbeatMs + rule.clearHoldMs;
  const alerts = [...Map.groupBy(profiles, ({ sensor }) => sensor)].flatMap(([sensor, own]) =>
    alertsOf(sensor, stretchesOf(own, span, rule.noDataAfterMs, endMs), rule),
  );
  return {
    events: events.sort((a, b) => a.startMs - b.startMs),
    alerts: alerts.sort((a, b) => a.raisedAtMs - b.raisedAtMs || (a.sensor < b.sensor ? -1 : 1)),
  };
};

type Profile = {
  readonly sensor: string;
  readonly startMs: number;
  readonly points: readonly { readonly ms: number; readonly cm: number }[];
};

const readProfiles = (datasets: string): readonly Profile[] => {
  const file = path.join(datasets, 'flood', 'floodnet-nyc', 'flood-events.csv.gz');
  const [head = [], ...lines] = table(gunzipSync(readFileSync(file)).toString('utf8'));
  const cell = (line: readonly string[], column: string): string => line[head.indexOf(column)] ?? '';
  return lines.map((line) => {
    const startMs = Date.parse(`${cell(line, 'flood_start_time')}Z`);
    const inches: readonly number[] = JSON.parse(cell(line, 'flood_profile_depth_inches'));
    const seconds: readonly number[] = JSON.parse(cell(line, 'flood_profile_time_secs'));
    const points = seconds
      .map((second, index) => ({ ms: startMs + second * 1000, cm: (inches[index] ?? Number.NaN) * 2.54 }))
      // Two values at one instant are one reading: the first one counts.
      .filter(({ ms }, index) => index === 0 || ms !== startMs + (seconds[index - 1] ?? 0) * 1000);
    return { sensor: cell(line, 'sensor_id'), startMs, points };
  });
};

/** Comma-separated text with quoted cells. */
const table = (text: string): readonly (readonly string[])[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );

/** From `fromMs` (inclusive) to `toMs` (exclusive) the sensor's value is this; undefined means unknown. */
export type Stretch = { readonly fromMs: number; readonly toMs: number; readonly cm: number | undefined };

/** A word of a sensor: a value, or a sign of life only. */
type Word = { readonly ms: number; readonly cm: number | undefined };

/**
 * Readings hold until the next one. Between events there are signs of life; an event that ends above zero is followed
 * by a 0 at the next of them, because the published data say that the street is dry then. Whoever says nothing for too
 * long is unknown until he speaks again.
 */
const stretchesOf = (
  own: readonly Profile[],
  { fromMs, heartbeatMs }: ReferenceSpan,
  noDataAfterMs: number,
  endMs: number,
): readonly Stretch[] => {
  const words: Word[] = own.flatMap(({ points }) => points);
  for (let ms = fromMs; ms <= endMs; ms += heartbeatMs) {
    const isFlooding = own.some(({ startMs, points }) => startMs <= ms && (points.at(-1)?.ms ?? 0) >= ms);
    if (!isFlooding) words.push({ ms, cm: undefined });
  }
  words.sort((a, b) => a.ms - b.ms);
  const stretches: Stretch[] = [];
  let cm: number | undefined;
  words.forEach((word, index) => {
    const isFirstSignAfterEvent = word.cm === undefined && words[index - 1]?.cm !== undefined;
    cm = word.cm ?? (isFirstSignAfterEvent && (cm ?? 0) > 0 ? 0 : cm);
    const nextMs = words[index + 1]?.ms ?? endMs;
    const knownToMs = Math.min(nextMs, word.ms + noDataAfterMs);
    stretches.push({ fromMs: word.ms, toMs: knownToMs, cm });
    if (knownToMs < nextMs) stretches.push({ fromMs: knownToMs, toMs: nextMs, cm: undefined });
  });
  return stretches;
};

type Span = { readonly fromMs: number; readonly toMs: number };

/** Spans in which the value is known and fits without a break. */
const spansWhere = (stretches: readonly Stretch[], fits: (cm: number) => boolean): readonly Span[] => {
  const spans: Span[] = [];
  for (const { fromMs, toMs, cm } of stretches) {
    if (cm === undefined || !fits(cm)) continue;
    const last = spans.at(-1);
    if (last !== undefined && last.toMs === fromMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs };
    else spans.push({ fromMs, toMs });
  }
  return spans;
};

/** Instants at which something had been so for long enough. */
const heldFor = (spans: readonly Span[], holdMs: number): readonly number[] =>
  spans.filter(({ fromMs, toMs }) => fromMs + holdMs < toMs || holdMs === 0).map(({ fromMs }) => fromMs + holdMs);

/** The alerts that the rule must make of the stretches of one sensor, in the order in which they were raised. */
export const alertsOf = (
  sensor: string,
  stretches: readonly Stretch[],
  rule: ReferenceRule,
): readonly ReferenceAlert[] => {
  const reachings = rule.levels.map(({ thresholdCm }) =>
    heldFor(
      spansWhere(stretches, (cm) => cm >= thresholdCm),
      rule.holdMs,
    ),
  );
  const clearings = heldFor(
    spansWhere(stretches, (cm) => cm < rule.clearCm),
    rule.clearHoldMs,
  );
  const alerts: { raisedAtMs: number; clearedAtMs: number | undefined; rank: number; reraised: number }[] = [];
  let raisedAtMs = reachings[0]?.at(0);
  while (raisedAtMs !== undefined) {
    const began = raisedAtMs;
    const clearedAtMs = clearings.find((ms) => ms > began);
    const end = clearedAtMs ?? Number.POSITIVE_INFINITY;
    const rank = reachings.findLastIndex((list) => list.some((ms) => ms >= began && ms < end));
    const last = alerts.at(-1);
    if (last?.clearedAtMs !== undefined && began - last.clearedAtMs <= rule.minRepeatMs) {
      last.clearedAtMs = clearedAtMs;
      last.rank = Math.max(last.rank, rank);
      last.reraised += 1;
    } else alerts.push({ raisedAtMs: began, clearedAtMs, rank, reraised: 0 });
    raisedAtMs = clearedAtMs === undefined ? undefined : reachings[0]?.find((ms) => ms >= clearedAtMs);
  }
  return alerts.map(({ rank, ...rest }) => ({ sensor, ...rest, peakLevel: rule.levels[rank]?.level ?? '' }));
};
