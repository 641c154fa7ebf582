import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '@liandong/platform/testing';
import { cityAndDistrict, federation, named, nodeId, type TestNode, until, urlOf } from './federation.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const linkOf = async (node: TestNode, peer: string) => {
  const link = (await node.linkage().links()).find((one) => one.peer === peer);
  if (link === undefined) throw new Error(`no link to ${peer}`);
  return link;
};

describe('a link between two nodes', { concurrency: false }, () => {
  it('carries envelopes down and up, once each and in order, and tells when they were delivered', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    for (const n of numbers(40)) {
      await city.send(district.id, n);
      await district.send(city.id, n);
    }
    await until(
      () => district.effects(city.id),
      (all) => all.length >= 40,
    );
    await until(
      () => city.effects(district.id),
      (all) => all.length >= 40,
    );
    assert.deepEqual(await district.effects(city.id), numbers(40));
    assert.deepEqual(await city.effects(district.id), numbers(40));
    const receipts = await until(
      () => city.receipts(district.id),
      (all) => all.length >= 40,
    );
    assert.deepEqual(
      receipts.map((receipt) => receipt.n),
      numbers(40),
    );
    const link = await until(
      () => linkOf(city, 'district'),
      (one) => one.state === 'connected' && one.backlog === 0,
    );
    assert.equal(link.sent, 40);
    assert.equal(link.applied, 40);
    assert.ok((link.roundTripMs ?? -1) >= 0);
    assert.ok(Math.abs(link.clockOffsetMs ?? 99_999) < 5_000);
  });

  it('sends nothing of a transaction that is rolled back', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    const failed = city.database().write(city.context, async (work) => {
      await city.linkage().send(work, {
        to: district.id,
        verb: 'feedback',
        objectKind: 'thing',
        objectId: 'x',
        objectVersion: 1,
        bodySchema: 'thing',
        bodyVersion: 1,
        body: { n: 666 },
      });
      throw new Error('thought better of it');
    });
    await assert.rejects(failed, /thought better/);
    await city.send(district.id, 1);
    await until(
      () => district.effects(city.id),
      (all) => all.length > 0,
    );
    assert.deepEqual(await district.effects(city.id), [1]);
  });

  it('keeps commit order where one act came after another, though many write at once', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    const line = async (start: number): Promise<void> => {
      for (const step of numbers(25)) await city.send(district.id, start + step);
    };
    await Promise.all([line(1000), line(2000), line(3000), line(4000)]);
    const all = await until(
      () => district.effects(city.id),
      (effects) => effects.length >= 100,
    );
    assert.equal(new Set(all).size, 100);
    for (const start of [1000, 2000, 3000, 4000]) {
      const mine = all.filter((n) => n > start && n <= start + 25);
      assert.deepEqual(
        mine,
        mine.toSorted((a, b) => a - b),
      );
    }
  });

  it('holds what the receiver refuses, tells the sender why, and goes on', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    await city.send(district.id, 1);
    await city.send(district.id, 2, { refuse: true });
    await city.send(district.id, 3);
    await until(
      () => city.receipts(district.id),
      (all) => all.length >= 3,
    );
    assert.deepEqual(await district.effects(city.id), [1, 3]);
    assert.deepEqual(await city.receipts(district.id), [
      { n: 1, code: null },
      { n: 2, code: 'test.not-wanted' },
      { n: 3, code: null },
    ]);
    const [held] = await district.linkage().held();
    assert.equal(held?.code, 'test.not-wanted');
    assert.deepEqual(held?.data, { n: 2 });
    assert.equal((await linkOf(district, 'city')).refused, 1);
  });

  it('tries again after a defect, and holds the envelope when it fails every time', async (t) => {
    let failures = 0;
    const onEffect = (n: number): void => {
      if (n === 2 && failures < 2) {
        failures += 1;
        throw new Error('a passing defect');
      }
      if (n === 3) throw new Error('a lasting defect');
    };
    const { city, district } = await cityAndDistrict(t, { district: { onEffect } });
    for (const n of numbers(4)) await city.send(district.id, n);
    await until(
      () => city.receipts(district.id),
      (all) => all.length >= 4,
    );
    assert.deepEqual(await district.effects(city.id), [1, 2, 4]);
    assert.equal((await city.receipts(district.id))[2]?.code, 'link.defect');
  });

  it('does not take a verb or a body version that it does not know, and says so', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    district.linkage().onVerb('ack', 'thing', async () => undefined, { bodySchema: 'thing', bodyVersions: [1] });
    const letter = {
      to: district.id,
      objectKind: 'thing',
      objectId: 'x',
      objectVersion: 1,
      bodySchema: 'thing',
    } as const;
    await city.database().write(city.context, async (work) => {
      await city.linkage().send(work, { ...letter, verb: 'recall', bodyVersion: 1, body: { n: 1 } });
      await city.linkage().send(work, { ...letter, verb: 'ack', bodyVersion: 9, body: { n: 2 } });
    });
    await city.send(district.id, 3);
    const receipts = await until(
      () => city.receipts(district.id),
      (all) => all.length >= 3,
    );
    assert.deepEqual(
      receipts.map((receipt) => receipt.code),
      ['link.unknown-verb', 'link.unknown-body', null],
    );
  });

  it('refuses to send to a node that it is not linked with, too large bodies, and round in circles', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    await assert.rejects(city.send(nodeId('elsewhere'), 1), { code: 'link.unknown-peer' });
    await assert.rejects(city.send(district.id, 1, { text: 'x'.repeat(1_100_000) }), { code: 'link.too-large' });
    await assert.rejects(city.send(district.id, 1, { text: 'nul \u0000' }), { code: 'link.malformed-body' });
    const loop = city.database().write(city.context, (work) =>
      city.linkage().send(work, {
        to: district.id,
        verb: 'notifyCopy',
        objectKind: 'thing',
        objectId: 'x',
        objectVersion: 1,
        bodySchema: 'thing',
        bodyVersion: 1,
        via: [district.id],
        body: {},
      }),
    );
    await assert.rejects(loop, { code: 'link.loop' });
  });
});

describe('a link that is cut by order', { concurrency: false }, () => {
  for (const side of ['city', 'district'] as const) {
    it(`carries nothing either way when the ${side} cuts it, and everything once after it is mended`, async (t) => {
      const nodes = await cityAndDistrict(t);
      const { city, district } = nodes;
      await city.send(district.id, 1);
      await until(
        () => district.effects(city.id),
        (all) => all.length === 1,
      );
      const other = side === 'city' ? district.id : city.id;
      const cut = await nodes[side].linkage().cut(other, nodes[side].context);
      assert.equal(cut.state, 'cut');
      for (const n of [2, 3, 4]) await city.send(district.id, n);
      for (const n of [5, 6]) await district.send(city.id, n);
      // The other side keeps dialling or waiting; whatever it tries meets the cut.
      await until(
        () => linkOf(side === 'city' ? district : city, side),
        (link) => link.state === 'silent',
        6_000,
      );
      assert.deepEqual(await district.effects(city.id), [1]);
      assert.deepEqual(await city.effects(district.id), []);
      assert.equal((await linkOf(city, 'district')).backlog, 3);
      await nodes[side].linkage().mend(other, nodes[side].context);
      await until(
        () => district.effects(city.id),
        (all) => all.length >= 4,
      );
      await until(
        () => city.effects(district.id),
        (all) => all.length >= 2,
      );
      assert.deepEqual(await district.effects(city.id), [1, 2, 3, 4]);
      assert.deepEqual(await city.effects(district.id), [5, 6]);
      const { rows } = await nodes[side]
        .database()
        .pool.query<{ type: string }>(
          "select e.type from platform.event e where e.type in ('LinkCut', 'LinkMended') order by e.id",
        );
      assert.deepEqual(
        rows.map((row) => row.type),
        ['LinkCut', 'LinkMended'],
      );
    });
  }

  it('stays cut over a restart', async (t) => {
    const { city, district } = await cityAndDistrict(t);
    await district.linkage().cut(city.id, district.context);
    await district.linkage().stop();
    await district.start();
    await city.send(district.id, 1);
    assert.equal((await linkOf(district, 'city')).state, 'cut');
    await district.linkage().mend(city.id, district.context);
    await until(
      () => district.effects(city.id),
      (all) => all.length === 1,
    );
  });
});

describe('link truth', { concurrency: false }, () => {
  it('says never before the first contact, connected while acknowledged, silent and unknown since when not', async (t) => {
    const clock = fakeClock();
    const fed = await federation(t);
    const city = await fed.node({
      id: nodeId('city'),
      clock,
      peers: () => [{ node: nodeId('district'), name: named('district'), relation: 'subordinate' }],
    });
    await city.start();
    assert.equal((await linkOf(city, 'district')).state, 'never');
    const changes: string[] = [];
    city.linkage().onLinkChange((links) => changes.push(links[0]?.state ?? '?'));
    const url = urlOf(city);
    const district = await fed.node({
      id: nodeId('district'),
      clock,
      peers: () => [{ node: city.id, name: named('city'), relation: 'superior', url }],
    });
    await district.start();
    await until(
      () => linkOf(city, 'district'),
      (link) => link.state === 'connected',
    );
    await until(
      () => linkOf(district, 'city'),
      (link) => link.state === 'connected',
    );
    await until(
      () => changes,
      (all) => all.includes('connected'),
    );
    const heardAt = new Date(clock.machine()).toISOString();
    await district.kill();
    clock.moveMs(3_600_000);
    const silent = await linkOf(city, 'district');
    assert.equal(silent.state, 'silent');
    assert.equal(silent.unknownSince, heardAt);
    await until(
      () => changes,
      (all) => all.includes('connected') && all.at(-1) === 'silent',
    );
  });

  it('does not call a node connected that is heard but does not hear', async (t) => {
    const { city } = await cityAndDistrict(t, {
      district: {
        faults: (exchange) => async (peer, request, signal) => {
          await exchange(peer, request, signal);
          throw new Error('the answer got lost');
        },
      },
    });
    await until(
      () => linkOf(city, 'district'),
      (link) => link.lastContactAt !== undefined,
    );
    assert.equal((await linkOf(city, 'district')).state, 'silent');
  });
});

describe('a node that comes back', { concurrency: false }, () => {
  it('is found at once by the nodes below it, however long they had been waiting', async (t) => {
    const slow = { backOffMinMs: 60_000, backOffMaxMs: 60_000, refusedMaxMs: 60_000 };
    const { city, district } = await cityAndDistrict(t, { district: { timing: slow } });
    await until(
      () => linkOf(city, 'district'),
      (link) => link.state === 'connected',
    );
    await city.kill();
    await district.send(city.id, 1);
    await until(
      () => linkOf(district, 'city'),
      (link) => link.state === 'silent',
    );
    await city.start();
    await until(
      () => city.effects(district.id),
      (all) => all.length === 1,
    );
  });

  it('keeps its hybrid clock ahead of everything that it stamped before', async (t) => {
    const clock = fakeClock();
    const { city, district } = await cityAndDistrict(t, { city: { clock }, district: { clock } });
    await city.send(district.id, 1);
    await until(
      () => district.effects(city.id),
      (all) => all.length === 1,
    );
    await city.kill();
    clock.moveMs(-30_000);
    await city.start();
    await city.send(district.id, 2);
    await until(
      () => district.effects(city.id),
      (all) => all.length === 2,
    );
    const { rows } = await city
      .database()
      .pool.query<{ wall: number; count: number }>(
        'select o.hybrid_wall_ms as wall, o.hybrid_count as count from linkage.outbox o order by o.seq',
      );
    const [first, second] = rows;
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(second.wall > first.wall || (second.wall === first.wall && second.count > first.count));
  });
});
