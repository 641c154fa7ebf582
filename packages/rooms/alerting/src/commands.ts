import type { AlertView } from '@liandong/contract';
import { type Database, toDate, type Work } from '@liandong/platform';
import { type ActContext, type AlertId, type Instant, parseIso, refuse } from '@liandong/words';
import { sql } from 'kysely';
import { alertActFacts } from './facts.ts';
import type { AlertingTables, AlertRow } from './tables.ts';
import { alertView } from './views.ts';

/** What people, cases and other nodes may order of an alert. */
export type AlertCommands = {
  /**
   * Acknowledges by name (告警确认); says nothing about the case.
   * @param version the one that the person saw
   * @throws refusals `alert.not-found`, `alert.not-yours`, `alert.changed`, `alert.acknowledged-already`
   */
  acknowledge(context: ActContext, id: AlertId, version: number, note?: string): Promise<AlertView>;
  /** Writes down which case an alert led to, in the case's transaction. @throws refusal `alert.not-found` */
  linkCase(id: AlertId, caseId: string, work: Work): Promise<void>;
  /** Puts in place a read copy of another node's alert; an older version than the one here changes nothing. */
  applyCopy(copy: AlertCopy, work: Work): Promise<void>;
};

/** An alert of another node. */
export type AlertCopy = {
  readonly ownerNode: string;
  /** Root … self. */
  readonly jurisdictionPath: readonly string[];
  readonly exercise: boolean;
  readonly view: AlertView;
};

export const createAlertCommands = (database: Database): AlertCommands => ({
  acknowledge: (context, id, version, note) =>
    database.write(context, async (work) => {
      const row = await lock(work, id);
      if (row.owner_node !== null) throw refuse('alert.not-yours', { owner: row.owner_node });
      if (row.acknowledged_by !== null) throw refuse('alert.acknowledged-already', { name: row.acknowledged_by.name });
      if (row.version !== version) throw refuse('alert.changed', { seen: version, version: row.version });
      const changed = await work
        .tables<AlertingTables>()
        .updateTable('alerting.alert')
        .set({
          version: row.version + 1,
          acknowledged_at: toDate(work.at),
          acknowledged_by: JSON.stringify(context.actor),
          acknowledge_note: note ?? null,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      record(work, alertActFacts.acknowledged, changed, { note });
      return alertView(changed);
    }),
  linkCase: async (id, caseId, work) => {
    const row = await lock(work, id);
    if (row.case_id === caseId) return;
    await work
      .tables<AlertingTables>()
      .updateTable('alerting.alert')
      .set({ case_id: caseId, version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    record(work, alertActFacts.caseLinked, row, { caseId });
  },
  applyCopy: async (copy, work) => {
    const { id, ...columns } = copyColumns(copy, work.recordedAt);
    const row = await work
      .tables<AlertingTables>()
      .insertInto('alerting.alert')
      .values({ id, ...columns })
      .onConflict((conflict) =>
        conflict
          .constraint('alert_pk')
          .doUpdateSet(columns)
          .where(sql<boolean>`alert.version < excluded.version and alert.owner_node = excluded.owner_node`),
      )
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) record(work, alertActFacts.copied, row, { ownerNode: copy.ownerNode });
  },
});

const lock = async (work: Work, id: AlertId): Promise<AlertRow> => {
  const row = await work
    .tables<AlertingTables>()
    .selectFrom('alerting.alert as a')
    .selectAll('a')
    .where('a.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw refuse('alert.not-found', { id });
  return row;
};

const record = (work: Work, type: string, row: AlertRow, more: Readonly<Record<string, string | undefined>>): void =>
  work.record({
    type,
    objectKind: 'alert',
    objectId: row.id,
    jurisdictionPath: row.jurisdiction_path,
    body: { alertId: row.id, ruleId: row.rule_id, terminalId: row.terminal_id, ...more },
  });

const copyColumns = ({ view, ownerNode, jurisdictionPath, exercise }: AlertCopy, receivedAt: Instant) => ({
  id: view.id as AlertId,
  version: view.version,
  rule_id: view.ruleId,
  rule_name: JSON.stringify(view.ruleName),
  state: view.state,
  no_data: view.noData,
  terminal_id: view.terminalId,
  terminal_name: view.terminalName,
  characteristic: view.characteristic,
  unit: view.unit,
  level: view.level,
  level_name: JSON.stringify(view.levelName),
  rank: view.rank,
  wave_rank: view.rank,
  peak_level: view.peakLevel,
  peak_rank: view.peakRank,
  value: view.value ?? null,
  value_at: dateOf(view.valueAt),
  peak_value: view.peakValue ?? null,
  threshold: view.threshold ?? null,
  raised_at: dateOf(view.raisedAt) ?? toDate(receivedAt),
  cleared_at: dateOf(view.clearedAt),
  reraised_count: view.reraisedCount,
  acknowledged_at: dateOf(view.acknowledgedAt),
  acknowledged_by: view.acknowledgedBy === undefined ? null : JSON.stringify(view.acknowledgedBy),
  acknowledge_note: view.acknowledgeNote ?? null,
  lon: view.place.lon,
  lat: view.place.lat,
  address: view.place.address ?? null,
  jurisdiction_code: view.jurisdictionCode,
  jurisdiction_path: jurisdictionPath,
  case_id: view.caseId ?? null,
  exercise,
  owner_node: ownerNode,
  received_at: toDate(receivedAt),
});

const dateOf = (iso: string | undefined): Date | null => {
  const at = iso === undefined ? undefined : parseIso(iso);
  return at === undefined ? null : toDate(at);
};
