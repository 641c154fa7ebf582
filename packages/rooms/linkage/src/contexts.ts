import type { ActContext, NodeId } from '@liandong/words';
import type { Peer } from './peer-book.ts';

/** Acts that the link itself does: numbering, counting, holding. */
export const linkContext = (node: NodeId): ActContext => ({
  actor: { kind: 'system', id: 'linkage', name: 'linkage' },
  node,
  exercise: false,
});

/** Acts done here because a peer said so. */
export const peerContext = (node: NodeId, peer: Peer, exercise: boolean): ActContext => ({
  actor: { kind: 'node', id: peer.node, name: peer.name['zh-Hans'] },
  node,
  exercise,
});
