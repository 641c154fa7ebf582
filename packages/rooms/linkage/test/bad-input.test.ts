import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createAuthority, issueNodeCertificate, linkageRefusals } from '@liandong/linkage';
import { createCityClock } from '@liandong/platform';
import { instant } from '@liandong/words';
import fc from 'fast-check';
import { type Cleanup, cityAndDistrict, federation, named, nodeId, type TestNode, until, urlOf } from './federation.ts';
import { envelope, type RawAnswer, type RawPeer, rawPeer, wellFormed } from './raw-peer.ts';

/** A city that runs, and a district that is played by hand. */
const cityAndRawDistrict = async (t: Cleanup) => {
  const fed = await federation(t);
  const below = (node: string) => ({ node: nodeId(node), name: named(node), relation: 'subordinate' }) as const;
  const city = await fed.node({ id: nodeId('city'), peers: () => [below('district'), below('harbour')] });
  await city.start();
  const authority = await createAuthority(path.join(fed.directory, 'authority'));
  const identity = async (node: string) => {
    const { key, certificate } = await issueNodeCertificate(authority, nodeId(node));
    return { key, cert: certificate };
  };
  const url = urlOf(city);
  const district = rawPeer(url, 'district', await identity('district'));
  return { fed, city, url, district, identity };
};

const codesOf = (answer: RawAnswer): unknown[] =>
  (answer.body.refusals as { code: string }[] | undefined)?.map((refusal) => refusal.code) ?? [];
const refusedWith = (answer: RawAnswer, status: number, code: string): void => {
  assert.deepEqual([answer.status, answer.body.code], [status, code]);
};
const sends = async (peer: RawPeer, envelopes: unknown[]): Promise<RawAnswer> => peer.exchange({ envelopes });
const recorded = async (node: TestNode): Promise<string[]> => {
  const { rows } = await node
    .database()
    .pool.query<{ code: string }>(
      "select e.body ->> 'code' as code from platform.event e where e.type = 'LinkRefused'",
    );
  return rows.map((row) => row.code);
};

describe('strangers', { concurrency: false }, () => {
  it('are told so, counted and put on record, whatever they show', async (t) => {
    const { fed, city, url, identity } = await cityAndRawDistrict(t);
    const foreign = await createAuthority(path.join(fed.directory, 'foreign'));
    const forged = await issueNodeCertificate(foreign, nodeId('district'));
    const shows = [
      rawPeer(url, 'district', {}),
      rawPeer(url, 'district', { key: forged.key, cert: forged.certificate }),
      rawPeer(url, 'elsewhere', await identity('elsewhere')),
      rawPeer(url, 'district', await identity('harbour')),
    ];
    for (const stranger of shows) refusedWith(await sends(stranger, [envelope(1)]), 403, 'link.stranger');
    assert.equal(city.linkage().refusedCounts()['link.stranger'], 4);
    assert.deepEqual(await city.effects(nodeId('district')), []);
    await until(
      () => recorded(city),
      (codes) => codes.includes('link.stranger'),
    );
  });

  it('with the name of a known node are refused once the true one has been there', async (t) => {
    const { city, district } = await cityAndRawDistrict(t);
    assert.equal((await sends(district, [envelope(1)])).status, 200);
    refusedWith(
      await district.exchange({ instanceId: 'another', envelopes: [envelope(2)] }),
      409,
      'link.identity-conflict',
    );
    assert.equal((await sends(district, [envelope(2)])).body.accepted, 2);
    const [link] = await until(
      () => city.linkage().links(),
      ([first]) => first?.refused === 1,
    );
    assert.equal(link?.lastRefusal?.code, 'link.identity-conflict');
    await until(
      () => recorded(city),
      (codes) => codes.includes('link.identity-conflict'),
    );
  });
});

describe('exchanges that cannot be read', { concurrency: false }, () => {
  it('are refused with a code and leave everything else as it was', async (t) => {
    const { city, district } = await cityAndRawDistrict(t);
    const whole = JSON.stringify({ ...wellFormed('district'), envelopes: [envelope(1)] });
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const cases: readonly (readonly [string | Uint8Array, number, string])[] = [
      ['', 400, 'link.malformed'],
      [whole.slice(0, -20), 400, 'link.malformed'],
      ['[]', 400, 'link.malformed'],
      [deep, 400, 'link.malformed'],
      [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'link.malformed'],
      [JSON.stringify({ ...wellFormed('district'), accepted: -1 }), 400, 'link.malformed'],
      [JSON.stringify({ ...wellFormed('district'), accepted: '7' }), 400, 'link.malformed'],
      [JSON.stringify({ ...wellFormed('district'), envelopes: 'all of them' }), 400, 'link.malformed'],
      [JSON.stringify({ ...wellFormed('district'), envelopes: Array(1001).fill(0) }), 400, 'link.malformed'],
      [JSON.stringify({ ...wellFormed('district'), waitMs: 1e9 }), 400, 'link.malformed'],
      [JSON.stringify({ ...wellFormed('district'), accepted: 9_007_199_254_740_991 }), 409, 'link.sequence-conflict'],
      [JSON.stringify({ ...wellFormed('district'), protocol: 99 }), 422, 'link.unknown-protocol'],
      ['x'.repeat(8 * 1024 * 1024 + 1), 413, 'link.too-large'],
    ];
    for (const [body, status, code] of cases) refusedWith(await district.send(body), status, code);
    refusedWith(await district.send(whole, { 'content-encoding': 'gzip' }), 400, 'link.malformed');
    const counts = city.linkage().refusedCounts();
    assert.equal(counts['link.malformed'], 11);
    assert.equal((await district.send(whole)).body.accepted, 1);
    assert.deepEqual(await city.effects(nodeId('district')), [1]);
  });

  it('never break the node, whatever a known peer makes of its fields', async (t) => {
    const { city, district } = await cityAndRawDistrict(t);
    const fields = Object.keys({ ...wellFormed('district') });
    const inner = Object.keys(envelope(1));
    const mutation = fc.record({
      field: fc.constantFrom(...fields),
      value: fc.jsonValue(),
      inner: fc.option(fc.constantFrom(...inner)),
    });
    let seq = 0;
    await fc.assert(
      fc.asyncProperty(mutation, async ({ field, value, inner }) => {
        const broken =
          inner === null ? { [field]: value } : { envelopes: [envelope(seq + 1, { [inner]: value, id: undefined })] };
        const answer = await district.exchange(broken);
        assert.ok(answer.status < 500, JSON.stringify(answer));
        if (answer.status !== 200) assert.ok(String(answer.body.code) in linkageRefusals);
        const good = await sends(district, [envelope(seq + 1)]);
        seq += 1;
        assert.equal(good.body.accepted, seq);
      }),
      { numRuns: 120, endOnFailure: true },
    );
    const effects = await city.effects(nodeId('district'));
    assert.deepEqual(
      effects,
      Array.from({ length: seq }, (_, index) => index + 1),
    );
  });
});

describe('envelopes that cannot be the true ones', { concurrency: false }, () => {
  it('are refused one by one, and the true one is still taken at their place', async (t) => {
    const { city, district } = await cityAndRawDistrict(t);
    const far = { hybridTime: { wallMs: Date.now() + 3_600_000, count: 0 } };
    const cases: readonly (readonly [unknown, string])[] = [
      [envelope(1, { from: 'harbour' }), 'link.forged-sender'],
      [envelope(1, { to: 'harbour' }), 'link.wrong-receiver'],
      [envelope(1, far), 'link.clock-drift'],
      [envelope(1, { body: { text: '\u0000' } }), 'link.malformed-envelope'],
      [envelope(1, { body: { text: '\ud800' } }), 'link.malformed-envelope'],
      [envelope(1, { id: "' or 1=1 --" }), 'link.malformed-envelope'],
      [envelope(1, { seq: 0 }), 'link.malformed-envelope'],
      [envelope(1, { seq: 1.5 }), 'link.malformed-envelope'],
      [envelope(1, { seq: 1e300 }), 'link.malformed-envelope'],
      [envelope(1, { seq: 9_007_199_254_740_991 }), 'link.gap'],
      [null, 'link.malformed-envelope'],
    ];
    for (const [bad, code] of cases) {
      const answer = await sends(district, [bad]);
      assert.deepEqual([answer.status, answer.body.accepted, codesOf(answer)], [200, 0, [code]]);
    }
    const mixed = await sends(district, [null, envelope(2), 7, envelope(1), envelope(1, { from: 'harbour' })]);
    assert.equal(mixed.body.accepted, 2);
    assert.deepEqual(await city.effects(nodeId('district')), [1, 2]);
    const held = await city.linkage().held();
    assert.ok(held.every((one) => !one.settled && one.peer === 'district'));
    assert.ok(held.some((one) => one.code === 'link.forged-sender'));
  });

  it('do nothing when replayed, and are refused when a number comes with another content', async (t) => {
    const { city, district } = await cityAndRawDistrict(t);
    for (let round = 0; round < 3; round += 1) {
      assert.equal((await sends(district, [envelope(1), envelope(2), envelope(3)])).body.accepted, 3);
    }
    const other = envelope(2, { id: '00000000-0000-7000-8000-00000000beef', body: { n: 666 } });
    assert.deepEqual(codesOf(await sends(district, [other])), ['link.sequence-conflict']);
    const again = envelope(4, { id: envelope(1).id });
    assert.equal((await sends(district, [again])).body.accepted, 4);
    assert.deepEqual(await city.effects(nodeId('district')), [1, 2, 3]);
    const [link] = await city.linkage().links();
    assert.deepEqual([link?.applied, link?.duplicates, link?.refused], [3, 7, 1]);
  });
});

describe('a peer whose clock is wrong', { concurrency: false }, () => {
  it('is held apart until its clock is right, and loses nothing; nobody else is troubled', async (t) => {
    const right = createCityClock();
    let offMs = 86_400_000;
    const wrong = {
      city: () => instant(right.city() + offMs),
      machine: () => instant(right.machine() + offMs),
    };
    const { city, district } = await cityAndDistrict(t, { district: { clock: wrong } });
    await district.send(city.id, 1);
    await city.send(district.id, 1);
    const [link] = await until(
      () => city.linkage().links(),
      ([one]) => one?.lastRefusal?.code === 'link.clock-drift',
    );
    assert.ok(Math.abs((link?.clockOffsetMs ?? 0) - offMs) < 5_000);
    assert.deepEqual(await city.effects(district.id), []);
    const { rows } = await city
      .database()
      .pool.query<{ wall: number }>('select max(i.hybrid_wall_ms) as wall from linkage.inbox i');
    assert.ok((rows[0]?.wall ?? 0) < right.machine() + 60_000);
    offMs = 0;
    await district.send(city.id, 2);
    await until(
      () => city.effects(district.id),
      (all) => all.length === 2,
    );
    await until(
      () => district.effects(city.id),
      (all) => all.length === 1,
    );
    assert.deepEqual(await city.effects(district.id), [1, 2]);
  });
});
