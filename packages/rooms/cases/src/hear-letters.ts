import { CaseAssignment, CaseReceipt, CaseVerdict } from '@liandong/contract';
import {
  type AssignmentStage,
  type Envelope,
  isLiveAssignment,
  movedBy,
  type ReceiptAct,
  receiptActs,
  type SuperiorAct,
  superiorActs,
} from '@liandong/laws';
import { toDate, type Work } from '@liandong/platform';
import { type CaseId, newId, type OrganisationId, parseIso, refuse, type Words } from '@liandong/words';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { CaseDesk } from './case-desk.ts';
import { sendReceipt, sendVerdict } from './letters.ts';
import type { RemoteDoer } from './neighbours.ts';
import { tieAlert } from './report-case.ts';
import {
  type AssignmentRecord,
  type CaseRecord,
  insertCase,
  lockCase,
  moveCase,
  type Step,
  type StepAct,
} from './store.ts';
import type { CasesTables } from './tables.ts';

const reader = <T extends TSchema>(schema: T) => {
  const compiled = Compile(schema);
  return (body: unknown): Static<T> => {
    if (compiled.Check(body)) return body as Static<T>;
    const [first] = compiled.Errors(body);
    throw refuse('case.bad-envelope', { where: `${first?.instancePath ?? ''} ${first?.message ?? ''}` });
  };
};

const readAssignment = reader(CaseAssignment);
const readReceipt = reader(CaseReceipt);
const readVerdict = reader(CaseVerdict);

const timeOf = (text: string): Date => {
  const at = parseIso(text);
  if (at === undefined) throw refuse('case.bad-envelope', { where: text });
  return toDate(at);
};

/** 交办 arrives: a child case starts here; the same assignment again changes nothing. */
const hearAssignment = async (desk: CaseDesk, envelope: Envelope, work: Work): Promise<void> => {
  const letter = readAssignment(envelope.body);
  const tables = work.tables<CasesTables>();
  const known = await tables
    .selectFrom('cases.case as c')
    .select('c.id')
    .where('c.parent_node', '=', envelope.from)
    .where('c.parent_assignment_id', '=', letter.assignmentId)
    .executeTakeFirst();
  if (known !== undefined) return;
  const unit = await desk.neighbours.people.unit(letter.organisationId as OrganisationId);
  if (unit === undefined || unit.node !== desk.node || !unit.active) {
    throw refuse('case.unknown-unit', { organisationId: letter.organisationId });
  }
  const { jurisdictions } = desk.neighbours;
  const path = jurisdictions.path(letter.jurisdictionCode) ?? jurisdictions.path(unit.jurisdictionCode) ?? [];
  const row = await insertCase(
    work,
    {
      id: newId<CaseId>(work.recordedAt),
      code: await desk.newCode(work),
      root_id: letter.rootId as CaseId,
      version: 1,
      status: 'dispatched',
      title: letter.title,
      description: letter.description,
      minor_class: letter.class.minor,
      class: JSON.stringify(letter.class),
      source: 'superior',
      lon: letter.place.lon,
      lat: letter.place.lat,
      address: letter.place.address ?? null,
      jurisdiction_code: letter.jurisdictionCode,
      jurisdiction_path: [...path],
      unit_organisation_id: unit.id,
      unit_node: unit.node,
      unit_name: JSON.stringify(unit.name),
      reported_at: timeOf(letter.reportedAt),
      progress_at: toDate(work.at),
      clock_started_at: timeOf(letter.clockStartedAt),
      due_at: timeOf(letter.dueAt),
      clock_stopped_at: null,
      rework_count: 0,
      exercise: envelope.exercise,
      parent_node: envelope.from,
      parent_case_id: letter.parentCaseId,
      parent_assignment_id: letter.assignmentId,
    },
    { act: 'assigned', to: 'dispatched', note: letter.note, receiver: unit.name },
  );
  for (const alert of letter.alerts) await tieAlert(work, row.id, { ...alert, id: alert.alertId });
};

const assignmentOf = async (work: Work, id: string, node: string): Promise<AssignmentRecord> => {
  const row = await work
    .tables<CasesTables>()
    .selectFrom('cases.assignment as a')
    .selectAll('a')
    .where('a.id', '=', id)
    .where('a.node', '=', node)
    .executeTakeFirst();
  if (row === undefined) throw refuse('case.unknown-assignment', { assignmentId: id });
  return row;
};

const actOfStage = {
  signed: 'childSigned',
  progress: 'childProgress',
  returned: 'childReturned',
  done: 'childDone',
} as const satisfies Record<CaseReceipt['stage'], ReceiptAct>;

const noUnit = { unit_organisation_id: null, unit_node: null, unit_name: null } as const;

const receiptSet = (work: Work, before: CaseRecord, assignment: AssignmentRecord, act: ReceiptAct): Step['set'] => {
  if (act === 'childDone') return { clock_stopped_at: before.clock_stopped_at === null ? toDate(work.at) : undefined };
  return act === 'childReturned' && assignment.kind === 'dispatch' ? noUnit : undefined;
};

/** Passes the word on to our own superior. */
const passUp = async (
  desk: CaseDesk,
  work: Work,
  row: CaseRecord,
  act: ReceiptAct,
  told: { readonly note: string | undefined; readonly by: RemoteDoer },
): Promise<void> => {
  if (act === 'childDone' && row.status === 'handled') return sendReceipt(desk, work, row, 'done', told);
  if (act === 'childProgress' || act === 'childSigned' || act === 'childDone') {
    await sendReceipt(desk, work, row, 'progress', { ...told, note: told.note ?? '' });
  }
};

const nextStatus = (desk: CaseDesk, row: CaseRecord, assignment: AssignmentRecord, act: ReceiptAct) => {
  const waitsForUs = act === 'childDone' && assignment.kind === 'delegate' && desk.policy.childDone === 'confirm';
  return waitsForUs ? row.status : movedBy(receiptActs[assignment.kind][act], row.status);
};

/** 回执 of a child case arrives: our case moves as the receipt says, if it is still about the present assignment. */
const hearReceipt = async (desk: CaseDesk, envelope: Envelope, work: Work): Promise<void> => {
  const letter = readReceipt(envelope.body);
  const assignment = await assignmentOf(work, letter.assignmentId, envelope.from);
  const before = await lockCase(work, assignment.case_id);
  const act = actOfStage[letter.stage];
  const stage: AssignmentStage = letter.stage;
  // After a recall the other node may still have spoken; that is kept in the timeline and moves nothing.
  const live = isLiveAssignment(assignment.stage);
  await work
    .tables<CasesTables>()
    .updateTable('cases.assignment')
    .set({
      child_case_id: letter.childCaseId,
      heard_at: toDate(work.recordedAt),
      ...(live ? { stage } : {}),
    })
    .where('id', '=', assignment.id)
    .execute();
  const by: RemoteDoer = { actor: letter.actor, node: letter.node };
  const set = live ? receiptSet(work, before, assignment, act) : undefined;
  const row = await moveCase(work, before, {
    act,
    to: live ? nextStatus(desk, before, assignment, act) : before.status,
    note: letter.note,
    by,
    ...(set === undefined ? {} : { set }),
  });
  if (live) await passUp(desk, work, row, act, { note: letter.note, by });
};

const superiorName = (node: string): Words => ({ 'zh-Hans': node, 'zh-Hant': node, en: node });

const childOf = async (work: Work, assignmentId: string, from: string): Promise<CaseRecord> => {
  const found = await work
    .tables<CasesTables>()
    .selectFrom('cases.case as c')
    .select('c.id')
    .where('c.parent_node', '=', from)
    .where('c.parent_assignment_id', '=', assignmentId)
    .executeTakeFirst();
  if (found === undefined) throw refuse('case.unknown-assignment', { assignmentId });
  return lockCase(work, found.id);
};

/** 核查结论 or 撤回 arrives from the superior, and goes on to whoever works below us. */
const hearVerdict = async (desk: CaseDesk, envelope: Envelope, work: Work): Promise<void> => {
  const letter = readVerdict(envelope.body);
  const before = await childOf(work, letter.assignmentId, envelope.from);
  const act: SuperiorAct & StepAct =
    envelope.verb === 'recall' ? 'superiorRecalled' : letter.passed ? 'superiorPassed' : 'superiorFailed';
  const to = movedBy(superiorActs[act], before.status);
  const by: RemoteDoer = { actor: letter.actor, node: letter.node };
  const rework: Step['set'] =
    act === 'superiorFailed'
      ? {
          rework_count: before.rework_count + 1,
          clock_stopped_at: null,
          ...(letter.dueAt === undefined ? {} : { due_at: timeOf(letter.dueAt) }),
        }
      : undefined;
  let row = await moveCase(work, before, {
    act,
    to,
    note: letter.note,
    receiver: superiorName(desk.node),
    by,
    ...(rework === undefined ? {} : { set: rework }),
  });
  const told = await sendVerdict(desk, work, row, {
    verb: act === 'superiorRecalled' ? 'recall' : 'checked',
    passed: letter.passed,
    note: letter.note,
    by,
  });
  // Work that was sent further down goes back there; our unit has already signed for it.
  if (act === 'superiorFailed' && told !== undefined) {
    row = await moveCase(work, row, { act: 'signFor', to: 'handling' });
    await sendReceipt(desk, work, row, 'signed', {});
  }
};

/** The other node has our assignment safely: 已送达. */
const hearDelivered = async (envelope: Envelope, work: Work): Promise<void> => {
  if (envelope.verb !== 'assign' || envelope.objectKind !== 'case') return;
  const letter = readAssignment(envelope.body);
  const before = await lockCase(work, letter.parentCaseId);
  const done = await work
    .tables<CasesTables>()
    .updateTable('cases.assignment')
    .set({ stage: 'delivered', heard_at: toDate(work.recordedAt) })
    .where('id', '=', letter.assignmentId)
    .where('stage', '=', 'sent')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return;
  await moveCase(work, before, { act: 'childDelivered', to: before.status });
};

/** The other node could not take our assignment, e.g. for a unit it doesn't have: back to the dispatcher, with the code. */
const hearRefused = async (envelope: Envelope, code: string, work: Work): Promise<void> => {
  if (envelope.verb !== 'assign' || envelope.objectKind !== 'case') return;
  const letter = readAssignment(envelope.body);
  const assignment = await assignmentOf(work, letter.assignmentId, envelope.to);
  if (!isLiveAssignment(assignment.stage)) return;
  const before = await lockCase(work, assignment.case_id);
  await work
    .tables<CasesTables>()
    .updateTable('cases.assignment')
    .set({ stage: 'returned', heard_at: toDate(work.recordedAt) })
    .where('id', '=', assignment.id)
    .execute();
  await moveCase(work, before, {
    act: 'childReturned',
    to: movedBy(receiptActs[assignment.kind].childReturned, before.status),
    note: code,
    ...(assignment.kind === 'dispatch' ? { set: noUnit } : {}),
  });
};

/** Puts the desk's ear to the link. */
export const hearLetters = (desk: CaseDesk): void => {
  const { linkage } = desk.neighbours;
  linkage.onVerb('assign', 'case', (envelope, work) => hearAssignment(desk, envelope, work));
  for (const verb of ['ack', 'return', 'feedback'] as const) {
    linkage.onVerb(verb, 'case', (envelope, work) => hearReceipt(desk, envelope, work));
  }
  for (const verb of ['checked', 'recall'] as const) {
    linkage.onVerb(verb, 'case', (envelope, work) => hearVerdict(desk, envelope, work));
  }
  linkage.onDelivered(hearDelivered);
  linkage.onRefused(hearRefused);
};
