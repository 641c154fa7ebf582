import { type Static, Type } from 'typebox';
import { CaseActShape, CaseClassShape } from './case.ts';
import { ActorShape, Id, Note, PlaceShape, Shape, Time, WordsShape } from './schemas.ts';

/** 交办: body of an `assign` envelope about a case; makes a child case at the receiver. */
export const CaseAssignment = Shape({
  assignmentId: Id,
  rootId: Id,
  parentCaseId: Id,
  parentCode: Type.String(),
  organisationId: Id,
  title: Type.String(),
  description: Note,
  class: CaseClassShape,
  place: PlaceShape,
  jurisdictionCode: Type.String(),
  reportedAt: Time,
  clockStartedAt: Time,
  /** Not later than the parent's. */
  dueAt: Time,
  note: Type.Optional(Note),
  alerts: Type.Array(Shape({ alertId: Id, ruleId: Type.String(), terminalId: Id })),
});
export type CaseAssignment = Static<typeof CaseAssignment>;

/** 回执: body of `ack`, `return` and `feedback` envelopes about a child case. */
export const CaseReceipt = Shape({
  assignmentId: Id,
  childCaseId: Id,
  stage: Type.Union([Type.Literal('signed'), Type.Literal('returned'), Type.Literal('progress'), Type.Literal('done')]),
  /** What was done there; progress may be a signature or a sending down one node further. */
  act: CaseActShape,
  receiver: Type.Optional(WordsShape),
  actor: ActorShape,
  node: Type.String(),
  at: Time,
  note: Type.Optional(Note),
});
export type CaseReceipt = Static<typeof CaseReceipt>;

/** 核查结论、撤回: body of `checked` and `recall` envelopes about a case. */
export const CaseVerdict = Shape({
  assignmentId: Id,
  passed: Type.Boolean(),
  actor: ActorShape,
  node: Type.String(),
  at: Time,
  note: Type.Optional(Note),
  dueAt: Type.Optional(Time),
});
export type CaseVerdict = Static<typeof CaseVerdict>;

export const caseLetterSchemas = {
  assignment: 'case.assignment',
  receipt: 'case.receipt',
  verdict: 'case.verdict',
} as const;
