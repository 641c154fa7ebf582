import type { CaseClass } from '@liandong/contract';
import type { CaseAct, CaseStatus } from '@liandong/laws';
import { toDate, type Work } from '@liandong/platform';
import { type Actor, type CaseId, newId, refuse, type Words } from '@liandong/words';
import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { CasesTables } from './tables.ts';

export type CaseRecord = Selectable<CasesTables['cases.case']>;
export type AssignmentRecord = Selectable<CasesTables['cases.assignment']>;
export type StepRecord = Selectable<CasesTables['cases.step']>;

/** One entry of the timeline, and what it does to the case. */
export type Step = {
  readonly act: string;
  readonly to: CaseStatus;
  /** What was done at the other node. */
  readonly actThere?: CaseAct | undefined;
  readonly note?: string | undefined;
  readonly receiver?: Words | undefined;
  /** Who did it when it was not the one in whose name the transaction runs. */
  readonly by?: { readonly actor: Actor; readonly node: string } | undefined;
  readonly set?: Omit<Updateable<CasesTables['cases.case']>, 'id' | 'version' | 'status' | 'progress_at'>;
};

/** Past-tense names of what happened to cases, by act. */
export const caseFactTypes = {
  report: 'CaseReported',
  refuse: 'CaseRefused',
  file: 'CaseFiled',
  dispatch: 'CaseDispatched',
  signFor: 'CaseSignedFor',
  return: 'CaseReturned',
  delegateDown: 'CaseDelegatedDown',
  progress: 'CaseProgressed',
  finish: 'CaseHandled',
  returnToUnit: 'CaseReturnedToUnit',
  sendCheck: 'CaseSentToCheck',
  checkPass: 'CaseCheckPassed',
  checkFail: 'CaseCheckFailed',
  close: 'CaseClosed',
  reopen: 'CaseReopened',
  void: 'CaseVoided',
  comment: 'CaseCommented',
  joinAlert: 'CaseAlertJoined',
  assigned: 'CaseAssigned',
  childDelivered: 'CaseChildDelivered',
  childSigned: 'CaseChildSigned',
  childProgress: 'CaseChildProgressed',
  childReturned: 'CaseChildReturned',
  childDone: 'CaseChildDone',
  superiorPassed: 'CasePassedBySuperior',
  superiorFailed: 'CaseFailedBySuperior',
  superiorRecalled: 'CaseRecalledBySuperior',
} as const;
export type StepAct = keyof typeof caseFactTypes;

const casesOf = (work: Work): Kysely<CasesTables> => work.tables<CasesTables>();

/** Takes the case for this transaction. @throws case.unknown */
export const lockCase = async (work: Work, id: string): Promise<CaseRecord> => {
  const row = await casesOf(work)
    .selectFrom('cases.case as c')
    .selectAll('c')
    .where('c.id', '=', id as CaseId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw refuse('case.unknown', { caseId: id });
  return row;
};

const insertStep = async (work: Work, row: CaseRecord, step: Step, from: string | null): Promise<void> => {
  const { actor, node } = step.by ?? { actor: work.context.actor, node: work.context.node };
  await casesOf(work)
    .insertInto('cases.step')
    .values({
      id: newId<never>(work.recordedAt),
      case_id: row.id,
      seq: row.version,
      act: step.act,
      act_there: step.actThere ?? null,
      from_status: from,
      to_status: step.to,
      at: toDate(work.at),
      recorded_at: toDate(work.recordedAt),
      actor: JSON.stringify(actor),
      on_behalf_of: work.context.onBehalfOf ?? null,
      node,
      receiver: step.receiver === undefined ? null : JSON.stringify(step.receiver),
      note: step.note ?? null,
    })
    .execute();
};

const recordStep = (work: Work, row: CaseRecord, act: StepAct, step: Step): void => {
  work.record({
    type: caseFactTypes[act],
    objectKind: 'case',
    objectId: row.id,
    jurisdictionPath: row.jurisdiction_path,
    body: {
      rootId: row.root_id,
      code: row.code,
      version: row.version,
      status: step.to,
      ...(step.note === undefined ? {} : { note: step.note }),
      ...(step.receiver === undefined ? {} : { receiver: step.receiver }),
      ...(step.by === undefined ? {} : { by: step.by }),
    },
  });
};

/** Writes a new case with its first step. */
export const insertCase = async (
  work: Work,
  values: Insertable<CasesTables['cases.case']>,
  first: Step & { readonly act: StepAct },
): Promise<CaseRecord> => {
  const row = await casesOf(work).insertInto('cases.case').values(values).returningAll().executeTakeFirstOrThrow();
  await insertStep(work, row, first, null);
  recordStep(work, row, first.act, first);
  return row;
};

/** One step of a locked case: the row, one timeline record, one fact; nothing moves without all three. */
export const moveCase = async (
  work: Work,
  before: CaseRecord,
  step: Step & { readonly act: StepAct },
): Promise<CaseRecord> => {
  const row = await casesOf(work)
    .updateTable('cases.case')
    .set({ ...step.set, status: step.to, version: before.version + 1, progress_at: toDate(work.at) })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertStep(work, row, step, before.status);
  recordStep(work, row, step.act, step);
  return row;
};

/** The newest assignment of a case, whatever its stage. */
export const lastAssignment = (tables: Kysely<CasesTables>, caseId: CaseId): Promise<AssignmentRecord | undefined> =>
  tables
    .selectFrom('cases.assignment as a')
    .selectAll('a')
    .where('a.case_id', '=', caseId)
    .orderBy('a.made_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Users of any node who worked on the case. */
export const handlersOf = async (tables: Kysely<CasesTables>, caseId: CaseId): Promise<ReadonlySet<string>> => {
  const rows = await tables
    .selectFrom('cases.step as s')
    .select('s.actor')
    .where('s.case_id', '=', caseId)
    .where('s.act', 'in', [
      'signFor',
      'delegateDown',
      'progress',
      'finish',
      'childSigned',
      'childProgress',
      'childDone',
    ])
    .execute();
  return new Set(rows.filter((row) => row.actor.kind === 'user').map((row) => row.actor.id));
};

/** Ids of the alerts behind a case. */
export const alertIdsOf = async (tables: Kysely<CasesTables>, caseId: CaseId): Promise<readonly string[]> => {
  const rows = await tables
    .selectFrom('cases.case_alert as a')
    .select('a.alert_id')
    .where('a.case_id', '=', caseId)
    .orderBy('a.joined_at')
    .execute();
  return rows.map((row) => row.alert_id);
};

/** @throws case.unknown-class */
export const classOf = async (tables: Kysely<CasesTables>, minorClass: string): Promise<CaseClass> => {
  const row = await tables
    .selectFrom('cases.class as k')
    .selectAll('k')
    .where('k.minor', '=', minorClass)
    .executeTakeFirst();
  if (row === undefined) throw refuse('case.unknown-class', { minorClass });
  return toClass(row);
};

export const toClass = (row: Selectable<CasesTables['cases.class']>): CaseClass => ({
  minor: row.minor,
  major: row.major,
  kind: row.kind,
  name: row.name,
  filingCondition: row.filing_condition,
  closingCondition: row.closing_condition,
  limit: { kind: row.limit_kind, value: row.limit_value, verbatim: row.limit_verbatim },
  source: row.source,
});

/** Next case code of the day: `20260302-0007`, counted per node; the node's name makes it unique in a federation. */
export const nextCode = async (work: Work, node: string, dayText: string): Promise<string> => {
  const day = dayText.replaceAll('-', '');
  const { rows } = await work.client.query<{ last: number }>(
    `insert into cases.serial as s (day, last) values ($1, 1)
     on conflict on constraint serial_pk do update set last = s.last + 1 returning last`,
    [day],
  );
  return `${node.toUpperCase()}-${day}-${String(rows[0]?.last ?? 1).padStart(4, '0')}`;
};
