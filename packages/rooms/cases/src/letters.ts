import { type CaseAssignment, type CaseReceipt, type CaseVerdict, caseLetterSchemas } from '@liandong/contract';
import type { AssignmentKind, CaseAct, EnvelopeVerb } from '@liandong/laws';
import { toDate, type Work } from '@liandong/platform';
import { type Actor, brandId, type JsonObject, type NodeId, newId, toIso, type Words } from '@liandong/words';
import type { CaseDesk } from './case-desk.ts';
import type { Unit } from './neighbours.ts';
import { type AssignmentRecord, type CaseRecord, lastAssignment } from './store.ts';
import type { CasesTables } from './tables.ts';

const bodyVersion = 1;

const send = (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  letter: { to: string; verb: EnvelopeVerb; bodySchema: string; body: JsonObject },
): Promise<unknown> =>
  desk.neighbours.linkage.send(work, {
    to: brandId<NodeId>(letter.to),
    verb: letter.verb,
    objectKind: 'case',
    objectId: row.id,
    objectVersion: row.version,
    bodySchema: letter.bodySchema,
    bodyVersion,
    ...(row.due_at === null ? {} : { deadline: row.due_at }),
    body: letter.body,
  });

/** 交办: hands the case, or a part of its work, to a unit of another node. */
export const sendAssignment = async (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  unit: Unit,
  kind: AssignmentKind,
  note: string | undefined,
): Promise<void> => {
  const tables = work.tables<CasesTables>();
  const id = newId<never>(work.recordedAt);
  await tables
    .insertInto('cases.assignment')
    .values({
      id,
      case_id: row.id,
      kind,
      node: unit.node,
      organisation_id: unit.id,
      organisation_name: JSON.stringify(unit.name),
      child_case_id: null,
      stage: 'sent',
      heard_at: null,
      made_at: toDate(work.recordedAt),
    })
    .execute();
  const alerts = await tables
    .selectFrom('cases.case_alert as a')
    .select(['a.alert_id as alertId', 'a.rule_id as ruleId', 'a.terminal_id as terminalId'])
    .where('a.case_id', '=', row.id)
    .execute();
  const start = row.clock_started_at ?? work.at;
  const body: CaseAssignment = {
    assignmentId: id,
    rootId: row.root_id,
    parentCaseId: row.id,
    parentCode: row.code,
    organisationId: unit.id,
    title: row.title,
    description: row.description,
    class: row.class,
    place: { lon: row.lon, lat: row.lat, ...(row.address === null ? {} : { address: row.address }) },
    jurisdictionCode: row.jurisdiction_code,
    reportedAt: toIso(row.reported_at),
    clockStartedAt: toIso(start),
    dueAt: toIso(row.due_at ?? start),
    ...(note === undefined ? {} : { note }),
    alerts,
  };
  await send(desk, work, row, { to: unit.node, verb: 'assign', bodySchema: caseLetterSchemas.assignment, body });
};

const receiptVerbs = {
  signed: 'ack',
  returned: 'return',
  progress: 'feedback',
  done: 'feedback',
} as const satisfies Record<CaseReceipt['stage'], EnvelopeVerb>;

/** What a receipt tells: which act, by whom, to whom. */
export type ReceiptWords = {
  readonly act: CaseAct;
  readonly note?: string | undefined;
  readonly receiver?: Words | undefined;
  /** Somebody at a node further down, when his word is passed on. */
  readonly by?: { readonly actor: Actor; readonly node: string } | undefined;
};

/** 回执 to the superior of a child case; nothing when the case is a root. */
export const sendReceipt = async (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  stage: CaseReceipt['stage'],
  told: ReceiptWords,
): Promise<void> => {
  if (row.parent_node === null || row.parent_assignment_id === null) return;
  const body: CaseReceipt = {
    assignmentId: row.parent_assignment_id,
    childCaseId: row.id,
    stage,
    act: told.act,
    ...(told.receiver === undefined ? {} : { receiver: told.receiver }),
    actor: told.by?.actor ?? work.context.actor,
    node: told.by?.node ?? work.context.node,
    at: toIso(work.at),
    ...(told.note === undefined ? {} : { note: told.note }),
  };
  await send(desk, work, row, {
    to: row.parent_node,
    verb: receiptVerbs[stage],
    bodySchema: caseLetterSchemas.receipt,
    body,
  });
};

/** 核查结论 or 撤回 to the node that worked on the child; nothing when nobody else did. */
export const sendVerdict = async (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  verdict: {
    readonly verb: 'checked' | 'recall';
    readonly passed: boolean;
    readonly note?: string | undefined;
    readonly by?: { readonly actor: Actor; readonly node: string } | undefined;
  },
): Promise<AssignmentRecord | undefined> => {
  const tables = work.tables<CasesTables>();
  const assignment = await lastAssignment(tables, row.id);
  if (assignment === undefined || ['returned', 'checked', 'recalled'].includes(assignment.stage)) return undefined;
  const body: CaseVerdict = {
    assignmentId: assignment.id,
    passed: verdict.passed,
    actor: verdict.by?.actor ?? work.context.actor,
    node: verdict.by?.node ?? work.context.node,
    at: toIso(work.at),
    ...(verdict.note === undefined ? {} : { note: verdict.note }),
    ...(row.due_at === null ? {} : { dueAt: toIso(row.due_at) }),
  };
  await send(desk, work, row, { to: assignment.node, verb: verdict.verb, bodySchema: caseLetterSchemas.verdict, body });
  const stage = verdict.verb === 'recall' ? 'recalled' : verdict.passed ? 'checked' : 'delivered';
  await tables.updateTable('cases.assignment').set({ stage }).where('id', '=', assignment.id).execute();
  return assignment;
};
