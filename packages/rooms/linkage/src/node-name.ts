import { type NodeId, refuse } from '@liandong/words';

/**
 * Checks that a node's name can stand in a certificate and in a DNS label.
 * @throws link.bad-node-name
 */
export const checkNodeName = (node: NodeId): NodeId => {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(node)) throw refuse('link.bad-node-name', { node });
  return node;
};
