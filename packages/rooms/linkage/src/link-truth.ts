import type { Instant, NodeId } from '@liandong/words';

/** What is known of a link at the moment; nothing of it is guessed. */
export type LinkState = {
  /** We heard them. */
  readonly lastContactAt?: Instant;
  /** They heard us, and we know it. */
  readonly acknowledgedAt?: Instant;
  readonly roundTripMs?: number;
  readonly clockOffsetMs?: number;
  readonly lastRefusal?: { readonly code: string; readonly at: Instant };
};

export type LinkTruth = {
  of(node: NodeId): LinkState;
  note(node: NodeId, news: LinkState): void;
  isConnected(node: NodeId, now: Instant): boolean;
};

/** Remembers contacts in memory; after a restart every link is silent until it has answered. */
export const createLinkTruth = (connectedMs: number): LinkTruth => {
  const states = new Map<NodeId, LinkState>();
  const of = (node: NodeId): LinkState => states.get(node) ?? {};
  return {
    of,
    note: (node, news) => {
      const known = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined));
      states.set(node, { ...of(node), ...known });
    },
    isConnected: (node, now) => {
      const at = of(node).acknowledgedAt;
      // A machine clock that was set back must not keep a dead link alive.
      return at !== undefined && Math.abs(now - at) <= connectedMs;
    },
  };
};
