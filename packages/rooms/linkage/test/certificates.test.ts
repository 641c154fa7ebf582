import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  createAuthority,
  ensureNodeCertificate,
  issueNodeCertificate,
  readNodeCertificate,
  writeNodeCertificate,
} from '@liandong/linkage';
import { type Cleanup, cityAndDistrict, nodeId, until } from './federation.ts';

const folder = async (t: Cleanup): Promise<string> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'liandong-ca-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
};
const dayMs = 86_400_000;

describe('the certificate authority of a federation', () => {
  it('is made once and opened again later', async (t) => {
    const directory = await folder(t);
    const made = await createAuthority(directory);
    const opened = await createAuthority(directory);
    assert.equal(opened.certificatePem, made.certificatePem);
    assert.ok(new X509Certificate(made.certificatePem).ca);
  });

  it('issues certificates that name the node and this machine, and that are no authorities themselves', async (t) => {
    const authority = await createAuthority(await folder(t));
    const issued = await issueNodeCertificate(authority, nodeId('street-7'));
    const certificate = new X509Certificate(issued.certificate);
    assert.equal(certificate.subject, 'CN=street-7');
    assert.equal(certificate.subjectAltName, 'DNS:street-7, DNS:localhost, IP Address:127.0.0.1');
    assert.equal(certificate.ca, false);
    assert.ok(certificate.verify(new X509Certificate(issued.authority).publicKey));
    assert.ok(Date.parse(certificate.validTo) > Date.now() + 300 * dayMs);
  });

  it('keeps keys where only their owner can read them', async (t) => {
    const directory = await folder(t);
    const authority = await createAuthority(path.join(directory, 'authority'));
    await ensureNodeCertificate(authority, nodeId('city'), path.join(directory, 'city'));
    for (const sub of ['authority', 'city']) {
      assert.equal((await stat(path.join(directory, sub))).mode & 0o777, 0o700);
      for (const file of await readdir(path.join(directory, sub))) {
        assert.equal((await stat(path.join(directory, sub, file))).mode & 0o777, 0o600, file);
      }
    }
  });

  it('refuses a name that cannot stand in a certificate', async (t) => {
    const authority = await createAuthority(await folder(t));
    await assert.rejects(issueNodeCertificate(authority, nodeId('city, O=x')), { code: 'link.bad-node-name' });
  });

  it('renews what is near its end or was issued by another authority, and nothing else', async (t) => {
    const directory = await folder(t);
    const authority = await createAuthority(path.join(directory, 'a'));
    const mine = path.join(directory, 'node');
    const now = Date.now();
    assert.equal(await ensureNodeCertificate(authority, nodeId('city'), mine, now), true);
    const first = await readNodeCertificate(mine);
    assert.equal(await ensureNodeCertificate(authority, nodeId('city'), mine, now + 300 * dayMs), false);
    assert.equal(await ensureNodeCertificate(authority, nodeId('city'), mine, now + 390 * dayMs), true);
    assert.notEqual((await readNodeCertificate(mine)).certificate, first.certificate);
    const other = await createAuthority(path.join(directory, 'b'));
    assert.equal(await ensureNodeCertificate(other, nodeId('city'), mine, now), true);
  });

  it('changes certificates under a running link without losing anything', async (t) => {
    const { fed, city, district } = await cityAndDistrict(t);
    const authority = await createAuthority(path.join(fed.directory, 'authority'));
    for (const node of [city, district]) {
      await writeNodeCertificate(node.certificates, await issueNodeCertificate(authority, node.id));
      await node.linkage().renewCertificate();
    }
    await city.send(district.id, 1);
    await district.send(city.id, 1);
    await until(
      () => district.effects(city.id),
      (all) => all.length === 1,
    );
    await until(
      () => city.effects(district.id),
      (all) => all.length === 1,
    );
  });
});
