import { type LinkRefusal, type LinkTidings, linkProtocol } from '@liandong/contract';
import { type Envelope, maxClockDriftMs } from '@liandong/laws';
import type { Database } from '@liandong/platform';
import type { NodeId } from '@liandong/words';
import { refusalsToTell } from './held.ts';
import type { HybridClock } from './hybrid-clock.ts';
import type { Inbox } from './inbox.ts';
import type { LinkTruth } from './link-truth.ts';
import type { LinkLog } from './log.ts';
import type { Outbox } from './outbox.ts';
import { createTurns } from './pause.ts';
import type { AuditHead, PeerAnchors } from './peer-anchors.ts';
import type { Peer, PeerBook } from './peer-book.ts';
import type { Settlement } from './settlement.ts';

export type Heard = { readonly refusals: readonly LinkRefusal[]; readonly quarantined: boolean };

/** The half of an exchange that is the same on both sides. */
export type Tidings = {
  tell(peer: Peer, envelopes: readonly Envelope[], refusals: readonly LinkRefusal[]): Promise<LinkTidings>;
  /**
   * Takes in what a peer told; one after the other for one peer.
   * @throws link.unavailable when nothing can be written now
   */
  hear(peer: Peer, told: LinkTidings, clockOffsetMs: number, signal: AbortSignal): Promise<Heard>;
  /** How far the peer said it has got, latest word. */
  peerAccepted(node: NodeId): Promise<number>;
  idle(): Promise<void>;
};

type Options = {
  readonly database: Database;
  readonly node: NodeId;
  readonly instanceId: string;
  readonly eventHead: () => AuditHead;
  readonly book: PeerBook;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly settlement: Settlement;
  readonly anchors: PeerAnchors;
  readonly hybrid: HybridClock;
  readonly truth: LinkTruth;
  readonly log: LinkLog;
};

export const createTidings = (options: Options): Tidings => {
  const { database, node, instanceId, eventHead, book, inbox, outbox, settlement, anchors, hybrid, truth, log } =
    options;
  const { clock } = database;
  const turns = createTurns();
  const heard = new Map<NodeId, { readonly accepted: number; readonly settledTo: number }>();

  const refusedBy = (peer: Peer, code: string): void =>
    truth.note(peer.node, { lastRefusal: { code, at: clock.machine() } });

  const keepAnchor = async (peer: Peer, head: AuditHead): Promise<void> => {
    if (await anchors.keep(peer.node, head, clock.machine())) return;
    refusedBy(peer, 'link.audit-conflict');
    log.error({ peer: peer.node, seq: head.seq }, 'the audit chain of a peer was changed');
  };

  const takeIn = async (peer: Peer, told: LinkTidings, offsetMs: number, signal: AbortSignal): Promise<Heard> => {
    await keepAnchor(peer, told.auditHead);
    await settlement.settle(peer, told.accepted, told.refusals, signal);
    heard.set(peer.node, { accepted: told.accepted, settledTo: told.settledTo });
    const latest = told.refusals.at(-1);
    if (latest !== undefined) refusedBy(peer, latest.code);
    if (Math.abs(offsetMs) > maxClockDriftMs) {
      refusedBy(peer, 'link.clock-drift');
      await book.count(peer.node, { refused: told.envelopes.length });
      return { quarantined: true, refusals: [{ settled: false, code: 'link.clock-drift', data: { offsetMs } }] };
    }
    hybrid.hear(told.clock.hybrid);
    const refusals = await inbox.receive(peer, told.envelopes, signal);
    const own = refusals.at(-1);
    if (own !== undefined && own.code !== 'link.gap') refusedBy(peer, own.code);
    return { quarantined: false, refusals };
  };

  return {
    hear: (peer, told, offsetMs, signal) => turns.take(peer.node, () => takeIn(peer, told, offsetMs, signal)),
    tell: async (peer, envelopes, refusals) => {
      const accepted = await inbox.appliedSeq(peer.node);
      const { ackedSeq } = await outbox.sentSeq(peer.node);
      const settled = await refusalsToTell(database, peer.node, heard.get(peer.node)?.settledTo ?? 0, accepted);
      return {
        protocol: linkProtocol,
        from: node,
        to: peer.node,
        instanceId,
        accepted,
        settledTo: ackedSeq,
        envelopes: [...envelopes],
        refusals: [...settled, ...refusals],
        clock: { city: clock.city(), machine: clock.machine(), hybrid: { ...hybrid.now() } },
        auditHead: { ...eventHead() },
      };
    },
    peerAccepted: async (name) => heard.get(name)?.accepted ?? (await outbox.sentSeq(name)).ackedSeq,
    idle: turns.idle,
  };
};
