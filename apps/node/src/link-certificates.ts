import path from 'node:path';
import { createAuthority, ensureNodeCertificate } from '@liandong/linkage';
import type { NodeConfig } from './node-config.ts';

/** Folder of a node's link key and certificate. */
export const linkDirectory = (config: Pick<NodeConfig, 'dataDirectory'>): string => path.join(config.dataDirectory, 'link');

/** The root superior keeps a small authority; every node of the federation gets its certificate from it. */
export const prepareLinks = async (dataDirectory: string, configs: readonly NodeConfig[]): Promise<void> => {
  const root = configs.find((config) => config.superior === undefined);
  const authority = await createAuthority(path.join(dataDirectory, root?.id ?? 'root', 'authority'));
  for (const config of configs) await ensureNodeCertificate(authority, config.id, linkDirectory(config));
};
