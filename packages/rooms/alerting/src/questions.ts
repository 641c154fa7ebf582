import type { AlertView } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type AlertId, type AlertRuleId, instant, type TerminalId, type Words } from '@liandong/words';
import { sql } from 'kysely';
import type { AlertingTables, AlertRow } from './tables.ts';
import { alertView } from './views.ts';

/** An alert as a neighbour sees it: what a case is filed from. */
export type AlertFacts = {
  readonly id: AlertId;
  readonly version: number;
  readonly ruleId: AlertRuleId;
  readonly ruleName: Words;
  readonly state: 'raised' | 'cleared';
  /** Nothing is known of the object now. */
  readonly noData: boolean;
  readonly terminalId: TerminalId;
  readonly terminalName: string;
  readonly levelName: Words;
  /** The highest rank since it was raised or taken up again; 0 says only that nothing is known. */
  readonly rank: number;
  readonly peakRank: number;
  readonly value: number | undefined;
  readonly unit: string;
  readonly raisedAt: AlertRow['raised_at'];
  readonly lon: number;
  readonly lat: number;
  readonly address: string | undefined;
  readonly jurisdictionCode: string;
  /** Root … self. */
  readonly jurisdictionPath: readonly string[];
  readonly caseId: string | undefined;
  readonly exercise: boolean;
  /** The node that owns it, when this is a copy. */
  readonly ownerNode: string | undefined;
};

export type AlertFilter = {
  readonly state?: 'raised' | 'cleared' | 'all' | undefined;
  readonly terminalId?: string | undefined;
  readonly limit?: number | undefined;
};

/** What neighbours and screens may ask about alerts. */
export type AlertQuestions = {
  alert(id: string): Promise<AlertFacts | undefined>;
  /** The raised alert of one object and rule, `noData` alerts included. */
  openAlertFor(terminalId: TerminalId, ruleId: AlertRuleId): Promise<AlertFacts | undefined>;
  isCleared(id: string): Promise<boolean>;
  /** True when every one of them is cleared and nothing is unknown; false when one is not known here. */
  allClear(ids: readonly string[]): Promise<boolean>;
  /** Alerts within the jurisdictions at whose top the reader stands, newest first. */
  alertsVisible(roots: readonly string[], filter?: AlertFilter): Promise<readonly AlertView[]>;
  /** These alerts, for the screens that are open; the caller filters by jurisdiction path. */
  alertsById(
    ids: readonly string[],
  ): Promise<readonly { readonly view: AlertView; readonly jurisdictionPath: readonly string[] }[]>;
};

const defaultLimit = 500;

export const askAlerts = (database: Database): AlertQuestions => {
  const select = () => database.tables<AlertingTables>().selectFrom('alerting.alert as a').selectAll('a');
  const byIds = (ids: readonly string[]): Promise<AlertRow[]> =>
    select()
      .where(sql<boolean>`a.id = any(${ids.filter(isUuid)}::uuid[])`)
      .execute();

  return {
    alert: async (id) => {
      const [row] = await byIds([id]);
      return row && factsOf(row);
    },
    openAlertFor: async (terminalId, ruleId) => {
      const row = await select()
        .where('a.terminal_id', '=', terminalId)
        .where('a.rule_id', '=', ruleId)
        .where('a.state', '=', 'raised')
        .orderBy('a.owner_node', (order) => order.asc().nullsFirst())
        .executeTakeFirst();
      return row && factsOf(row);
    },
    isCleared: async (id) => (await byIds([id])).some((row) => row.state === 'cleared'),
    allClear: async (ids) => {
      const wanted = new Set(ids);
      const rows = await byIds([...wanted]);
      return rows.length === wanted.size && rows.every((row) => row.state === 'cleared' && !row.no_data);
    },
    alertsVisible: async (roots, { state = 'all', terminalId, limit = defaultLimit } = {}) => {
      let query = select().where(sql<boolean>`a.jurisdiction_path && ${roots}::text[]`);
      if (state !== 'all') query = query.where('a.state', '=', state);
      if (terminalId !== undefined) query = query.where('a.terminal_id', '=', terminalId);
      const rows = await query.orderBy('a.raised_at', 'desc').orderBy('a.id').limit(limit).execute();
      return rows.map(alertView);
    },
    alertsById: async (ids) =>
      (await byIds(ids)).map((row) => ({ view: alertView(row), jurisdictionPath: row.jurisdiction_path })),
  };
};

/** An id from outside that is none is an alert that is not there. */
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

const factsOf = (row: AlertRow): AlertFacts => ({
  id: row.id,
  version: row.version,
  ruleId: row.rule_id as AlertRuleId,
  ruleName: row.rule_name,
  state: row.state,
  noData: row.no_data,
  terminalId: row.terminal_id as TerminalId,
  terminalName: row.terminal_name,
  levelName: row.level_name,
  rank: row.wave_rank,
  peakRank: row.peak_rank,
  value: row.value ?? undefined,
  unit: row.unit,
  raisedAt: instant(row.raised_at),
  lon: row.lon,
  lat: row.lat,
  address: row.address ?? undefined,
  jurisdictionCode: row.jurisdiction_code,
  jurisdictionPath: row.jurisdiction_path,
  caseId: row.case_id ?? undefined,
  exercise: row.exercise,
  ownerNode: row.owner_node ?? undefined,
});
