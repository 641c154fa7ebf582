import { request as httpsRequest } from 'node:https';
import { type ExchangeRequest, linkPaths } from '@liandong/contract';

export type RawAnswer = { readonly status: number; readonly body: Record<string, unknown> };
type Identity = { readonly key?: string; readonly cert?: string };

export type RawPeer = {
  /** Sends any bytes to the exchange. */
  send(body: string | Uint8Array, headers?: Record<string, string>): Promise<RawAnswer>;
  /** Sends a well-formed exchange with these changes. */
  exchange(changes?: Partial<Record<keyof ExchangeRequest, unknown>>): Promise<RawAnswer>;
};

export const wellFormed = (from: string): Record<string, unknown> => ({
  protocol: 1,
  from,
  to: 'city',
  instanceId: `instance-of-${from}`,
  accepted: 0,
  settledTo: 0,
  envelopes: [],
  refusals: [],
  clock: { city: Date.now(), machine: Date.now(), hybrid: { wallMs: Date.now(), count: 0 } },
  auditHead: { seq: 0, hash: '' },
  pull: false,
  waitMs: 0,
});

/** A peer played by hand, to say what no honest node would. */
export const rawPeer = (url: string, from: string, identity: Identity): RawPeer => {
  const send: RawPeer['send'] = (body, headers = {}) =>
    new Promise((resolve, reject) => {
      const outgoing = httpsRequest(
        new URL(linkPaths.exchange, url),
        { method: 'POST', ...identity, rejectUnauthorized: false, agent: false, headers },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on('data', (part: Buffer) => parts.push(part));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(Buffer.concat(parts).toString()) }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return { send, exchange: (changes = {}) => send(JSON.stringify({ ...wellFormed(from), ...changes })) };
};

/** An envelope as the district would send it, with these changes. */
export const envelope = (seq: number, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  verb: 'feedback',
  from: 'district',
  to: 'city',
  objectKind: 'thing',
  objectId: `thing-${seq}`,
  objectVersion: 1,
  bodySchema: 'thing',
  bodyVersion: 1,
  exercise: false,
  hybridTime: { wallMs: Date.now(), count: 0 },
  sentAt: Date.now(),
  via: [],
  body: { n: seq },
  ...changes,
});
