import type { CaseRow, CaseView } from '@liandong/contract';
import type { Session } from '@liandong/platform';
import { type CaseId, refuse } from '@liandong/words';
import { sql } from 'kysely';
import type { CaseDesk } from './case-desk.ts';
import type { CaseRecord } from './store.ts';
import { assignmentsOf, caseView, rowView } from './views.ts';

export type QueueQuery = {
  readonly state?: 'open' | 'ended' | 'all' | undefined;
  readonly text?: string | undefined;
  readonly limit?: number | undefined;
};

const ended = ['closed', 'voided', 'refused'] as const;
const usualLimit = 500;

const within = (roots: readonly string[]) => sql<boolean>`c.jurisdiction_path && ${sql.val([...roots])}::text[]`;

const toRows = async (desk: CaseDesk, records: readonly CaseRecord[]): Promise<readonly CaseRow[]> => {
  const assignments = await assignmentsOf(
    desk,
    records.map((row) => row.id),
  );
  return records.map((row) => rowView(desk, row, assignments.get(row.id)));
};

/** Cases within these jurisdictions; open ones with the longest silence first, ended ones newest first. */
export const queueOf = async (desk: CaseDesk, roots: readonly string[], query: QueueQuery) => {
  const state = query.state ?? 'open';
  const text = query.text?.trim() ?? '';
  const like = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const records = await desk
    .tables()
    .selectFrom('cases.case as c')
    .selectAll('c')
    .where(within(roots))
    .$if(state === 'open', (q) => q.where('c.status', 'not in', ended))
    .$if(state === 'ended', (q) => q.where('c.status', 'in', ended))
    .$if(text !== '', (q) => q.where((one) => one.or([one('c.title', 'ilike', like), one('c.code', 'ilike', like)])))
    .orderBy('c.progress_at', state === 'open' ? 'asc' : 'desc')
    .limit(query.limit ?? usualLimit)
    .execute();
  return toRows(desk, records);
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** @throws case.unknown, also for a case that the reader may not see */
export const oneCase = async (desk: CaseDesk, session: Session, id: string): Promise<CaseView> => {
  if (!isUuid(id)) throw refuse('case.unknown', { caseId: id });
  const row = await desk
    .tables()
    .selectFrom('cases.case as c')
    .selectAll('c')
    .where('c.id', '=', id as CaseId)
    .executeTakeFirst();
  if (row === undefined || !session.may('case.read', row.jurisdiction_path))
    throw refuse('case.unknown', { caseId: id });
  return caseView(desk, row, session);
};

/** Rows of these cases with their jurisdiction paths, for the live channel. */
export const rowsWithPaths = async (desk: CaseDesk, ids: readonly string[]) => {
  if (ids.length === 0) return [];
  const records = await desk
    .tables()
    .selectFrom('cases.case as c')
    .selectAll('c')
    .where('c.id', 'in', ids as readonly CaseId[])
    .execute();
  const rows = await toRows(desk, records);
  return rows.map((row, index) => ({ row, path: records[index]?.jurisdiction_path ?? [] }));
};

/** Open cases by alert, for the alert list. */
export const casesByAlert = async (
  desk: CaseDesk,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (alertIds.length === 0) return new Map();
  const rows = await desk
    .tables()
    .selectFrom('cases.case_alert as a')
    .select(['a.alert_id', 'a.case_id'])
    .where('a.alert_id', 'in', [...alertIds])
    .orderBy('a.joined_at')
    .execute();
  return new Map(rows.map((row) => [row.alert_id, row.case_id]));
};

/** Counts by root case: a parent and its children at other nodes are one. */
export const figuresOf = async (desk: CaseDesk, roots: readonly string[]) => {
  const rows = await desk
    .tables()
    .selectFrom('cases.case as c')
    .select(['c.status', sql<number>`count(*)`.as('count'), sql<number>`count(distinct c.root_id)`.as('roots')])
    .select(
      sql<number>`count(*) filter (where c.due_at < coalesce(c.clock_stopped_at, ${new Date(desk.clock.city())}::timestamptz))`.as(
        'overdue',
      ),
    )
    .where(within(roots))
    .groupBy('c.status')
    .execute();
  const all = await desk
    .tables()
    .selectFrom('cases.case as c')
    .select(sql<number>`count(distinct c.root_id)`.as('roots'))
    .where(within(roots))
    .executeTakeFirstOrThrow();
  const open = rows.filter((row) => !ended.some((status) => status === row.status));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    open: sum(open.map((row) => row.count)),
    overdue: sum(open.map((row) => row.overdue)),
    roots: all.roots,
    byStatus: Object.fromEntries(rows.map((row) => [row.status, row.count])),
  };
};
