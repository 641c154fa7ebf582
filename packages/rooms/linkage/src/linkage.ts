import type { LinkView } from '@liandong/contract';
import type { EnvelopeVerb } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import { type ActContext, type EnvelopeId, type NodeId, refuse } from '@liandong/words';
import type { BodyAccepted, DeliveredHandler, RefusedHandler, VerbHandler } from './handlers.ts';
import { type HeldEntry, newestHeld } from './held.ts';
import type { LinkListener } from './link-watch.ts';
import { createNetwork } from './network.ts';
import type { LinkageOptions } from './options.ts';
import type { Letter } from './outbox.ts';
import { createParts, recallHybrid } from './parts.ts';
import type { Peer } from './peer-book.ts';
import type { RefusedCounts } from './refused-log.ts';

/** 联动: the room that carries envelopes between nodes, once each and in order, whatever the link does. */
export type Linkage = {
  /** Reads the peers, opens the port, dials the superior. @throws link.no-certificate */
  start(): Promise<void>;
  /** Finishes what is being applied within `graceMs` (5 s); 0 drops everything at once, which loses nothing either. */
  stop(graceMs?: number): Promise<void>;
  /**
   * Writes an envelope in the caller's transaction: it is sent if and only if that commits.
   * @throws link.unknown-peer, link.too-large, link.loop, link.malformed-body
   */
  send(work: Work, letter: Letter): Promise<EnvelopeId>;
  /** Registers who takes a verb for a kind of object; before `start`. */
  onVerb(verb: EnvelopeVerb, objectKind: string, handle: VerbHandler, accepts?: BodyAccepted): void;
  /** Once an envelope, durably: the other node has it. */
  onDelivered(handle: DeliveredHandler): void;
  /** Once an envelope, durably: the other node holds it and says why. */
  onRefused(handle: RefusedHandler): void;
  /** Cuts a link by order, at once and in both directions, until it is mended. @throws link.unknown-peer */
  cut(peer: NodeId, context: ActContext): Promise<LinkView>;
  mend(peer: NodeId, context: ActContext): Promise<LinkView>;
  links(): Promise<readonly LinkView[]>;
  onLinkChange(listener: LinkListener): () => void;
  peers(): readonly Peer[];
  superior(): Peer | undefined;
  subordinates(): readonly Peer[];
  /** Reads the certificate folder again, renewing first when the certificate is near its end; done hourly by itself. */
  renewCertificate(): Promise<void>;
  /** Envelopes refused here or there, newest first. */
  held(limit?: number): Promise<readonly HeldEntry[]>;
  /** Exchanges refused at the door since the start, by code. */
  refusedCounts(): RefusedCounts;
  /** The link port, while it listens. */
  port(): number | undefined;
};

const usualGraceMs = 5_000;

export const createLinkage = (options: LinkageOptions): Linkage => {
  const { database } = options;
  const parts = createParts(options, (to) => network.wake(to));
  const network = createNetwork(options, parts);
  const { book, handlers, outbox, views, watch } = parts;

  const viewOf = async (peer: NodeId): Promise<LinkView> => {
    const found = (await views.all()).find((link) => link.peer === peer);
    if (found === undefined) throw refuse('link.unknown-peer', { node: peer });
    return found;
  };

  const setCut = (peer: NodeId, cut: boolean, context: ActContext): Promise<void> =>
    database.write(context, async (work) => {
      if (book.get(peer).cut === cut) return;
      await book.setCut(work, peer, cut);
      const type = cut ? 'LinkCut' : 'LinkMended';
      work.record({ type, objectKind: 'link', objectId: peer, jurisdictionPath: [], body: { peer } });
    });

  return {
    start: async () => {
      await book.load();
      await recallHybrid(database, parts.hybrid);
      await network.start();
      watch.start();
    },
    stop: async (graceMs = usualGraceMs) => {
      watch.stop();
      await network.stop(graceMs);
    },
    send: outbox.send,
    onVerb: handlers.onVerb,
    onDelivered: handlers.onDelivered,
    onRefused: handlers.onRefused,
    cut: async (peer, context) => {
      await setCut(peer, true, context);
      await network.cut(peer);
      return viewOf(peer);
    },
    mend: async (peer, context) => {
      await setCut(peer, false, context);
      network.mend(peer);
      return viewOf(peer);
    },
    links: views.all,
    onLinkChange: watch.onChange,
    peers: book.all,
    superior: () => book.all().find((peer) => peer.relation === 'superior'),
    subordinates: () => book.all().filter((peer) => peer.relation === 'subordinate'),
    renewCertificate: network.renewCertificate,
    held: (limit = 100) => newestHeld(database, limit),
    refusedCounts: parts.refused.counts,
    port: network.port,
  };
};
