import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { ActorShape, CopyShape, Id, IdParams, Note, OneOf, PlaceShape, Shape, Time, WordsShape } from './schemas.ts';

/** 告警: raised while the condition holds · cleared when the value stayed below the clear level long enough. */
export const AlertShape = Shape({
  id: Id,
  version: Type.Integer(),
  ruleId: Type.String(),
  ruleName: WordsShape,
  state: OneOf(['raised', 'cleared']),
  /** True while the terminal is silent: then the value is unknown, never normal. */
  noData: Type.Boolean(),
  terminalId: Id,
  terminalName: Type.String(),
  characteristic: Type.String(),
  unit: Type.String(),
  level: Type.String(),
  levelName: WordsShape,
  rank: Type.Integer({ description: 'of the present level; 1 is the lowest' }),
  peakLevel: Type.String(),
  peakRank: Type.Integer(),
  value: Type.Optional(Type.Number()),
  peakValue: Type.Optional(Type.Number()),
  valueAt: Type.Optional(Time),
  threshold: Type.Optional(Type.Number()),
  raisedAt: Time,
  clearedAt: Type.Optional(Time),
  reraisedCount: Type.Integer(),
  acknowledgedAt: Type.Optional(Time),
  acknowledgedBy: Type.Optional(ActorShape),
  acknowledgeNote: Type.Optional(Type.String()),
  place: PlaceShape,
  jurisdictionCode: Type.String(),
  caseId: Type.Optional(Id),
  copy: Type.Optional(CopyShape),
});
export type AlertView = Static<typeof AlertShape>;

/** 抄送告警: body of a `notifyCopy` envelope about an alert. */
export const AlertCopyBody = Shape({
  /** The node that owns it, which need not be the sender. */
  ownerNode: Type.String(),
  /** Root … self. */
  jurisdictionPath: Type.Array(Type.String()),
  alert: AlertShape,
});
export type AlertCopyBody = Static<typeof AlertCopyBody>;
export const alertCopySchema = 'alert.copy';

export const AlertRuleShape = Shape({
  id: Type.String(),
  name: WordsShape,
  terminalType: Type.String(),
  characteristic: Type.String(),
  unit: Type.String(),
  comparator: OneOf(['above', 'below']),
  levels: Type.Array(
    Shape({
      level: Type.String(),
      name: WordsShape,
      rank: Type.Integer(),
      threshold: Type.Number(),
      source: Type.String(),
    }),
  ),
  holdMs: Type.Integer(),
  clearThreshold: Type.Number(),
  clearHoldMs: Type.Integer(),
  minRepeatMs: Type.Integer(),
  noDataAfterMs: Type.Optional(Type.Integer()),
  policy: Type.Optional(
    Shape({
      /** What the rule may do by itself. */
      acts: Type.Array(OneOf(['file', 'dispatch'])),
      minRank: Type.Integer(),
      minorClass: Type.String(),
      signedBy: ActorShape,
      signedAt: Time,
      validUntil: Type.Optional(Time),
    }),
  ),
});
export type AlertRuleView = Static<typeof AlertRuleShape>;

export const alertRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/alerts',
    access: 'alert.read',
    tag: 'alerts',
    summary: 'Alerts in the jurisdictions of the reader, newest first',
    query: Shape({
      state: Type.Optional(OneOf(['raised', 'cleared', 'all'])),
      terminalId: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    }),
    response: Type.Array(AlertShape),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/api/v1/alerts/:id',
    access: 'alert.read',
    tag: 'alerts',
    summary: 'One alert',
    params: IdParams,
    response: AlertShape,
  }),
  acknowledge: defineRoute({
    method: 'POST',
    path: '/api/v1/alerts/:id/acknowledge',
    access: 'alert.acknowledge',
    tag: 'alerts',
    summary: 'Acknowledge by name',
    params: IdParams,
    body: Shape({ version: Type.Integer(), note: Type.Optional(Note) }),
    response: AlertShape,
  }),
  rules: defineRoute({
    method: 'GET',
    path: '/api/v1/alert-rules',
    access: 'alert.read',
    tag: 'alerts',
    summary: 'Rules with their levels, sources and signed policy',
    response: Type.Array(AlertRuleShape),
  }),
  signPolicy: defineRoute({
    method: 'PUT',
    path: '/api/v1/alert-rules/:id/policy',
    access: 'alert.rule.sign',
    tag: 'alerts',
    summary: 'Sign what a rule may do by itself',
    params: IdParams,
    body: Shape({
      acts: Type.Array(OneOf(['file', 'dispatch']), { minItems: 1 }),
      minRank: Type.Integer({ minimum: 1 }),
      minorClass: Type.String(),
      validUntil: Type.Optional(Time),
    }),
    response: AlertRuleShape,
  }),
  withdrawPolicy: defineRoute({
    method: 'DELETE',
    path: '/api/v1/alert-rules/:id/policy',
    access: 'alert.rule.sign',
    tag: 'alerts',
    summary: 'Withdraw the policy: the rule proposes only',
    params: IdParams,
    response: AlertRuleShape,
  }),
} as const;
