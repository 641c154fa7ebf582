import type { CaseReceipt } from '@liandong/contract';
import {
  type AssignmentStage,
  type Envelope,
  isLiveAssignment,
  movedBy,
  type ReceiptAct,
  receiptActs,
} from '@liandong/laws';
import { toDate, type Work } from '@liandong/platform';
import { refuse } from '@liandong/words';
import type { CaseDesk } from './case-desk.ts';
import { type ReceiptWords, sendReceipt } from './letters.ts';
import type { RemoteDoer } from './neighbours.ts';
import { readAssignment, readReceipt } from './read-letters.ts';
import { type AssignmentRecord, type CaseRecord, lockCase, moveCase, type Step } from './store.ts';
import type { CasesTables } from './tables.ts';

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
  told: ReceiptWords,
): Promise<void> => {
  if (act === 'childDone' && row.status === 'handled') return sendReceipt(desk, work, row, 'done', told);
  if (act === 'childProgress' || act === 'childSigned' || act === 'childDone') {
    await sendReceipt(desk, work, row, 'progress', told);
  }
};

const nextStatus = (desk: CaseDesk, row: CaseRecord, assignment: AssignmentRecord, act: ReceiptAct) => {
  const waitsForUs = act === 'childDone' && assignment.kind === 'delegate' && desk.policy.childDone === 'confirm';
  return waitsForUs ? row.status : movedBy(receiptActs[assignment.kind][act], row.status);
};

/** 回执 of a child case arrives: our case moves as the receipt says, if it is still about the present assignment. */
export const hearReceipt = async (desk: CaseDesk, envelope: Envelope, work: Work): Promise<void> => {
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
    actThere: letter.act,
    note: letter.note,
    receiver: letter.receiver,
    by,
    ...(set === undefined ? {} : { set }),
  });
  if (live) await passUp(desk, work, row, act, { act: letter.act, note: letter.note, receiver: letter.receiver, by });
};

/** The other node has our assignment safely: 已送达. */
export const hearDelivered = async (envelope: Envelope, work: Work): Promise<void> => {
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
export const hearRefused = async (envelope: Envelope, code: string, work: Work): Promise<void> => {
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
