import type { ReportOrder } from '@liandong/contract';
import { demand, type Session, toDate, type Work } from '@liandong/platform';
import { type CaseId, newId, refuse } from '@liandong/words';
import { sql } from 'kysely';
import type { CaseDesk } from './case-desk.ts';
import type { AlertFacts } from './neighbours.ts';
import { type CaseRecord, classOf, insertCase, moveCase } from './store.ts';
import type { CaseSource, CasesTables } from './tables.ts';

export type NewCase = {
  readonly title: string;
  readonly description: string;
  readonly minorClass: string;
  readonly source: CaseSource;
  readonly place: { readonly lon: number; readonly lat: number; readonly address?: string | undefined };
  readonly jurisdictionCode: string;
  readonly jurisdictionPath: readonly string[];
  readonly exercise: boolean;
};

/** 上报: starts a case in `reported`. */
const startCase = async (desk: CaseDesk, work: Work, order: NewCase): Promise<CaseRecord> => {
  const found = await classOf(work.tables<CasesTables>(), order.minorClass);
  const id = newId<CaseId>(work.recordedAt);
  return insertCase(
    work,
    {
      id,
      code: await desk.newCode(work),
      root_id: id,
      version: 1,
      status: 'reported',
      title: order.title,
      description: order.description,
      minor_class: found.minor,
      class: JSON.stringify(found),
      source: order.source,
      lon: order.place.lon,
      lat: order.place.lat,
      address: order.place.address ?? null,
      jurisdiction_code: order.jurisdictionCode,
      jurisdiction_path: [...order.jurisdictionPath],
      unit_organisation_id: null,
      unit_node: null,
      unit_name: null,
      reported_at: toDate(work.at),
      progress_at: toDate(work.at),
      clock_started_at: null,
      due_at: null,
      clock_stopped_at: null,
      rework_count: 0,
      exercise: order.exercise,
      parent_node: null,
      parent_case_id: null,
      parent_assignment_id: null,
    },
    { act: 'report', to: 'reported', note: order.description },
  );
};

/** Ties an alert to a case. */
export const tieAlert = async (
  work: Work,
  caseId: CaseId,
  alert: { readonly id: string; readonly ruleId: string; readonly terminalId: string },
): Promise<void> => {
  await work
    .tables<CasesTables>()
    .insertInto('cases.case_alert')
    .values({
      case_id: caseId,
      alert_id: alert.id,
      rule_id: alert.ruleId,
      terminal_id: alert.terminalId,
      joined_at: toDate(work.at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Two reports about one object and rule at once must not make two cases: the second waits here for the first. */
export const holdObject = async (work: Work, alert: Pick<AlertFacts, 'terminalId' | 'ruleId'>): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`case ${alert.terminalId} ${alert.ruleId}`}, 0))`.execute(
    work.tables<CasesTables>(),
  );
};

/** The open root case of this object and rule, locked; undefined when there is none. */
export const openCaseOf = (
  work: Work,
  alert: Pick<AlertFacts, 'terminalId' | 'ruleId'>,
): Promise<CaseRecord | undefined> =>
  work
    .tables<CasesTables>()
    .selectFrom('cases.case as c')
    .selectAll('c')
    .where('c.status', 'not in', ['closed', 'voided', 'refused'])
    .where('c.parent_node', 'is', null)
    .where('c.id', 'in', (inner) =>
      inner
        .selectFrom('cases.case_alert as a')
        .select('a.case_id')
        .where('a.terminal_id', '=', alert.terminalId)
        .where('a.rule_id', '=', alert.ruleId),
    )
    .orderBy('c.reported_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

/** The root case that this very alert led to, closed by now; locked. */
export const closedCaseOf = (work: Work, alertId: string): Promise<CaseRecord | undefined> =>
  work
    .tables<CasesTables>()
    .selectFrom('cases.case as c')
    .selectAll('c')
    .where('c.status', '=', 'closed')
    .where('c.parent_node', 'is', null)
    .where('c.id', 'in', (inner) =>
      inner.selectFrom('cases.case_alert as a').select('a.case_id').where('a.alert_id', '=', alertId),
    )
    .orderBy('c.reported_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

/** A crossing that comes back, or a new one on the same object, joins the case that is still open. */
export const joinAlert = async (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  alert: AlertFacts,
): Promise<CaseRecord> => {
  await tieAlert(work, row.id, alert);
  await desk.neighbours.alerting.linkCase(alert.id, row.id, work);
  return moveCase(work, row, { act: 'joinAlert', to: row.status, note: describeAlert(alert) });
};

export const describeAlert = (alert: AlertFacts): string =>
  alert.value === undefined ? alert.terminalName : `${alert.terminalName} ${alert.value} ${alert.unit}`;

/** The case that an alert asks for, tied to it. @param source who starts it */
export const startFromAlert = async (
  desk: CaseDesk,
  work: Work,
  alert: AlertFacts,
  order: Pick<NewCase, 'minorClass' | 'source'> & Partial<Pick<NewCase, 'title' | 'description'>>,
): Promise<CaseRecord> => {
  const row = await startCase(desk, work, {
    title: order.title ?? alert.terminalName,
    description: order.description ?? describeAlert(alert),
    minorClass: order.minorClass,
    source: order.source,
    place: alert,
    jurisdictionCode: alert.jurisdictionCode,
    jurisdictionPath: alert.jurisdictionPath,
    exercise: alert.exercise,
  });
  await tieAlert(work, row.id, alert);
  await desk.neighbours.alerting.linkCase(alert.id, row.id, work);
  return row;
};

const reportAlert = async (desk: CaseDesk, work: Work, session: Session, order: ReportOrder, alertId: string) => {
  const alert = await desk.neighbours.alerting.alert(alertId);
  if (alert === undefined) throw refuse('case.unknown-alert', { alertId });
  demand(session, 'case.report', alert.jurisdictionPath);
  await holdObject(work, alert);
  const open = await openCaseOf(work, alert);
  if (open !== undefined) throw refuse('case.alert-has-case', { caseId: open.id, code: open.code });
  return startFromAlert(desk, work, alert, { ...order, source: 'person' });
};

const reportHere = async (desk: CaseDesk, work: Work, session: Session, order: ReportOrder): Promise<CaseRecord> => {
  if (order.alertId !== undefined) return reportAlert(desk, work, session, order, order.alertId);
  if (order.place === undefined) throw refuse('case.no-place');
  const { jurisdictions } = desk.neighbours;
  const code = jurisdictions.deepestAt(order.place.lon, order.place.lat);
  const path = code === undefined ? undefined : jurisdictions.path(code);
  if (code === undefined || path === undefined) throw refuse('case.no-place');
  demand(session, 'case.report', path);
  return startCase(desk, work, {
    ...order,
    source: 'person',
    place: order.place,
    jurisdictionCode: code,
    jurisdictionPath: path,
    exercise: work.context.exercise,
  });
};

/** The case that this order made before; the same order sent twice at once waits here for its twin. */
const reportedBefore = async (work: Work, orderId: string): Promise<CaseRecord | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order ${orderId}`}, 0))`.execute(
    work.tables<CasesTables>(),
  );
  return work
    .tables<CasesTables>()
    .selectFrom('cases.case as c')
    .innerJoin('cases.done_order as d', 'd.case_id', 'c.id')
    .selectAll('c')
    .where('d.order_id', '=', orderId)
    .executeTakeFirst();
};

/**
 * A person reports, by hand or from an alert; the same order again is the case that it made.
 * @throws case.unknown-alert, case.alert-has-case, case.no-place, case.unknown-class, http.no-right
 */
export const reportByPerson = async (
  desk: CaseDesk,
  work: Work,
  session: Session,
  order: ReportOrder,
): Promise<CaseRecord> => {
  const { orderId } = order;
  if (orderId === undefined) return reportHere(desk, work, session, order);
  const known = await reportedBefore(work, orderId);
  if (known !== undefined) return known;
  const row = await reportHere(desk, work, session, order);
  await work
    .tables<CasesTables>()
    .insertInto('cases.done_order')
    .values({ order_id: orderId, case_id: row.id })
    .execute();
  return row;
};
