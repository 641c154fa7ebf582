import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import path from 'node:path';
import { after, before, it } from 'node:test';
import {
  type AlertView,
  type ApiCall,
  alertRoutes,
  type ExchangeRequest,
  type LinkView,
  linkPaths,
  nodeRoutes,
} from '@liandong/contract';
import { createAuthority, issueNodeCertificate, linkageRefusals } from '@liandong/linkage';
import { brandId, type NodeId, type RefusalList } from '@liandong/words';
import { type BadSender, openBadSender, saysWhy } from '../support/bad-input.ts';
import { clientOf, host, startTestFederation, type TestFederation, until } from '../support/federation.ts';

const texts: RefusalList = linkageRefusals;
const cleanups: (() => Promise<void> | void)[] = [];
let federation: TestFederation;
let city: ApiCall;
let auditor: ApiCall;
let gauge: BadSender;
let districtInstance = '';
let districtLinks: () => Promise<readonly LinkView[]>;

before(async () => {
  federation = await startTestFederation({ after: (run) => void cleanups.push(run) });
  const { port, nodes } = federation;
  city = await clientOf(port, 'city-leader');
  auditor = await clientOf(port, 'city-audit');
  const district = await clientOf(port + 1, 'district-system');
  gauge = await openBadSender(port + 1, district, 'BAD-3', '990102002');
  districtLinks = () => district(nodeRoutes.links);
  districtInstance = String(await nodes[1]?.rooms.settings.read('instance-id'));
});
after(async () => {
  for (const run of cleanups) await run();
});

type Identity = { readonly key?: string; readonly cert?: string };
type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

const identityOf = async (authorityFolder: string, node: string): Promise<Identity> => {
  const authority = await createAuthority(path.join(federation.dataDirectory, authorityFolder));
  const { key, certificate } = await issueNodeCertificate(authority, brandId<NodeId>(node));
  return { key, cert: certificate };
};
const ours = 'city/authority';

/** An exchange with the city as the district would begin it, with these changes. */
const exchange = async (
  identity: Identity,
  changes: Partial<Record<keyof ExchangeRequest, unknown>> = {},
): Promise<Answer> => {
  const now = Date.now();
  const body = {
    protocol: 1,
    from: 'district',
    to: 'city',
    instanceId: districtInstance,
    accepted: 0,
    settledTo: 0,
    envelopes: [],
    refusals: [],
    clock: { city: now, machine: now, hybrid: { wallMs: now, count: 0 } },
    auditHead: { seq: 0, hash: '' },
    pull: false,
    waitMs: 0,
    ...changes,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `https://${host}:${federation.port + 100}${linkPaths.exchange}`,
      { method: 'POST', ...identity, rejectUnauthorized: false, agent: false },
      (incoming) => {
        let text = '';
        incoming.on('data', (part: Buffer) => {
          text += part.toString();
        });
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(text) }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
};

const linkToDistrict = async (): Promise<LinkView> => {
  const link = (await city(nodeRoutes.links)).find(({ peer }) => peer === 'district');
  if (link === undefined) throw new Error('no link to the district');
  return link;
};

/** About water; those about silence come and go beside them. */
const alertsOfGauge = async (): Promise<readonly AlertView[]> =>
  (await city(alertRoutes.list, { query: { state: 'all', limit: 5_000 } })).filter(
    ({ terminalId, peakRank }) => terminalId === gauge.terminalId && peakRank > 0,
  );

let wave = Date.now() - 6 * 3_600_000;
/** Water rises and falls at the district's gauge, an hour after the last time: the city must hear of it, once. */
const linkStillWorks = async (): Promise<void> => {
  wave += 3_600_000;
  const before = (await alertsOfGauge()).length;
  const values = [30, 0].map((depthCm, index) => ({ ts: wave + index * 60_000, values: { depthCm } }));
  assert.equal((await gauge.http(JSON.stringify(values))).status, 200);
  await until('the alert of the district at the city, raised and cleared', async () => {
    const alerts = await alertsOfGauge();
    return alerts.length > before && alerts.every(({ state }) => state === 'cleared') ? true : undefined;
  });
  assert.equal((await alertsOfGauge()).length, before + 1);
  assert.equal((await linkToDistrict()).state, 'connected');
};

const isRefused = async (answer: Answer, status: number, code: string): Promise<void> => {
  assert.deepEqual([answer.status, answer.body.code], [status, code]);
  saysWhy(texts[code]?.text);
  await until(`${code} in the log of the city`, async () =>
    (await auditor(nodeRoutes.audit, { query: { limit: 1_000 } })).some(
      ({ type, body }) => type === 'LinkRefused' && (body as { code?: string }).code === code,
    )
      ? true
      : undefined,
  );
};

it('refuses strangers: no certificate, one of another authority, a name that is no peer, a name that is not theirs', async () => {
  await linkStillWorks();
  const strangers: readonly Identity[] = [
    {},
    await identityOf('another-authority', 'district'),
    await identityOf(ours, 'elsewhere'),
    await identityOf(ours, 'street'),
  ];
  const before = federation.nodes[0]?.rooms.linkage.refusedCounts()['link.stranger'] ?? 0;
  for (const stranger of strangers) await isRefused(await exchange(stranger), 403, 'link.stranger');
  assert.equal(federation.nodes[0]?.rooms.linkage.refusedCounts()['link.stranger'], before + strangers.length);
  await linkStillWorks();
});

it('refuses a second installation with the name of a known node, and shows it with the link', async () => {
  const { refused } = await linkToDistrict();
  const twin = await exchange(await identityOf(ours, 'district'), { instanceId: randomUUID() });
  await isRefused(twin, 409, 'link.identity-conflict');
  const link = await until('the refusal on the page of links', async () => {
    const seen = await linkToDistrict();
    return seen.refused > refused ? seen : undefined;
  });
  assert.equal(link.lastRefusal?.code, 'link.identity-conflict');
  await linkStillWorks();
});

const sentByDistrict = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const { rows } =
    (await federation.nodes[1]?.rooms.database.pool.query<{ envelope: Record<string, unknown>; seq: number }>(
      `select o.envelope, o.seq from linkage.outbox o where o.to_node = 'city' and o.seq is not null order by o.seq`,
    )) ?? {};
  return (rows ?? []).map(({ envelope, seq }) => ({ ...envelope, seq }));
};

const codesOf = ({ body }: Answer): readonly string[] =>
  ((body.refusals ?? []) as readonly { readonly code: string }[]).map(({ code }) => code);

/** Nothing is on its way from the district any more. */
const quiet = (): Promise<true> =>
  until('a district with nothing to send', async () => {
    const [before, links] = [(await linkToDistrict()).applied, await districtLinks()];
    await new Promise((resolve) => setTimeout(resolve, 700));
    const isStill = (await linkToDistrict()).applied === before;
    return isStill && links.every(({ backlog }) => backlog === 0) ? true : undefined;
  });

it('applies replayed and reordered envelopes no second time, and refuses others in their place', async () => {
  await linkStillWorks();
  await quiet();
  const sent = await sentByDistrict();
  const [first] = sent;
  assert.ok(first !== undefined && sent.length > 2, 'the district has written');
  const identity = await identityOf(ours, 'district');
  const [before, alerts] = [await linkToDistrict(), await alertsOfGauge()];
  for (const envelopes of [sent, [...sent].reverse()]) {
    const answer = await exchange(identity, { envelopes });
    assert.deepEqual([answer.status, codesOf(answer)], [200, []], JSON.stringify(answer.body));
  }
  const later = await linkToDistrict();
  assert.equal(later.duplicates - before.duplicates, 2 * sent.length);
  assert.deepEqual(
    (await alertsOfGauge()).map(({ id, version }) => [id, version]),
    alerts.map(({ id, version }) => [id, version]),
  );

  const other = { ...first, id: randomUUID(), objectId: randomUUID() };
  const ahead = { ...first, id: randomUUID(), seq: 900_000 };
  const forged = { ...first, id: randomUUID(), seq: sent.length + 1, from: 'street' };
  const answer = await exchange(identity, { envelopes: [other, ahead, forged] });
  assert.deepEqual(codesOf(answer).toSorted(), ['link.forged-sender', 'link.gap', 'link.sequence-conflict']);
  for (const code of codesOf(answer)) saysWhy(texts[code]?.text);
  const shown = await until('the refusals on the page of links', async () => {
    const seen = await linkToDistrict();
    return seen.refused >= later.refused + 2 ? seen : undefined;
  });
  assert.ok(shown.lastRefusal !== undefined);
  await linkStillWorks();
});
