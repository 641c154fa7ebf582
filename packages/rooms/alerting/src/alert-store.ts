import { type AlertLevel, type AlertRule, type AlertTransition, presentLevel } from '@liandong/laws';
import { toDate, type Work } from '@liandong/platform';
import { type AlertId, newId, type Words } from '@liandong/words';
import { sql, type UpdateObject } from 'kysely';
import { factOf } from './facts.ts';
import type { Connection } from './state-store.ts';
import type { AlertingTables } from './tables.ts';
import type { Happening, Watch } from './watch.ts';

/** The level's name of an alert that says only that nothing is known; its rank is 0. */
export const noDataLevel = 'noData';

/**
 * Writes what happened to the alerts and records the facts, in the rule's name, in the order in which it happened.
 * The caller holds the turn and saves the states with it.
 */
export const writeHappenings = async (happenings: readonly Happening[], work: Work): Promise<void> => {
  for (const { watch, transitions } of happenings) {
    const { id, name } = watch.rule;
    const asRule = work.as({ ...work.context, actor: { kind: 'rule', id, name: name.en } });
    for (const transition of transitions) {
      const alertId = await writeTransition(watch, transition, asRule);
      asRule.record(factOf(alertId, watch.rule, watch.stream, transition));
    }
  }
};

/** @returns the alert that the transition belongs to */
const writeTransition = async (watch: Watch, transition: AlertTransition, work: Work): Promise<AlertId> => {
  switch (transition.kind) {
    case 'raised':
      watch.alertId = await insertAlert(watch, transition, levelOf(watch, transition.level), work);
      return watch.alertId;
    case 'reraised':
      return update(watch, work, {
        ...standing(watch, transition),
        ...unseen,
        state: 'raised',
        cleared_at: null,
        reraised_count: sql<number>`reraised_count + 1`,
      });
    case 'escalated':
      return update(watch, work, { ...standing(watch, transition), ...unseen });
    case 'cleared':
      return update(watch, work, {
        ...standing(watch, transition),
        state: 'cleared',
        cleared_at: toDate(transition.at),
      });
    case 'noData':
      if (transition.level !== undefined) return update(watch, work, { no_data: true });
      watch.silenceId = await insertAlert(watch, transition, silence(watch.rule), work);
      return watch.silenceId;
    case 'dataBack':
      return endSilence(watch, transition, work);
  }
};

/** What a level, or silence, writes into its columns. */
type Standing = { readonly level: string; readonly name: Words; readonly rank: number; readonly threshold?: number };

const levelOf = ({ rule }: Watch, level: number | undefined): AlertLevel => {
  const found = rule.levels[level ?? 0];
  if (found === undefined) throw new Error(`rule ${rule.id} has no level ${level}`);
  return found;
};

const silence = (rule: AlertRule): Standing => ({
  level: noDataLevel,
  name: rule.noData?.name ?? rule.name,
  rank: 0,
});

// A new wave and a higher level want somebody's eyes again.
const unseen = { acknowledged_at: null, acknowledged_by: null, acknowledge_note: null } as const;

const standing = (watch: Watch, { level, peakLevel, peakValue, value, valueAt }: AlertTransition) => {
  const present = levelOf(watch, level);
  const peak = levelOf(watch, peakLevel);
  return {
    level: present.level,
    level_name: JSON.stringify(present.name),
    rank: present.rank,
    wave_rank: present.rank,
    threshold: present.threshold,
    peak_level: peak.level,
    peak_rank: peak.rank,
    value: value ?? null,
    value_at: valueAt === undefined ? null : toDate(valueAt),
    peak_value: peakValue ?? null,
  };
};

const insertAlert = async (
  { rule, stream }: Watch,
  { at, value, valueAt, peakValue }: AlertTransition,
  level: Standing,
  work: Work,
): Promise<AlertId> => {
  const id = newId<AlertId>(work.recordedAt);
  const { terminal } = stream;
  await work
    .tables<AlertingTables>()
    .insertInto('alerting.alert')
    .values({
      id,
      version: 1,
      rule_id: rule.id,
      rule_name: JSON.stringify(rule.name),
      state: 'raised',
      no_data: level.rank === 0,
      terminal_id: terminal.id,
      terminal_name: terminal.name,
      characteristic: stream.characteristic.code,
      unit: rule.unit,
      level: level.level,
      level_name: JSON.stringify(level.name),
      rank: level.rank,
      wave_rank: level.rank,
      peak_level: level.level,
      peak_rank: level.rank,
      value: value ?? null,
      value_at: valueAt === undefined ? null : toDate(valueAt),
      peak_value: peakValue ?? null,
      threshold: level.threshold ?? null,
      raised_at: toDate(at),
      lon: terminal.lon,
      lat: terminal.lat,
      address: terminal.address ?? null,
      jurisdiction_code: terminal.jurisdictionCode,
      jurisdiction_path: terminal.jurisdictionPath,
      exercise: work.context.exercise,
    })
    .execute();
  return id;
};

type Changes = UpdateObject<AlertingTables, 'alerting.alert'>;

const update = async (watch: Watch, work: Work, changes: Changes): Promise<AlertId> => {
  if (watch.alertId === undefined) throw new Error(`rule ${watch.rule.id}: no alert to change`);
  await change(watch.alertId, work, changes);
  return watch.alertId;
};

const change = async (id: AlertId, work: Work, changes: Changes): Promise<void> => {
  const { numUpdatedRows } = await work
    .tables<AlertingTables>()
    .updateTable('alerting.alert')
    .set({ ...changes, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`alert ${id} is not in the database`);
};

const endSilence = async (watch: Watch, { at }: AlertTransition, work: Work): Promise<AlertId> => {
  const { silenceId } = watch;
  if (silenceId === undefined) return update(watch, work, { no_data: false });
  await change(silenceId, work, { no_data: false, state: 'cleared', cleared_at: toDate(at) });
  watch.silenceId = undefined;
  return silenceId;
};

/** Brings the open alerts' present level and values up to date: derived from readings, so neither fact nor version. */
export const writeStandings = async (client: Connection, watches: readonly Watch[]): Promise<void> => {
  const rows = watches.flatMap((watch) => {
    const { rule, state, alertId } = watch;
    const present = presentLevel(rule, state);
    if (alertId === undefined || present === undefined) return [];
    const { level, name, rank, threshold } = levelOf(watch, present);
    return [{ alertId, level, name, rank, threshold, value: state.lastValue, at: state.lastAt, peak: state.peakValue }];
  });
  if (rows.length === 0) return;
  await client.query(
    `update alerting.alert as a
     set level = n.level, level_name = n.name, rank = n.rank, threshold = n.threshold, value = n.value,
       value_at = to_timestamp(n.at / 1000), peak_value = n.peak
     from jsonb_to_recordset($1::jsonb) as n("alertId" uuid, level text, name jsonb, rank integer, threshold float8,
       value float8, at float8, peak float8)
     where a.id = n."alertId"`,
    [JSON.stringify(rows)],
  );
};
