import path from 'node:path';
import type { LinkedNode } from '@liandong/alerting';
import { createAuthority, ensureNodeCertificate, type PeerConfig } from '@liandong/linkage';
import { host, type NodeConfig } from './node-config.ts';

/** Folder of a node's link key and certificate. */
export const linkDirectory = (config: Pick<NodeConfig, 'dataDirectory'>): string =>
  path.join(config.dataDirectory, 'link');

/** The root superior keeps a small authority; every node of the federation gets its certificate from it. */
export const prepareLinks = async (configs: readonly NodeConfig[]): Promise<void> => {
  const root = configs.find((config) => config.superior === undefined);
  if (root === undefined) throw new Error('a federation needs a node without a superior');
  const authority = await createAuthority(path.join(root.dataDirectory, 'authority'));
  for (const config of configs) await ensureNodeCertificate(authority, config.id, linkDirectory(config));
};

/** The superior and the subordinates of a node, with the jurisdictions that they serve. */
export const linkedNodes = (config: NodeConfig, configs: readonly NodeConfig[]): readonly LinkedNode[] =>
  linkPeers(config, configs).map(({ node, relation }) => ({
    id: node,
    relation,
    serves: configs.find((peer) => peer.id === node)?.serves ?? [],
  }));

/** How a node reaches its superior and its subordinates. */
export const linkPeers = (config: NodeConfig, configs: readonly NodeConfig[]): readonly PeerConfig[] =>
  configs.flatMap((peer): readonly PeerConfig[] => {
    if (peer.id === config.superior) {
      return [{ node: peer.id, name: peer.name, relation: 'superior', url: `https://${host}:${peer.linkPort}` }];
    }
    return peer.superior === config.id ? [{ node: peer.id, name: peer.name, relation: 'subordinate' }] : [];
  });
