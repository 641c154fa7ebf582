import { assignmentStages, caseActNames, caseStatuses } from '@liandong/laws';
import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { ActorShape, Id, IdParams, Note, OneOf, PlaceShape, Shape, Time, WordsShape } from './schemas.ts';

export const CaseStatusShape = OneOf(caseStatuses);
export const CaseActShape = OneOf(caseActNames);
export const LampShape = OneOf(['green', 'yellow', 'red']);

/** 小类 with its filing standard: condition, closing condition and limit. */
export const CaseClassShape = Shape({
  minor: Type.String(),
  major: Type.String(),
  kind: OneOf(['component', 'event']),
  name: WordsShape,
  filingCondition: WordsShape,
  closingCondition: WordsShape,
  limit: Shape({ kind: Type.String(), value: Type.Number(), verbatim: Type.String() }),
  source: Type.String(),
});
export type CaseClass = Static<typeof CaseClassShape>;

/** The unit that holds the case, at this or another node. */
export const UnitShape = Shape({ organisationId: Id, name: WordsShape, node: Type.String() });

export const ClockShape = Shape({
  startedAt: Time,
  dueAt: Time,
  kind: Type.String(),
  lamp: LampShape,
  /** Counted share of the limit used, 1 at the due time. */
  usedShare: Type.Number(),
  stoppedAt: Type.Optional(Time),
});

export const CaseRowShape = Shape({
  id: Id,
  code: Type.String(),
  rootId: Id,
  version: Type.Integer(),
  status: CaseStatusShape,
  title: Type.String(),
  className: WordsShape,
  minorClass: Type.String(),
  source: OneOf(['rule', 'person', 'superior']),
  place: PlaceShape,
  jurisdictionCode: Type.String(),
  jurisdictionName: WordsShape,
  unit: Type.Optional(UnitShape),
  /** Who holds it now, in words: a post or a unit. */
  holder: WordsShape,
  reportedAt: Time,
  /** Time of the last progress: the queue counts from here. */
  progressAt: Time,
  clock: Type.Optional(ClockShape),
  reworkCount: Type.Integer(),
  exercise: Type.Boolean(),
  /** The case at the superior node that this one is a child of. */
  parent: Type.Optional(Shape({ node: Type.String(), caseId: Id })),
  child: Type.Optional(
    Shape({
      node: Type.String(),
      caseId: Type.Optional(Id),
      stage: OneOf(assignmentStages),
      /** When the other node last told us something of it. */
      heardAt: Type.Optional(Time),
    }),
  ),
});
export type CaseRow = Static<typeof CaseRowShape>;

export const CaseStepShape = Shape({
  id: Id,
  seq: Type.Integer(),
  act: Type.String(),
  /** What was done at the other node, when the step tells of a receipt. */
  actThere: Type.Optional(CaseActShape),
  fromStatus: Type.Optional(Type.String()),
  toStatus: Type.String(),
  at: Time,
  /** Machine time at the node where it was recorded. */
  recordedAt: Time,
  actor: ActorShape,
  /** Name of the person who answers for what a rule did. */
  onBehalfOf: Type.Optional(Type.String()),
  node: Type.String(),
  receiver: Type.Optional(WordsShape),
  note: Type.Optional(Type.String()),
});
export type CaseStep = Static<typeof CaseStepShape>;

export const CaseShape = Shape({
  ...CaseRowShape.properties,
  description: Type.String(),
  filingCondition: Type.Optional(WordsShape),
  closingCondition: Type.Optional(WordsShape),
  alertIds: Type.Array(Id),
  timeline: Type.Array(CaseStepShape),
  /** What the reader may do now: lifecycle and rights together. */
  acts: Type.Array(CaseActShape),
  proposedUnit: Type.Optional(Shape({ ...UnitShape.properties, reason: WordsShape })),
});
export type CaseView = Static<typeof CaseShape>;

export const ActOrder = Shape({
  /** The version that the person saw: of two concurrent acts the second is refused. */
  version: Type.Integer(),
  /** Made by the client: the same order twice is carried out once. */
  orderId: Type.Optional(Id),
  note: Type.Optional(Note),
  /** dispatch and delegateDown: the responsible unit; the proposal when absent. */
  organisationId: Type.Optional(Id),
  /** file: the minor class. */
  minorClass: Type.Optional(Type.String()),
});
export type ActOrder = Static<typeof ActOrder>;

export const ReportOrder = Shape({
  orderId: Type.Optional(Id),
  title: Type.String({ minLength: 1, maxLength: 200 }),
  description: Type.String({ maxLength: 4000 }),
  minorClass: Type.String(),
  alertId: Type.Optional(Id),
  place: Type.Optional(PlaceShape),
});
export type ReportOrder = Static<typeof ReportOrder>;

export const caseRoutes = {
  queue: defineRoute({
    method: 'GET',
    path: '/api/v1/cases',
    access: 'case.read',
    tag: 'cases',
    summary: 'Cases in the jurisdictions of the reader, longest without progress first',
    query: Shape({
      state: Type.Optional(OneOf(['open', 'ended', 'all'])),
      text: Type.Optional(Type.String()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    }),
    response: Type.Array(CaseRowShape),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/api/v1/cases/:id',
    access: 'case.read',
    tag: 'cases',
    summary: 'One case with timeline and the acts the reader may do',
    params: IdParams,
    response: CaseShape,
  }),
  report: defineRoute({
    method: 'POST',
    path: '/api/v1/cases',
    access: 'case.report',
    tag: 'cases',
    summary: 'Report a case, by hand or from an alert',
    body: ReportOrder,
    response: CaseShape,
  }),
  act: defineRoute({
    method: 'POST',
    path: '/api/v1/cases/:id/acts/:act',
    access: 'case.read',
    tag: 'cases',
    summary: 'Do one act of the lifecycle; the right depends on the act',
    params: Shape({ id: Id, act: CaseActShape }),
    body: ActOrder,
    response: CaseShape,
  }),
  classes: defineRoute({
    method: 'GET',
    path: '/api/v1/case-classes',
    access: 'case.read',
    tag: 'cases',
    summary: 'The class table with filing standards',
    response: Type.Array(CaseClassShape),
  }),
  figures: defineRoute({
    method: 'GET',
    path: '/api/v1/cases/figures',
    access: 'case.read',
    tag: 'cases',
    summary: 'Counts by root case in the jurisdictions of the reader',
    response: Shape({
      open: Type.Integer(),
      overdue: Type.Integer(),
      roots: Type.Integer(),
      byStatus: Type.Record(Type.String(), Type.Integer()),
    }),
  }),
} as const;
