import { readFileSync } from 'node:fs';
import { type AlertView, type ApiCall, type CaseView, caseRoutes, nodeRoutes, peopleRoutes } from '@liandong/contract';
import { type Instant, toIso } from '@liandong/words';
import { type Order, timesDone, timesHeard } from './kill-nine-crew.ts';
import { type Gauge, storedAlerts, storedReadings } from './kill-nine-gauges.ts';
import { alertsOf, type ReferenceRule, type Stretch } from './reference/floodnet-reference.ts';

type Profile = {
  readonly rules: readonly {
    readonly id: string;
    readonly levels: readonly { readonly level: string; readonly threshold: number }[];
    readonly clear: { readonly threshold: number };
    readonly timing: { readonly holdMs: number; readonly clearHoldMs: number; readonly minRepeatMs: number };
    readonly noData: { readonly afterMs: number };
  }[];
};

const ruleId = 'ponding-depth';

const readRule = (): ReferenceRule => {
  const file = new URL('../../profiles/cn-national/alert-rules.json', import.meta.url);
  const rule = (JSON.parse(readFileSync(file, 'utf8')) as Profile).rules.find(({ id }) => id === ruleId);
  if (rule === undefined) throw new Error(`no rule ${ruleId} in the profile`);
  return {
    levels: rule.levels.map(({ level, threshold }) => ({ level, thresholdCm: threshold })),
    clearCm: rule.clear.threshold,
    noDataAfterMs: rule.noData.afterMs,
    ...rule.timing,
  };
};

const rule = readRule();

/** Each value holds until the next one, the last until now (inclusive). */
const stretchesOf = (
  readings: readonly { readonly at: number; readonly value: number }[],
  now: number,
): readonly Stretch[] =>
  readings.map(({ at, value }, index) => ({
    fromMs: at,
    toMs: readings[index + 1]?.at ?? Math.max(now, at) + 1,
    cm: value,
  }));

/** What must be 0 after every restart. */
export type Differences = {
  readonly lostReadings: number;
  readonly alertsDoubled: number;
  readonly alertsLost: number;
  /** Alerts that are there once, but not as the readings say. */
  readonly alertsUnlike: number;
  readonly casesDoubled: number;
};

/** Acknowledged readings that the node does not have, or not with their value. */
export const lostReadingsOf = async (call: ApiCall, gauges: readonly Gauge[]): Promise<number> => {
  let lost = 0;
  for (const gauge of gauges) {
    const stored = new Map((await storedReadings(call, gauge)).map(({ at, value }) => [at, value]));
    lost += gauge.acknowledged.filter(({ at, value }) => stored.get(at) !== value).length;
  }
  return lost;
};

const told = (alert: AlertView): string =>
  [alert.peakLevel, alert.clearedAt ?? '—', alert.reraisedCount, alert.state].join(' ');

/** Holds the alerts of the city against the readings that it has, by plain code of its own. */
export const compareAlerts = async (call: ApiCall, gauges: readonly Gauge[]) => {
  const now = Date.parse((await call(nodeRoutes.node)).clock.city);
  const alerts = await storedAlerts(call);
  const found = { alertsDoubled: 0, alertsLost: 0, alertsUnlike: 0, expected: 0, differences: [] as string[] };
  for (const gauge of gauges) {
    const stretches = stretchesOf(await storedReadings(call, gauge), now);
    const wanted = new Map(
      alertsOf(gauge.code, stretches, rule).map(({ raisedAtMs, peakLevel, clearedAtMs, reraised }) => {
        const clearedAt = clearedAtMs === undefined ? '—' : toIso(clearedAtMs as Instant);
        const state = clearedAtMs === undefined ? 'raised' : 'cleared';
        return [toIso(raisedAtMs as Instant) as string, [peakLevel, clearedAt, reraised, state].join(' ')];
      }),
    );
    found.expected += wanted.size;
    const own = alerts.filter((alert) => alert.terminalId === gauge.terminalId && alert.ruleId === ruleId);
    const seen = new Set<string>();
    for (const alert of own) {
      const expected = wanted.get(alert.raisedAt);
      if (expected === undefined || seen.has(alert.raisedAt)) found.alertsDoubled += 1;
      else if (expected !== told(alert)) found.alertsUnlike += 1;
      if (expected !== told(alert)) {
        found.differences.push(`${gauge.code} ${alert.raisedAt}: ${told(alert)}, not ${expected ?? 'at all'}`);
      }
      seen.add(alert.raisedAt);
    }
    found.alertsLost += [...wanted.keys()].filter((raisedAt) => !seen.has(raisedAt)).length;
    found.alertsDoubled += Math.max(0, own.filter(({ state }) => state === 'raised').length - 1);
  }
  return found;
};

/** All cases of a node with their timelines. */
export const readCases = async (call: ApiCall): Promise<readonly CaseView[]> => {
  const rows = await call(caseRoutes.queue, { query: { state: 'all', limit: 5_000 } });
  const cases: CaseView[] = [];
  for (const row of rows) cases.push(await call(caseRoutes.one, { params: { id: row.id } }));
  return cases;
};

/** Root cases beyond the first of an alert, at the node where it was raised. */
export const doubledCases = (cases: readonly CaseView[]): number => {
  const roots = cases.filter(({ parent }) => parent === undefined).flatMap(({ alertIds }) => alertIds);
  return roots.length - new Set(roots).size;
};

/** Acknowledged acts that are missing, and acts that were done twice (or although they were refused). */
export const compareOrders = (orders: readonly Order[], cases: readonly (readonly CaseView[])[]) => {
  const found = { lostActs: 0, actsDoubled: 0 };
  for (const order of orders) {
    if (order.fate === 'open') continue;
    const times = timesDone(order, cases[order.node] ?? []);
    const due = order.fate === 'done' ? 1 : 0;
    found.lostActs += Math.max(0, due - times);
    found.actsDoubled += Math.max(0, times - due);
  }
  return found;
};

const receiptActs: ReadonlySet<string> = new Set(['signFor', 'progress', 'finish', 'return']);

/**
 * Letters between the nodes: every dispatch to the node below made one child case there, and every word of a child
 * stands once with its parent.
 */
export const compareLetters = async (
  calls: readonly ApiCall[],
  orders: readonly Order[],
  cases: readonly (readonly CaseView[])[],
) => {
  const found = { letters: 0, lettersLost: 0, lettersDoubled: 0 };
  const count = (times: number, due: number): void => {
    found.letters += due;
    found.lettersLost += Math.max(0, due - times);
    found.lettersDoubled += Math.max(0, times - due);
  };
  for (const below of [1, 2]) {
    const [above, own] = [cases[below - 1] ?? [], cases[below] ?? []];
    const call = calls[below];
    const node = call === undefined ? undefined : (await call(nodeRoutes.node)).id;
    const units = call === undefined ? [] : await call(peopleRoutes.organisations);
    const names = new Set(units.filter((unit) => unit.node === node).map(({ name }) => name.en));
    for (const one of above) {
      const sent = one.timeline.filter(
        ({ act, receiver }) => (act === 'dispatch' || act === 'delegateDown') && names.has(receiver?.en ?? ''),
      );
      count(own.filter(({ parent }) => parent?.caseId === one.id).length, sent.length);
    }
    for (const order of orders.filter(({ node: at, fate }) => at === below && fate === 'done')) {
      if (receiptActs.has(order.act)) count(timesHeard(order, above), 1);
    }
  }
  return found;
};
