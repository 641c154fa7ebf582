import { readFileSync } from 'node:fs';
import type { AlertView, CaseView } from '@liandong/contract';
import { type Instant, toIso } from '@liandong/words';
import type { Night } from './flood-night-run.ts';
import { datasets } from './flood-night-run.ts';
import { floodnetReference, type ReferenceAlert, type ReferenceEvent } from './reference/floodnet-reference.ts';
import { boardOfSensors } from './reference/sensor-boards.ts';

/** All but `events` and `alerts` have to be 0, and the roots equal. */
export type NightFigures = {
  readonly events: number;
  readonly warnEvents: number;
  readonly readings: number;
  readonly alerts: number;
  /** Warn-depth events without an alert or without a case. */
  readonly missed: number;
  /** Events with more than one root case. */
  readonly doubled: number;
  readonly wrongPlace: number;
  /** Cases checked or closed by somebody who handled them. */
  readonly selfClosed: number;
  readonly openLeft: number;
  /** Alerts that the reference doesn't know or that it misses. */
  readonly alertsUnlike: number;
  readonly rootsCity: number;
  readonly rootsBoroughs: number;
  readonly rootsBoards: number;
  readonly backlogAtMend: number;
};

type Profile = {
  readonly rules: readonly {
    readonly levels: readonly { readonly level: string; readonly threshold: number }[];
    readonly clear: { readonly threshold: number };
    readonly timing: { readonly holdMs: number; readonly clearHoldMs: number; readonly minRepeatMs: number };
    readonly noData: { readonly afterMs: number };
  }[];
};

const referenceOf = (span: { readonly from: Instant; readonly to: Instant }, heartbeatMs: number) => {
  const file = new URL('../../profiles/us-nyc/alert-rules.json', import.meta.url);
  const [rule] = (JSON.parse(readFileSync(file, 'utf8')) as Profile).rules;
  if (rule === undefined) throw new Error('no rule in the profile');
  return floodnetReference(
    datasets,
    { fromMs: span.from, toMs: span.to, heartbeatMs },
    {
      levels: rule.levels.map(({ level, threshold }) => ({ level, thresholdCm: threshold })),
      clearCm: rule.clear.threshold,
      noDataAfterMs: rule.noData.afterMs,
      ...rule.timing,
    },
  );
};

/** An alert of silence alone says nothing of water. */
const ofWater = (alert: AlertView): boolean => alert.peakRank > 0;

const isoOf = (ms: number | undefined): string => (ms === undefined ? '—' : toIso(ms as Instant));

const told = (night: Night, alert: AlertView): string =>
  [
    night.sensorOf.get(alert.terminalId),
    alert.raisedAt,
    alert.peakLevel,
    alert.clearedAt ?? '—',
    alert.reraisedCount,
  ].join(' ');

const expected = (alert: ReferenceAlert): string =>
  [alert.sensor, isoOf(alert.raisedAtMs), alert.peakLevel, isoOf(alert.clearedAtMs), alert.reraised].join(' ');

const unlike = (got: readonly string[], wanted: readonly string[]): number => {
  const [a, b] = [new Set(got), new Set(wanted)];
  return got.filter((one) => !b.has(one)).length + wanted.filter((one) => !a.has(one)).length;
};

/** The root cases of the alerts that stood while the event was above the warn depth. */
const casesOf = (night: Night, event: ReferenceEvent): readonly CaseView[] => {
  const alerts = night.alerts.filter(
    (alert) =>
      night.sensorOf.get(alert.terminalId) === event.sensor &&
      ofWater(alert) &&
      Date.parse(alert.raisedAt) <= event.endMs &&
      (alert.clearedAt === undefined || Date.parse(alert.clearedAt) >= event.startMs),
  );
  const ids = new Set(alerts.map((alert) => alert.id));
  return night.cases.filter((one) => one.alertIds.some((id) => ids.has(id)));
};

const handling = new Set([
  'signFor',
  'delegateDown',
  'progress',
  'finish',
  'childSigned',
  'childProgress',
  'childDone',
]);
const judging = new Set(['checkPass', 'checkFail', 'close']);

const isSelfClosed = ({ timeline }: CaseView): boolean => {
  const users = (acts: ReadonlySet<string>) =>
    timeline.filter((step) => acts.has(step.act) && step.actor.kind === 'user').map((step) => step.actor.id);
  const handlers = new Set(users(handling));
  return handlers.size === 0 || users(judging).some((id) => handlers.has(id));
};

const isWrongPlace = (night: Night, boards: ReadonlyMap<string, string>, one: CaseView): boolean => {
  const sensors = night.alerts.filter((alert) => one.alertIds.includes(alert.id)).map((alert) => alert.terminalId);
  return sensors.some((id) => boards.get(night.sensorOf.get(id) ?? '') !== one.jurisdictionCode);
};

/** Holds what the nodes did against the independent reference. */
export const nightFigures = (
  night: Night,
  span: { readonly from: Instant; readonly to: Instant },
): { readonly figures: NightFigures; readonly differences: readonly string[] } => {
  const reference = referenceOf(span, night.heartbeatMs);
  const warnEvents = reference.events.filter((event) => event.reachesWarn);
  const alerts = night.alerts.filter(ofWater);
  const got = alerts.map((alert) => told(night, alert));
  const wanted = reference.alerts.map(expected);
  const boards = boardOfSensors(datasets);
  const [rootsCity = 0, rootsBoroughs = 0, rootsBoards = 0] = night.roots;
  return {
    figures: {
      events: reference.events.length,
      warnEvents: warnEvents.length,
      readings: night.readings,
      alerts: alerts.length,
      missed: warnEvents.filter((event) => casesOf(night, event).length === 0).length,
      doubled: warnEvents.filter((event) => casesOf(night, event).length > 1).length,
      wrongPlace: night.cases.filter((one) => isWrongPlace(night, boards, one)).length,
      selfClosed: night.cases.filter(isSelfClosed).length,
      openLeft: night.openLeft,
      alertsUnlike: unlike(got, wanted),
      rootsCity,
      rootsBoroughs,
      rootsBoards,
      backlogAtMend: night.backlogAtMend,
    },
    differences: [
      ...got.filter((one) => !wanted.includes(one)).map((one) => `only here: ${one}`),
      ...wanted.filter((one) => !got.includes(one)).map((one) => `only in the reference: ${one}`),
    ],
  };
};
