import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { readingFlags } from '@liandong/contract';
import { floodnetReplay, type ReplayItem, readFloodDataset } from '@liandong/flood';
import {
  type AlertState,
  type AlertTransition,
  evaluate,
  heartbeat,
  newAlertState,
  noLevel,
  parseAlertRules,
  tick,
} from '@liandong/laws';
import { instant, minuteMs } from '@liandong/words';
import {
  floodnetReference,
  type ReferenceAlert,
  type ReferenceRule,
} from '../journeys/reference/floodnet-reference.ts';

const root = resolve(import.meta.dirname, '../..');
const datasets = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data');
const skip = existsSync(resolve(datasets, 'flood/floodnet-nyc'))
  ? false
  : `no real data in ${datasets} (set LIANDONG_DATASETS)`;

const [rule] = parseAlertRules(
  JSON.parse(readFileSync(resolve(root, 'profiles/us-nyc/alert-rules.json'), 'utf8')),
  readingFlags,
);
assert.ok(rule);

const reference: ReferenceRule = {
  levels: rule.levels.map(({ level, threshold }) => ({ level, thresholdCm: threshold })),
  holdMs: rule.holdMs,
  clearCm: rule.clearThreshold,
  clearHoldMs: rule.clearHoldMs,
  minRepeatMs: rule.minRepeatMs,
  noDataAfterMs: rule.noData?.afterMs ?? Number.POSITIVE_INFINITY,
};

const isLevel = ({ kind }: AlertTransition): boolean => kind !== 'noData' && kind !== 'dataBack';

/** The alerts that the law raises on the replay, reading by reading. */
const raisedByLaw = async (from: number, to: number, heartbeatMs: number): Promise<readonly ReferenceAlert[]> => {
  const dataset = await readFloodDataset(datasets);
  const replay = floodnetReplay(dataset, { from: instant(from), to: instant(to), heartbeatMs, stepMs: 4 * minuteMs });
  const speakers = new Set(replay.events.map(({ sensorCode }) => sensorCode));
  const states = new Map<string, AlertState>();
  const alerts = new Map<string, ReferenceAlert[]>();
  const tell = (sensor: string, happened: readonly AlertTransition[]): void => {
    const own = alerts.get(sensor) ?? [];
    alerts.set(sensor, own);
    for (const transition of happened.filter(isLevel)) note(own, sensor, transition);
  };
  const hear = (sensor: string, said: readonly ReplayItem[]): void => {
    const state = states.get(sensor) ?? newAlertState(rule.levels.length);
    states.set(sensor, state);
    for (const { at, depthInch } of said) {
      const isBeat = depthInch === undefined;
      tell(sensor, isBeat ? heartbeat(rule, state, at) : evaluate(rule, state, at, depthInch * 2.54, 0));
    }
  };
  for (const { until, items } of replay.steps()) {
    for (const [sensor, said] of items) if (speakers.has(sensor)) hear(sensor, said);
    for (const [sensor, state] of states) tell(sensor, tick(rule, state, until));
  }
  return [...alerts.values()].flat().sort((a, b) => a.raisedAtMs - b.raisedAtMs || (a.sensor < b.sensor ? -1 : 1));
};

const note = (own: ReferenceAlert[], sensor: string, { kind, at, peakLevel = noLevel }: AlertTransition): void => {
  const level = peakLevel === noLevel ? '' : (rule.levels[peakLevel]?.level ?? '');
  const last = own.at(-1);
  if (kind === 'raised' || last === undefined)
    own.push({ sensor, raisedAtMs: at, peakLevel: level, clearedAtMs: undefined, reraised: 0 });
  else if (kind === 'reraised')
    own[own.length - 1] = { ...last, peakLevel: level, clearedAtMs: undefined, reraised: last.reraised + 1 };
  else own[own.length - 1] = { ...last, peakLevel: level, clearedAtMs: kind === 'cleared' ? at : last.clearedAtMs };
};

describe('the FloodNet reference', { skip }, () => {
  it('names the 23 events of 2023-09-29 in New York that reach the warn depth', () => {
    const span = { fromMs: Date.UTC(2023, 8, 29, 4), toMs: Date.UTC(2023, 8, 30, 4), heartbeatMs: 15 * minuteMs };
    const { events, alerts } = floodnetReference(datasets, span, reference);
    assert.equal(events.length, 29);
    assert.equal(events.filter(({ reachesWarn }) => reachesWarn).length, 23);
    assert.ok(alerts.length > 0 && alerts.length <= 23);
    assert.ok(alerts.every(({ clearedAtMs }) => clearedAtMs !== undefined));
  });

  it('agrees with the law on the alerts of that day and of all 1417 events, though they share no code', async () => {
    for (const [from, to, heartbeatMs] of [
      [Date.UTC(2023, 8, 29, 4), Date.UTC(2023, 8, 30, 4), 15 * minuteMs],
      [Date.UTC(2020, 10, 16), Date.UTC(2025, 6, 1), 30 * minuteMs],
    ] as const) {
      const { alerts, events } = floodnetReference(datasets, { fromMs: from, toMs: to, heartbeatMs }, reference);
      assert.deepEqual(await raisedByLaw(from, to, heartbeatMs), alerts);
      const missed = events.filter(
        ({ sensor, startMs, endMs, reachesWarn }) =>
          reachesWarn &&
          !alerts.some(
            (alert) => alert.sensor === sensor && alert.raisedAtMs <= endMs && (alert.clearedAtMs ?? 0) >= startMs,
          ),
      );
      assert.deepEqual(missed, []);
    }
  });
});
