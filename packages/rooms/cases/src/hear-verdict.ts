import { type Envelope, movedBy, type SuperiorAct, superiorActs } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import { refuse, type Words } from '@liandong/words';
import type { CaseDesk } from './case-desk.ts';
import { sendReceipt, sendVerdict } from './letters.ts';
import type { RemoteDoer } from './neighbours.ts';
import { readVerdict, timeOf } from './read-letters.ts';
import { type CaseRecord, lockCase, moveCase, type Step, type StepAct } from './store.ts';
import type { CasesTables } from './tables.ts';

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
export const hearVerdict = async (desk: CaseDesk, envelope: Envelope, work: Work): Promise<void> => {
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
    await sendReceipt(desk, work, row, 'signed', { act: 'signFor' });
  }
};
