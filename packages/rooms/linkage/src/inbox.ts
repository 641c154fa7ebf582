import type { LinkRefusal, WireEnvelope } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type NodeId, Refusal } from '@liandong/words';
import { linkContext, peerContext } from './contexts.ts';
import type { Handlers } from './handlers.ts';
import { hold } from './held.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { appliedSeq, conflictsOf, isApplied, lockCursor, moveCursor, type Outcome } from './inbox-store.ts';
import { handlerFor, readEnvelope, refusalData, standsAgainst } from './judge.ts';
import type { LinkLog } from './log.ts';
import type { Peer, PeerBook } from './peer-book.ts';
import { withRetries } from './retry.ts';

export type Inbox = {
  /**
   * Applies what comes next in the peer's stream, each envelope in a transaction of its own. Calls for one peer must
   * not overlap. Refusals that it returns are unsettled: the envelope stays with its sender.
   * @throws link.unavailable when nothing can be written now
   */
  receive(peer: Peer, raw: readonly unknown[], signal: AbortSignal): Promise<readonly LinkRefusal[]>;
  appliedSeq(from: NodeId): Promise<number>;
};

type Options = {
  readonly database: Database;
  readonly node: NodeId;
  readonly book: PeerBook;
  readonly hybrid: HybridClock;
  readonly handlers: Handlers;
  readonly log: LinkLog;
  readonly retryFirstWaitMs: number;
};

/** A defect is tried this often, then the envelope is held and the stream goes on. */
const maxTries = 5;

type Run = { readonly repeated: readonly WireEnvelope[]; readonly held: number; readonly gap: readonly LinkRefusal[] };

const gapBefore = ({ seq }: WireEnvelope, cursor: number): readonly LinkRefusal[] =>
  seq > cursor + 1 ? [{ settled: false, code: 'link.gap', seq, data: { expected: cursor + 1 } }] : [];

/** Creates the inbox. HOT PATH of the link: one transaction and five statements an envelope, besides the handler's. */
export const createInbox = ({ database, node, book, hybrid, handlers, log, retryFirstWaitMs }: Options): Inbox => {
  const apply = (peer: Peer, wire: WireEnvelope): Promise<Outcome> =>
    database.write(peerContext(node, peer, wire.exercise), async (work) => {
      if ((await lockCursor(work, peer.node)) !== wire.seq - 1) return 'duplicate';
      const outcome = (await isApplied(work, wire)) ? 'duplicate' : 'applied';
      if (outcome === 'applied') {
        const { handle, envelope } = handlerFor(wire, node, handlers);
        hybrid.hear(wire.hybridTime);
        await handle(envelope, work);
      }
      await moveCursor(work, wire, outcome, hybrid.now());
      return outcome;
    });

  const holdIt = (peer: Peer, wire: WireEnvelope, refusal: Refusal): Promise<Outcome> =>
    database.write(linkContext(node), async (work) => {
      if ((await lockCursor(work, peer.node)) !== wire.seq - 1) return 'duplicate';
      const { code } = refusal;
      const about = { direction: 'in', peer: peer.node, seq: wire.seq, envelopeId: wire.id, settled: true } as const;
      await hold(work, { ...about, code, data: refusalData(refusal), envelope: wire });
      await moveCursor(work, wire, 'held', hybrid.now());
      return 'held';
    });

  const applyOrHold = async (peer: Peer, wire: WireEnvelope, signal: AbortSignal): Promise<Outcome> => {
    const retry = { firstWaitMs: retryFirstWaitMs, signal };
    try {
      return await withRetries({ ...retry, tries: maxTries }, () => apply(peer, wire));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'link.unavailable') throw error;
      const refusal = error instanceof Refusal ? error : new Refusal('link.defect');
      const about = { peer: peer.node, seq: wire.seq, envelopeId: wire.id, code: refusal.code };
      if (error instanceof Refusal) log.warn(about, 'envelope held');
      else log.error({ ...about, error }, 'envelope held after a defect');
      return await withRetries({ ...retry, tries: 2 }, () => holdIt(peer, wire, refusal));
    }
  };

  const keepRefused = async (peer: Peer, refusals: readonly (LinkRefusal & { raw?: unknown })[]): Promise<void> => {
    if (refusals.length === 0) return;
    await database.write(linkContext(node), async (work) => {
      for (const { seq, envelopeId, code, raw } of refusals) {
        await hold(work, {
          direction: 'in',
          peer: peer.node,
          seq,
          envelopeId,
          code,
          data: {},
          envelope: raw,
          settled: false,
        });
      }
    });
  };

  /** The envelopes that may belong to this stream, in order, and what is to be said against the others. */
  const sort = (peer: Peer, raw: readonly unknown[]) => {
    const refusals: (LinkRefusal & { raw?: unknown })[] = [];
    const envelopes: WireEnvelope[] = [];
    for (const read of raw.map(readEnvelope)) {
      if ('refusal' in read) refusals.push({ ...read.refusal, raw: read.raw });
      else {
        const { envelope } = read;
        const code = standsAgainst(envelope, peer.node, node, database.clock.machine());
        if (code === undefined) envelopes.push(envelope);
        else refusals.push({ settled: false, code, seq: envelope.seq, envelopeId: envelope.id, raw: envelope });
      }
    }
    return { refusals, envelopes: envelopes.toSorted((a, b) => a.seq - b.seq) };
  };

  const deal = async (
    peer: Peer,
    wire: WireEnvelope,
    cursor: number,
    signal: AbortSignal,
  ): Promise<Outcome | 'stop'> => {
    if (wire.seq <= cursor) return 'duplicate';
    if (wire.seq > cursor + 1 || signal.aborted || book.get(peer.node).cut) return 'stop';
    return applyOrHold(peer, wire, signal);
  };

  /** Applies from the cursor on until the first gap. */
  const applyInOrder = async (peer: Peer, envelopes: readonly WireEnvelope[], signal: AbortSignal): Promise<Run> => {
    let cursor = await appliedSeq(database, peer.node);
    const repeated: WireEnvelope[] = [];
    let held = 0;
    for (const wire of envelopes) {
      const outcome = await deal(peer, wire, cursor, signal);
      if (outcome === 'stop') return { repeated, held, gap: gapBefore(wire, cursor) };
      if (outcome === 'held') held += 1;
      if (outcome === 'duplicate') repeated.push(wire);
      cursor = Math.max(cursor, wire.seq);
    }
    return { repeated, held, gap: [] };
  };

  const receive: Inbox['receive'] = async (peer, raw, signal) => {
    if (raw.length === 0) return [];
    const { refusals, envelopes } = sort(peer, raw);
    const { repeated, held, gap } = await applyInOrder(peer, envelopes, signal);
    const conflicts = await conflictsOf(database, peer.node, repeated);
    for (const wire of conflicts) {
      refusals.push({ settled: false, code: 'link.sequence-conflict', seq: wire.seq, envelopeId: wire.id, raw: wire });
    }
    await keepRefused(peer, refusals);
    // A gap is what loss on the way looks like: said, so that it is sent again, but not counted against the peer.
    await book.count(peer.node, { duplicates: repeated.length - conflicts.length, refused: refusals.length + held });
    const told = refusals.map(({ raw: _, ...refusal }) => refusal);
    return [...told, ...gap];
  };

  return { receive, appliedSeq: (from) => appliedSeq(database, from) };
};
