// First: the certificate library doesn't load without it.
import './reflect-metadata.ts';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { dayMs, type NodeId } from '@liandong/words';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { checkNodeName } from './node-name.ts';
import { readOptional, writeSecret } from './secret-file.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const authorityDays = 3650;
const nodeDays = 397;
/** Certificates count from before they are made: a peer's clock may be a day behind. */
const leewayDays = 2;

/** 认证机构: the small certificate authority of one federation; its key never leaves the root node's data folder. */
export type Authority = {
  readonly certificate: X509Certificate;
  readonly certificatePem: string;
  readonly key: CryptoKey;
};

/** A node's key and certificate and the authority that vouches for its peers, all PEM. */
export type NodeCertificate = { readonly key: string; readonly certificate: string; readonly authority: string };

const validFor = (days: number, nowMs: number) => ({
  notBefore: new Date(nowMs - leewayDays * dayMs),
  notAfter: new Date(nowMs + days * dayMs),
});

/** Positive and never zero, as RFC 5280 §4.1.2.2 wants it. */
const serialNumber = (): string => `4${randomBytes(15).toString('hex').slice(1)}`;

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const keyToPem = async (key: CryptoKey): Promise<string> =>
  PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
const keyFromPem = (pem: string): Promise<CryptoKey> => {
  const [bytes] = PemConverter.decode(pem);
  if (bytes === undefined) throw new Error('no private key in the PEM text');
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, true, ['sign']);
};

const makeAuthority = async (nowMs: number): Promise<{ certificatePem: string; keyPem: string }> => {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      // Two federations on one machine must not be mistaken for each other.
      name: `CN=Liandong link authority ${randomBytes(4).toString('hex')}`,
      ...validFor(authorityDays, nowMs),
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return { certificatePem: certificate.toString('pem'), keyPem: await keyToPem(keys.privateKey) };
};

/**
 * Opens the certificate authority kept in `directory`, or makes it the first time (ECDSA P-256, ten years).
 * @param nowMs machine time, epoch milliseconds
 */
export const createAuthority = async (directory: string, nowMs: number = Date.now()): Promise<Authority> => {
  const keyFile = path.join(directory, 'authority.key');
  const certificateFile = path.join(directory, 'authority.pem');
  let keyPem = await readOptional(keyFile);
  let certificatePem = await readOptional(certificateFile);
  if (keyPem === undefined || certificatePem === undefined) {
    ({ keyPem, certificatePem } = await makeAuthority(nowMs));
    await writeSecret(keyFile, keyPem);
    await writeSecret(certificateFile, certificatePem);
  }
  return { certificate: new X509Certificate(certificatePem), certificatePem, key: await keyFromPem(keyPem) };
};

/**
 * Makes a key and a certificate for a node: CN = its id, valid for 397 days, for this machine and the node's name.
 * @throws link.bad-node-name
 */
export const issueNodeCertificate = async (
  authority: Authority,
  node: NodeId,
  nowMs: number = Date.now(),
): Promise<NodeCertificate> => {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: `CN=${checkNodeName(node)}`,
      issuer: authority.certificate.subject,
      ...validFor(nodeDays, nowMs),
      signingAlgorithm: algorithm,
      publicKey: keys.publicKey,
      signingKey: authority.key,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth], false),
        new SubjectAlternativeNameExtension([
          { type: 'dns', value: node },
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
        ]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        await AuthorityKeyIdentifierExtension.create(authority.certificate, false, crypto),
      ],
    },
    crypto,
  );
  return {
    key: await keyToPem(keys.privateKey),
    certificate: certificate.toString('pem'),
    authority: authority.certificatePem,
  };
};
