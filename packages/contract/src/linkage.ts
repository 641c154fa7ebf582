import { type Static, Type } from 'typebox';

/** A position in a stream: 0 before the first envelope. Safe integers only, so that no counter passes through a float. */
const Position = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const EpochMs = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
const Name = Type.String({ minLength: 1, maxLength: 120 });
const Node = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });

/*
 * Objects of this file are open: a member that a newer node adds is let pass. A closed shape would stop the stream
 * between two releases.
 */

export const HybridTimeShape = Type.Object({ wallMs: EpochMs, count: Position });

/** An envelope as it crosses; verbs stay text, so that an unknown one can be held instead of stopping the stream. */
export const EnvelopeShape = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  verb: Type.String({ minLength: 1, maxLength: 40 }),
  from: Node,
  to: Node,
  objectKind: Name,
  objectId: Name,
  objectVersion: Position,
  bodySchema: Name,
  bodyVersion: Position,
  deadline: Type.Optional(EpochMs),
  exercise: Type.Boolean(),
  hybridTime: HybridTimeShape,
  sentAt: EpochMs,
  via: Type.Array(Node, { maxItems: 16 }),
  body: Type.Record(Type.String(), Type.Unknown()),
});
export type WireEnvelope = Static<typeof EnvelopeShape>;

/** Why an envelope was not applied. */
export const LinkRefusalShape = Type.Object({
  /** Held for good, the stream goes on behind it; otherwise it was left with its sender and may come again. */
  settled: Type.Boolean(),
  seq: Type.Optional(Position),
  envelopeId: Type.Optional(Type.String({ maxLength: 80 })),
  code: Type.String({ maxLength: 80 }),
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type LinkRefusal = Static<typeof LinkRefusalShape>;

/** What either side of an exchange tells the other. */
const tidings = {
  protocol: Type.Integer(),
  from: Node,
  to: Node,
  /** Made once at the node's first start: two installations with one name are told apart by it. */
  instanceId: Type.String({ minLength: 1, maxLength: 80 }),
  /** Every envelope of yours up to this one is applied or held here. */
  accepted: Position,
  /** Your `accepted` and refusals up to this one are on record here. */
  settledTo: Position,
  /** Checked one by one: a broken envelope must not take the others with it. */
  envelopes: Type.Array(Type.Unknown(), { maxItems: 1000 }),
  refusals: Type.Array(LinkRefusalShape, { maxItems: 2500 }),
  clock: Type.Object({ city: EpochMs, machine: EpochMs, hybrid: HybridTimeShape }),
  /** Head of the sender's audit chain, anchored at the receiver. */
  auditHead: Type.Object({ seq: Position, hash: Type.String({ maxLength: 200 }) }),
};

/** Asked by the subordinate, which dials: works where connections can be made in one direction only. */
export const ExchangeRequestShape = Type.Object({
  ...tidings,
  /** Wants envelopes; waits up to `waitMs` for the first. */
  pull: Type.Boolean(),
  waitMs: Type.Integer({ minimum: 0, maximum: 15_000 }),
  /** Machine time of the last answer heard, given back: proof that answers arrive. */
  echo: Type.Optional(EpochMs),
  roundTripMs: Type.Optional(Type.Number({ minimum: 0 })),
  /** Where this node's own link port is, if it has one; used for pokes only. */
  url: Type.Optional(Type.String({ maxLength: 300, pattern: '^https://' })),
});
export type ExchangeRequest = Static<typeof ExchangeRequestShape>;

export const ExchangeResponseShape = Type.Object({
  ...tidings,
  /** Time between request and answer at the answering node, in milliseconds. */
  heldMs: Type.Number({ minimum: 0 }),
});
export type ExchangeResponse = Static<typeof ExchangeResponseShape>;
export type LinkTidings = Pick<ExchangeResponse, keyof typeof tidings>;

/** "I am back": the other side dials at once instead of waiting out its back-off. */
export const PokeShape = Type.Object({ protocol: Type.Integer(), from: Node });
export const PokeAnswerShape = Type.Object({ heard: Type.Boolean() });

/** The link's own port; not part of the API of people and devices. */
export const linkPaths = { exchange: '/link/v1/exchange', poke: '/link/v1/poke' } as const;
/** Protocol version that this build speaks. */
export const linkProtocol = 1;
