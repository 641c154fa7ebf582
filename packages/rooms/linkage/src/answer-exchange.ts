import { type ExchangeRequest, ExchangeRequestShape, linkProtocol } from '@liandong/contract';
import type { Envelope } from '@liandong/laws';
import type { Clock } from '@liandong/platform';
import { instant, type NodeId, refuse } from '@liandong/words';
import { Compile } from 'typebox/compile';
import { maxExchangesPerPeer } from './link-limits.ts';
import type { LinkAnswer } from './link-server.ts';
import type { LinkTruth } from './link-truth.ts';
import type { Outbox } from './outbox.ts';
import { createGate, type Gate } from './pause.ts';
import type { Peer, PeerBook } from './peer-book.ts';
import type { Tidings } from './tidings.ts';

export type ExchangeAnswerer = {
  readonly answer: LinkAnswer;
  /** There is something for this peer now. */
  wake(node: NodeId): void;
};

type Options = {
  readonly node: NodeId;
  readonly clock: Clock;
  readonly book: PeerBook;
  readonly outbox: Outbox;
  readonly tidings: Tidings;
  readonly truth: LinkTruth;
  /** Aborted when the node stops: who waits is answered at once. */
  readonly stopping: AbortSignal;
  readonly onContact: (node: NodeId) => void;
};

const requestCheck = Compile(ExchangeRequestShape);

const readRequest = (value: unknown): ExchangeRequest => {
  const protocol = typeof value === 'object' && value !== null && 'protocol' in value ? value.protocol : undefined;
  if (typeof protocol === 'number' && protocol !== linkProtocol) throw refuse('link.unknown-protocol', { protocol });
  if (!requestCheck.Check(value)) throw refuse('link.malformed');
  return value;
};

/** Answers the exchanges that subordinates begin. */
export const createExchangeAnswerer = (options: Options): ExchangeAnswerer => {
  const { node, clock, book, outbox, tidings, truth, stopping, onContact } = options;
  const running = new Map<NodeId, number>();
  /** The question of each peer that waits for an envelope; a newer one of the same peer takes its place. */
  const waiting = new Map<NodeId, Gate>();

  const admit = async (from: NodeId, request: ExchangeRequest): Promise<Peer> => {
    if (book.find(from) === undefined || request.from !== from || request.to !== node) throw refuse('link.stranger');
    await book.bindInstance(from, request.instanceId);
    const peer = book.get(from);
    if (peer.cut) throw refuse('link.cut');
    if ((running.get(from) ?? 0) >= maxExchangesPerPeer) throw refuse('link.busy');
    return peer;
  };

  const noteContact = async (peer: Peer, request: ExchangeRequest): Promise<number> => {
    const now = clock.machine();
    const clockOffsetMs = request.clock.machine - now;
    truth.note(peer.node, {
      lastContactAt: now,
      clockOffsetMs,
      // They heard us when they give back a time that we told.
      ...(request.echo === undefined || request.echo > now ? {} : { acknowledgedAt: instant(request.echo) }),
      ...(request.roundTripMs === undefined ? {} : { roundTripMs: request.roundTripMs }),
    });
    if (request.url !== undefined) await book.setUrl(peer.node, request.url);
    onContact(peer.node);
    return clockOffsetMs;
  };

  /** What waits for the peer, or comes within the time it is ready to wait. */
  const next = async (peer: Peer, request: ExchangeRequest, signal: AbortSignal): Promise<readonly Envelope[]> => {
    const gate = createGate();
    waiting.get(peer.node)?.open();
    waiting.set(peer.node, gate);
    try {
      const ready = await outbox.batch(peer.node, request.accepted);
      if (ready.length > 0 || request.waitMs === 0) return ready;
      await gate.wait(request.waitMs, AbortSignal.any([signal, stopping]));
      const displaced = waiting.get(peer.node) !== gate;
      return displaced || signal.aborted || stopping.aborted ? [] : await outbox.batch(peer.node, request.accepted);
    } finally {
      if (waiting.get(peer.node) === gate) waiting.delete(peer.node);
    }
  };

  const serve = async (peer: Peer, request: ExchangeRequest, signal: AbortSignal): Promise<object> => {
    const begun = performance.now();
    const offsetMs = await noteContact(peer, request);
    // Not the connection's signal: what has come is applied, also when the peer doesn't wait for the answer.
    const { refusals, quarantined } = await tidings.hear(peer, request, offsetMs, stopping);
    const envelopes = request.pull && !quarantined ? await next(peer, request, signal) : [];
    if (book.get(peer.node).cut) throw refuse('link.cut');
    const told = await tidings.tell(peer, envelopes, refusals);
    return { ...told, heldMs: performance.now() - begun };
  };

  return {
    answer: async (from, value, signal) => {
      const request = readRequest(value);
      const peer = await admit(from, request);
      running.set(from, (running.get(from) ?? 0) + 1);
      try {
        return await serve(peer, request, signal);
      } finally {
        running.set(from, (running.get(from) ?? 1) - 1);
      }
    },
    wake: (to) => waiting.get(to)?.open(),
  };
};
