import type { ActOrder } from '@liandong/contract';
import {
  actRefusal,
  type CaseAct,
  type CaseFacts,
  type CaseStatus,
  caseActs,
  type Doer,
  isWorkedOn,
} from '@liandong/laws';
import { type Session, toDate, type Work } from '@liandong/platform';
import { type CaseId, refuse } from '@liandong/words';
import type { Kysely } from 'kysely';
import type { CaseDesk } from './case-desk.ts';
import { sendAssignment, sendReceipt, sendVerdict } from './letters.ts';
import type { Unit } from './neighbours.ts';
import {
  alertIdsOf,
  type CaseRecord,
  classOf,
  handlersOf,
  lastAssignment,
  lockCase,
  moveCase,
  type Step,
} from './store.ts';
import type { CasesTables } from './tables.ts';
import { dueAfterRework, dueFor } from './time-limits.ts';
import { chooseUnit } from './units.ts';

/** What the guard must know of a case. */
export const caseFacts = async (desk: CaseDesk, tables: Kysely<CasesTables>, row: CaseRecord): Promise<CaseFacts> => {
  const assignment = await lastAssignment(tables, row.id);
  const alertIds = await alertIdsOf(tables, row.id);
  return {
    status: row.status,
    jurisdictionPath: row.jurisdiction_path,
    unit:
      row.unit_organisation_id === null
        ? undefined
        : { organisationId: row.unit_organisation_id, here: row.unit_node === desk.node },
    handlers: await handlersOf(tables, row.id),
    isChild: row.parent_node !== null,
    childAtWork: assignment !== undefined && isWorkedOn(assignment.stage),
    alertsClear: row.parent_node !== null || (await desk.neighbours.alerting.allClear(alertIds)),
  };
};

export const doerOf = (session: Session): Doer => ({
  userId: session.userId,
  organisationIds: session.organisationIds,
  may: (right, path) => session.may(right, path),
});

type Effect = { readonly to: CaseStatus; readonly set?: Step['set']; readonly unit?: Unit };

const noUnit = { unit_organisation_id: null, unit_node: null, unit_name: null } as const;

const unitColumns = (unit: Unit): NonNullable<Step['set']> => ({
  unit_organisation_id: unit.id,
  unit_node: unit.node,
  unit_name: JSON.stringify(unit.name),
});

const fileEffect = async (desk: CaseDesk, work: Work, row: CaseRecord, minorClass?: string): Promise<Effect> => {
  const found =
    minorClass === undefined || minorClass === row.minor_class
      ? row.class
      : await classOf(work.tables<CasesTables>(), minorClass);
  return {
    to: 'filed',
    set: {
      minor_class: found.minor,
      class: JSON.stringify(found),
      clock_started_at: toDate(work.at),
      due_at: toDate(dueFor({ class: found }, work.at, desk.calendar)),
    },
  };
};

const reworkSet = (desk: CaseDesk, work: Work, row: CaseRecord): NonNullable<Step['set']> => ({
  rework_count: row.rework_count + 1,
  clock_stopped_at: null,
  due_at: toDate(dueAfterRework(row, work.at, desk.calendar, desk.policy)),
});

/** What the act does to the case beside the timeline. */
const effectOf = async (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  act: CaseAct,
  order: ActOrder,
): Promise<Effect> => {
  const { to } = caseActs[act];
  const next: CaseStatus = to === 'same' ? row.status : to;
  switch (act) {
    case 'file':
      return fileEffect(desk, work, row, order.minorClass);
    case 'dispatch': {
      const unit = await chooseUnit(desk, row, order.organisationId);
      return { to: next, unit, set: unitColumns(unit) };
    }
    case 'delegateDown': {
      const unit = await chooseUnit(desk, row, order.organisationId);
      if (unit.node === desk.node) throw refuse('case.unit-not-below', { organisationId: unit.id });
      return { to: next, unit };
    }
    case 'return':
      // A child goes back to the superior's desk; here nothing of it is left to do.
      return row.parent_node === null ? { to: next, set: noUnit } : { to: 'voided' };
    case 'finish':
      return { to: next, set: { clock_stopped_at: toDate(work.at) } };
    case 'returnToUnit':
    case 'checkFail':
      return { to: next, set: reworkSet(desk, work, row) };
    case 'reopen':
      return {
        to: next,
        set: {
          ...noUnit,
          clock_started_at: toDate(work.at),
          clock_stopped_at: null,
          due_at: toDate(dueFor(row, work.at, desk.calendar)),
        },
      };
    case 'refuse':
    case 'signFor':
    case 'progress':
    case 'sendCheck':
    case 'checkPass':
    case 'close':
    case 'void':
    case 'comment':
      return { to: next };
  }
};

/** Letters to the nodes above and below that the act calls for. */
const tellNodes = async (desk: CaseDesk, work: Work, row: CaseRecord, act: CaseAct, effect: Effect, note?: string) => {
  switch (act) {
    case 'dispatch':
      if (effect.unit !== undefined && effect.unit.node !== desk.node) {
        await sendAssignment(desk, work, row, effect.unit, 'dispatch', note);
      }
      return;
    case 'delegateDown':
      if (effect.unit !== undefined) {
        await sendAssignment(desk, work, row, effect.unit, 'delegate', note);
        await sendReceipt(desk, work, row, 'progress', { act, note, receiver: effect.unit.name });
      }
      return;
    case 'signFor':
      return sendReceipt(desk, work, row, 'signed', { act, note });
    case 'return':
      return sendReceipt(desk, work, row, 'returned', { act, note });
    case 'progress':
      return sendReceipt(desk, work, row, 'progress', { act, note });
    case 'finish':
      return sendReceipt(desk, work, row, 'done', { act, note });
    case 'checkFail':
    case 'returnToUnit':
      await sendVerdict(desk, work, row, { verb: 'checked', passed: false, note });
      return;
    case 'close':
      await sendVerdict(desk, work, row, { verb: 'checked', passed: true, note });
      return;
    case 'void':
      await sendVerdict(desk, work, row, { verb: 'recall', passed: false, note });
      return;
    case 'file':
    case 'refuse':
    case 'reopen':
    case 'sendCheck':
    case 'checkPass':
    case 'comment':
      return;
  }
};

/** Does one act on a locked case; the caller has settled who may. */
export const carryOut = async (
  desk: CaseDesk,
  work: Work,
  before: CaseRecord,
  act: CaseAct,
  order: Omit<ActOrder, 'version'>,
): Promise<CaseRecord> => {
  const effect = await effectOf(desk, work, before, act, { ...order, version: before.version });
  const row = await moveCase(work, before, {
    act,
    to: effect.to,
    note: order.note,
    receiver: effect.unit?.name,
    ...(effect.set === undefined ? {} : { set: effect.set }),
  });
  await tellNodes(desk, work, row, act, effect, order.note);
  return row;
};

/** True when this order was carried out before. */
const doneBefore = async (work: Work, orderId: string | undefined, caseId: CaseId): Promise<boolean> => {
  if (orderId === undefined) return false;
  const done = await work
    .tables<CasesTables>()
    .insertInto('cases.done_order')
    .values({ order_id: orderId, case_id: caseId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 0n;
};

/**
 * A person does one act: lifecycle, rights, who handles and who checks, and the version he saw are all looked at under
 * one lock, so that of two concurrent acts the second is refused.
 * @throws case.unknown, case.version, case.note-required and the codes of the guard
 */
export const actByPerson = async (
  desk: CaseDesk,
  work: Work,
  session: Session,
  id: string,
  act: CaseAct,
  order: ActOrder,
): Promise<CaseRecord> => {
  const row = await lockCase(work, id);
  if (!session.may('case.read', row.jurisdiction_path)) throw refuse('case.unknown', { caseId: id });
  if (await doneBefore(work, order.orderId, row.id)) return row;
  if (order.version !== row.version) throw refuse('case.version', { seen: order.version, now: row.version });
  const refusal = actRefusal(act, await caseFacts(desk, work.tables<CasesTables>(), row), doerOf(session));
  if (refusal !== undefined) throw refuse(refusal, { caseId: id, act, status: row.status });
  const note = order.note?.trim();
  if (caseActs[act].note === 'required' && (note === undefined || note === '')) {
    throw refuse('case.note-required', { act });
  }
  return carryOut(desk, work, row, act, { ...order, note: note === '' ? undefined : note });
};
