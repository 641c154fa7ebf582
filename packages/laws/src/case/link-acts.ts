import type { CaseStatus } from './lifecycle.ts';

/** 派遣 to a unit of another node, or 下派: this unit keeps the case and a subordinate works on a child of it. */
export type AssignmentKind = 'dispatch' | 'delegate';

/** How far a child case at another node has come, as its receipts tell. */
export const assignmentStages = [
  'sent',
  'delivered',
  'signed',
  'progress',
  'done',
  'returned',
  'checked',
  'recalled',
] as const;
export type AssignmentStage = (typeof assignmentStages)[number];

/** The child still owes something, or we owe it our verdict. */
export const isLiveAssignment = (stage: AssignmentStage): boolean =>
  stage !== 'returned' && stage !== 'checked' && stage !== 'recalled';

/** The child is still being worked on. */
export const isWorkedOn = (stage: AssignmentStage): boolean => isLiveAssignment(stage) && stage !== 'done';

type Moves = Readonly<Partial<Record<CaseStatus, CaseStatus>>>;

/** What a receipt of the child does to the parent; a status that is not named is left as it is. */
export const receiptActs = {
  dispatch: {
    childSigned: { dispatched: 'handling' },
    childProgress: {},
    childReturned: { dispatched: 'filed', handling: 'filed' },
    childDone: { dispatched: 'handled', handling: 'handled' },
  },
  delegate: {
    childSigned: {},
    childProgress: {},
    childReturned: {},
    childDone: { handling: 'handled' },
  },
} as const satisfies Record<AssignmentKind, Record<string, Moves>>;

export type ReceiptAct = keyof typeof receiptActs.dispatch;

/** What the superior's word does to the child: passed closes it, failed sends the same unit back to work. */
export const superiorActs = {
  superiorPassed: { handled: 'closed' },
  superiorFailed: { handled: 'dispatched' },
  superiorRecalled: {
    filed: 'voided',
    dispatched: 'voided',
    handling: 'voided',
    handled: 'voided',
  },
} as const satisfies Record<string, Moves>;

export type SuperiorAct = keyof typeof superiorActs;

/** Where a move leads from this status; the same status when the table doesn't name it. */
export const movedBy = (moves: Moves, status: CaseStatus): CaseStatus => moves[status] ?? status;
