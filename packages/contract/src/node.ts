import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { ActorShape, Nothing, OneOf, Shape, Time, WordsShape } from './schemas.ts';

/** connected: acknowledged within seconds · silent: nothing heard, so the other side is unknown · cut: by order here. */
export const LinkShape = Shape({
  peer: Type.String(),
  peerName: WordsShape,
  relation: OneOf(['superior', 'subordinate']),
  state: OneOf(['connected', 'silent', 'cut', 'never']),
  lastContactAt: Type.Optional(Time),
  /** What we know of the other side is from then: unknown since. */
  unknownSince: Type.Optional(Time),
  roundTripMs: Type.Optional(Type.Number()),
  clockOffsetMs: Type.Optional(Type.Number()),
  backlog: Type.Integer(),
  oldestUnacknowledgedAt: Type.Optional(Time),
  sent: Type.Integer(),
  applied: Type.Integer(),
  duplicates: Type.Integer(),
  refused: Type.Integer(),
  /** The last thing that one side refused the other, e.g. `link.identity-conflict`. */
  lastRefusal: Type.Optional(Shape({ code: Type.String(), at: Time })),
});
export type LinkView = Static<typeof LinkShape>;

/** Exchanges of strangers and the like have no peer to be counted at; held letters wait for an engineer. */
export const LinkTroubleShape = Shape({
  refused: Type.Array(Shape({ code: Type.String(), text: WordsShape, count: Type.Integer() })),
  held: Type.Array(
    Shape({
      id: Type.String(),
      direction: OneOf(['in', 'out']),
      peer: Type.String(),
      seq: Type.Optional(Type.Integer()),
      code: Type.String(),
      text: WordsShape,
      heldAt: Time,
    }),
  ),
});
export type LinkTrouble = Static<typeof LinkTroubleShape>;

export const ClockStateShape = Shape({
  city: Time,
  machine: Time,
  speed: Type.Number(),
  mode: OneOf(['machine', 'replay']),
});

export const NodeShape = Shape({
  id: Type.String(),
  name: WordsShape,
  tier: Type.String(),
  tierName: WordsShape,
  version: Type.String(),
  /** Jurisdictions it serves; the first is shown in the title. */
  serves: Type.Array(Type.String()),
  zone: Type.String({ description: 'IANA time zone of the city' }),
  generated: Type.Boolean({ description: 'the data of this node are generated or replayed' }),
  demonstration: Type.Boolean(),
  clock: ClockStateShape,
  center: Type.Optional(Shape({ lon: Type.Number(), lat: Type.Number(), zoom: Type.Number() })),
});
export type NodeView = Static<typeof NodeShape>;

export const AuditRowShape = Shape({
  seq: Type.Integer(),
  at: Time,
  recordedAt: Time,
  type: Type.String(),
  actor: ActorShape,
  onBehalfOf: Type.Optional(Type.String()),
  node: Type.String(),
  objectKind: Type.String(),
  objectId: Type.String(),
  body: Nothing,
  hash: Type.String(),
});

export const AuditVerdictShape = Shape({
  intact: Type.Boolean(),
  records: Type.Integer(),
  anchors: Type.Integer(),
  firstBadSeq: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
});
export type AuditVerdict = Static<typeof AuditVerdictShape>;

export const nodeRoutes = {
  node: defineRoute({
    method: 'GET',
    path: '/api/v1/node',
    access: 'public',
    tag: 'node',
    summary: 'Which node this is',
    response: NodeShape,
  }),
  order: defineRoute({
    method: 'POST',
    path: '/api/v1/demonstration/events',
    access: 'system.manage',
    tag: 'node',
    summary: 'Bring about an event in the simulated city, e.g. `rain`; without a name the answer lists what it knows',
    body: Shape({
      event: Type.Optional(Type.String({ maxLength: 40 })),
      /** Code of the terminal, street or asset where it happens; a fitting place when absent. */
      at: Type.Optional(Type.String({ maxLength: 80 })),
    }),
    response: Shape({
      events: Type.Array(Shape({ id: Type.String(), name: WordsShape })),
      /** Where it happens now, and until when. */
      started: Type.Optional(Shape({ event: Type.String(), at: Type.String(), place: Type.String(), until: Time })),
    }),
  }),
  health: defineRoute({
    method: 'GET',
    path: '/healthz',
    access: 'public',
    tag: 'node',
    summary: '200 when ready: node, tier, version, links',
    response: Shape({
      status: Type.Literal('ready'),
      node: Type.String(),
      tier: Type.String(),
      version: Type.String(),
      links: Type.Array(Shape({ peer: Type.String(), state: Type.String() })),
    }),
  }),
  links: defineRoute({
    method: 'GET',
    path: '/api/v1/links',
    access: 'link.read',
    tag: 'node',
    summary: 'Links to superior and subordinates, as they really are',
    response: Type.Array(LinkShape),
  }),
  refusedLetters: defineRoute({
    method: 'GET',
    path: '/api/v1/links/refused',
    access: 'link.read',
    tag: 'node',
    summary: 'What was refused at the link port since the start, by code, and the newest letters that are held',
    response: LinkTroubleShape,
  }),
  cut: defineRoute({
    method: 'POST',
    path: '/api/v1/links/:peer/cut',
    access: 'link.manage',
    tag: 'node',
    summary: 'Cut a link (demonstration and maintenance)',
    params: Shape({ peer: Type.String() }),
    response: LinkShape,
  }),
  mend: defineRoute({
    method: 'POST',
    path: '/api/v1/links/:peer/mend',
    access: 'link.manage',
    tag: 'node',
    summary: 'Mend a link that was cut by order',
    params: Shape({ peer: Type.String() }),
    response: LinkShape,
  }),
  setClock: defineRoute({
    method: 'PUT',
    path: '/api/v1/clock',
    access: 'system.manage',
    tag: 'node',
    summary: 'Move the city clock (replay), or give it back to the machine clock',
    body: Type.Union([
      Shape({ mode: Type.Literal('machine') }),
      Shape({ mode: Type.Literal('replay'), city: Time, speed: Type.Number({ minimum: 0, maximum: 100_000 }) }),
    ]),
    response: ClockStateShape,
  }),
  audit: defineRoute({
    method: 'GET',
    path: '/api/v1/audit',
    access: 'audit.read',
    tag: 'node',
    summary: 'The newest records of the audit chain',
    query: Shape({
      before: Type.Optional(Type.Integer()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    }),
    response: Type.Array(AuditRowShape),
  }),
  verifyAudit: defineRoute({
    method: 'POST',
    path: '/api/v1/audit/verify',
    access: 'audit.read',
    tag: 'node',
    summary: 'Recompute the chain and compare it with the anchors',
    response: AuditVerdictShape,
  }),
} as const;
