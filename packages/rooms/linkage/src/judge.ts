import { EnvelopeShape, type LinkRefusal, type WireEnvelope } from '@liandong/contract';
import { type Envelope, maxClockDriftMs } from '@liandong/laws';
import { type Instant, type NodeId, type Refusal, refuse } from '@liandong/words';
import { Compile } from 'typebox/compile';
import type { Handlers, VerbHandler } from './handlers.ts';
import { isStorable } from './json-guard.ts';
import type { LinkageRefusalCode } from './refusals.ts';

const envelopeCheck = Compile(EnvelopeShape);

/** Content may pass this many nodes, as the contract's `via` allows. */
export const maxHops = 16;

const seqOf = (value: unknown): number | undefined => {
  if (typeof value !== 'object' || value === null || !('seq' in value)) return undefined;
  return Number.isSafeInteger(value.seq) && Number(value.seq) >= 0 ? Number(value.seq) : undefined;
};

export type Read = { readonly envelope: WireEnvelope } | { readonly refusal: LinkRefusal; readonly raw: unknown };

/** Parses one envelope; what it is not, it says. */
export const readEnvelope = (raw: unknown): Read => {
  if (envelopeCheck.Check(raw) && isStorable(raw)) return { envelope: raw };
  const seq = seqOf(raw);
  return { raw, refusal: { settled: false, code: 'link.malformed-envelope', ...(seq === undefined ? {} : { seq }) } };
};

/** Reasons to leave an envelope with its sender: it cannot be the true one at this place of the stream, or not yet. */
export const standsAgainst = (
  envelope: WireEnvelope,
  from: NodeId,
  own: NodeId,
  now: Instant,
): LinkageRefusalCode | undefined => {
  if (envelope.from !== from) return 'link.forged-sender';
  if (envelope.to !== own) return 'link.wrong-receiver';
  if (envelope.hybridTime.wallMs > now + maxClockDriftMs) return 'link.clock-drift';
  return undefined;
};

/**
 * Finds who takes an envelope.
 * @throws Refusal when it is to be held: the stream goes on behind it
 */
export const handlerFor = (
  wire: WireEnvelope,
  own: NodeId,
  handlers: Handlers,
): { handle: VerbHandler; envelope: Envelope } => {
  if (wire.via.includes(own)) throw refuse('link.loop', { via: wire.via });
  const { verb, objectKind, bodySchema, bodyVersion } = wire;
  const entry = handlers.find(verb, objectKind);
  if (entry === undefined) throw refuse('link.unknown-verb', { verb, objectKind });
  const { accepts } = entry;
  if (accepts !== undefined) {
    if (accepts.bodySchema !== bodySchema || !accepts.bodyVersions.includes(bodyVersion))
      throw refuse('link.unknown-body', { bodySchema, bodyVersion });
    if (!entry.isBody(wire.body)) throw refuse('link.malformed-body', { bodySchema, bodyVersion });
  }
  // The shape is checked and the verb is one that a handler was registered for.
  return { handle: entry.handle, envelope: wire as unknown as Envelope };
};

/** Code and data of a refusal, fit for jsonb and for the wire. */
export const refusalData = (refusal: Refusal): Record<string, never> => {
  const text = JSON.stringify(refusal.data);
  const data: unknown = text.length > 2_000 ? {} : JSON.parse(text);
  return (isStorable(data) ? data : {}) as Record<string, never>;
};
