import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { dayMs, type NodeId, refuse } from '@liandong/words';
import { type Authority, issueNodeCertificate, type NodeCertificate } from './authority.ts';
import { readOptional, writeSecret } from './secret-file.ts';

/** Renewed when less than this is left. */
const renewBeforeDays = 30;

const nodeFile = (directory: string): string => path.join(directory, 'node.json');

/** Puts a node's key and certificate into its folder, as one file so that they can't fall apart. */
export const writeNodeCertificate = (directory: string, certificate: NodeCertificate): Promise<void> =>
  writeSecret(nodeFile(directory), `${JSON.stringify(certificate, undefined, 2)}\n`);

/**
 * Reads what `writeNodeCertificate` wrote.
 * @throws link.no-certificate
 */
export const readNodeCertificate = async (directory: string): Promise<NodeCertificate> => {
  const text = await readOptional(nodeFile(directory));
  if (text === undefined) throw refuse('link.no-certificate', { directory });
  const { key, certificate, authority } = JSON.parse(text) as Record<string, unknown>;
  if (typeof key !== 'string' || typeof certificate !== 'string' || typeof authority !== 'string')
    throw refuse('link.no-certificate', { directory });
  return { key, certificate, authority };
};

/** Whether a certificate has run out or will within thirty days. */
export const isNearExpiry = ({ certificate }: NodeCertificate, nowMs: number): boolean =>
  Date.parse(new X509Certificate(certificate).validTo) < nowMs + renewBeforeDays * dayMs;

/** Whether a certificate is this node's, of this authority and not near its end. */
const isGood = (own: NodeCertificate, authority: Authority, node: NodeId, nowMs: number): boolean =>
  own.authority === authority.certificatePem &&
  new X509Certificate(own.certificate).subject === `CN=${node}` &&
  !isNearExpiry(own, nowMs);

/**
 * Issues a certificate into the node's folder when there is none, or it is another authority's, or near its end.
 * @returns true when one was issued
 */
export const ensureNodeCertificate = async (
  authority: Authority,
  node: NodeId,
  directory: string,
  nowMs: number = Date.now(),
): Promise<boolean> => {
  if ((await readOptional(nodeFile(directory))) !== undefined) {
    if (isGood(await readNodeCertificate(directory), authority, node, nowMs)) return false;
  }
  await writeNodeCertificate(directory, await issueNodeCertificate(authority, node, nowMs));
  return true;
};
