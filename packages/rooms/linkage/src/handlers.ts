import type { Envelope, EnvelopeVerb } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** Does what an envelope asks, inside the transaction that marks it applied; a Refusal holds the envelope. */
export type VerbHandler = (envelope: Envelope, work: Work) => Promise<void>;
export type DeliveredHandler = (envelope: Envelope, work: Work) => Promise<void>;
export type RefusedHandler = (envelope: Envelope, code: string, work: Work) => Promise<void>;

/** Which bodies a handler understands; others are held as link.unknown-body or link.malformed-body. */
export type BodyAccepted = {
  readonly bodySchema: string;
  readonly bodyVersions: readonly number[];
  readonly body?: TSchema;
};

type Entry = {
  readonly handle: VerbHandler;
  readonly accepts: BodyAccepted | undefined;
  readonly isBody: (body: unknown) => boolean;
};

export type Handlers = {
  onVerb(verb: EnvelopeVerb, objectKind: string, handle: VerbHandler, accepts?: BodyAccepted): void;
  onDelivered(handle: DeliveredHandler): void;
  onRefused(handle: RefusedHandler): void;
  find(verb: string, objectKind: string): Entry | undefined;
  readonly delivered: readonly DeliveredHandler[];
  readonly refused: readonly RefusedHandler[];
};

/** Who takes which envelope, and who wants to hear of receipts. */
export const createHandlers = (): Handlers => {
  const entries = new Map<string, Entry>();
  const delivered: DeliveredHandler[] = [];
  const refused: RefusedHandler[] = [];
  const key = (verb: string, objectKind: string): string => `${verb} ${objectKind}`;
  return {
    onVerb: (verb, objectKind, handle, accepts) => {
      if (entries.has(key(verb, objectKind))) throw new Error(`${verb} for ${objectKind} is taken twice`);
      const compiled = accepts?.body === undefined ? undefined : Compile(accepts.body);
      entries.set(key(verb, objectKind), { handle, accepts, isBody: (body) => compiled?.Check(body) ?? true });
    },
    onDelivered: (handle) => {
      delivered.push(handle);
    },
    onRefused: (handle) => {
      refused.push(handle);
    },
    find: (verb, objectKind) => entries.get(key(verb, objectKind)),
    delivered,
    refused,
  };
};
