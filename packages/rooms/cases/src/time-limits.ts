import type { CaseRow } from '@liandong/contract';
import {
  type Calendar,
  type CasePolicy,
  dueAt,
  lampOf,
  type TimeLimit,
  type TimeLimitKind,
  timeLimitKinds,
  usedShare,
} from '@liandong/laws';
import { type Instant, Refusal, toIso } from '@liandong/words';
import type { CaseRecord } from './store.ts';

const kindOf = (kind: string): TimeLimitKind => timeLimitKinds.find((known) => known === kind) ?? 'urgentHour';

/** The limit of the case's class. */
const limitOf = (row: Pick<CaseRecord, 'class'>): TimeLimit => ({
  kind: kindOf(row.class.limit.kind),
  value: row.class.limit.value,
});

/** @throws calendar.year-not-published */
export const dueFor = (row: Pick<CaseRecord, 'class'>, start: Instant, calendar: Calendar): Instant =>
  dueAt(start, limitOf(row), calendar);

/** When the unit is due again after a failed check: the remainder runs on, but not less than the least share. */
export const dueAfterRework = (row: CaseRecord, now: Instant, calendar: Calendar, policy: CasePolicy): Instant => {
  if (row.clock_started_at === null || row.due_at === null) return dueFor(row, now, calendar);
  const limit = limitOf(row);
  const stopped = row.clock_stopped_at ?? now;
  const used = usedShare({ start: row.clock_started_at, due: row.due_at, now: stopped, kind: limit.kind, calendar });
  const share = Math.max(1 - used, policy.reworkLeastShare);
  return dueAt(now, { kind: limit.kind, value: limit.value * share }, calendar);
};

/** The clock as screens show it. In a year without a published calendar the lamp goes by plain time alone. */
export const clockView = (row: CaseRecord, cityNow: Instant, calendar: Calendar): CaseRow['clock'] => {
  if (row.clock_started_at === null || row.due_at === null) return undefined;
  const start = row.clock_started_at;
  const due = row.due_at;
  const now = row.clock_stopped_at ?? cityNow;
  const { kind } = limitOf(row);
  const shown = {
    startedAt: toIso(start),
    dueAt: toIso(due),
    kind,
    ...(row.clock_stopped_at === null ? {} : { stoppedAt: toIso(row.clock_stopped_at) }),
  };
  try {
    const question = { start, due, now, kind, calendar };
    return { ...shown, lamp: lampOf(question), usedShare: usedShare(question) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...shown, lamp: now > due ? 'red' : 'green', usedShare: due > start ? (now - start) / (due - start) : 1 };
  }
};
