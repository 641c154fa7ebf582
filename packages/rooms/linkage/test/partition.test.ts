import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange } from '@liandong/linkage';
import type { NodeId } from '@liandong/words';
import fc from 'fast-check';
import { type Cleanup, federation, named, nodeId, type TestNode, until, urlOf } from './federation.ts';

const runs = Number(process.env.LIANDONG_LINK_RUNS ?? 3);
const perLine = 60;
const actsPerRun = 20;

/** Small, quick, and the same for the same seed (mulberry32). */
const createRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

type Weather = { bad: boolean };

const swallow = async (signal: AbortSignal): Promise<never> => {
  const short = AbortSignal.any([signal, AbortSignal.timeout(100)]);
  await new Promise((resolve) => short.addEventListener('abort', resolve));
  throw new Error('swallowed');
};

/** A net that loses, doubles, mixes up, delays and swallows. */
const badNet =
  (random: () => number, weather: Weather) =>
  (exchange: Exchange): Exchange => {
    const some = <T>(list: T[]): T[] => list.filter(() => random() > 0.2).toSorted(() => random() - 0.5);
    const carry: Exchange = async (peer, request, signal) => {
      const fate = random();
      const sent = fate < 0.3 ? { ...request, envelopes: some(request.envelopes) } : request;
      if (fate < 0.2) await exchange(peer, request, signal).catch(() => undefined);
      if (fate < 0.9) return exchange(peer, sent, signal);
      const [, second] = await Promise.all([exchange(peer, sent, signal), exchange(peer, sent, signal)]);
      return second;
    };
    return async (peer, request, signal) => {
      if (!weather.bad) return exchange(peer, request, signal);
      const fate = random();
      if (fate < 0.1) throw new Error('lost on the way out');
      if (fate < 0.15) return swallow(signal);
      const answer = await carry(peer, request, signal);
      if (fate < 0.25) throw new Error('lost on the way back');
      return fate < 0.55 ? { ...answer, envelopes: some(answer.envelopes) } : answer;
    };
  };

const threeNodes = async (t: Cleanup, faults: (exchange: Exchange) => Exchange) => {
  const fed = await federation(t);
  const ids = { city: nodeId('city'), district: nodeId('district'), street: nodeId('street') };
  const below = (node: NodeId) => ({ node, name: named(node), relation: 'subordinate' }) as const;
  const city = await fed.node({ id: ids.city, peers: () => [below(ids.district)], faults });
  await city.start();
  const cityUrl = urlOf(city);
  const district = await fed.node({
    id: ids.district,
    peers: () => [{ node: ids.city, name: named('city'), relation: 'superior', url: cityUrl }, below(ids.street)],
    faults,
  });
  await district.start();
  const districtUrl = urlOf(district);
  const street = await fed.node({
    id: ids.street,
    peers: () => [{ node: ids.district, name: named('district'), relation: 'superior', url: districtUrl }],
    faults,
  });
  await street.start();
  return [city, district, street] as const;
};

/** Until it succeeds: connections torn a moment ago may still be met in the pool. */
const insist = (act: () => Promise<unknown>): Promise<boolean> =>
  until(
    async () => {
      try {
        await act();
        return true;
      } catch {
        return false;
      }
    },
    (done) => done,
  );

/** Sends 1 … n one after the other; when the node dies it looks afterwards whether the last one was committed. */
const traffic = async (from: TestNode, to: NodeId, random: () => number): Promise<void> => {
  for (let n = 1; n <= perLine; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, random() * 50));
    await until(
      async () => {
        try {
          const { rows } = await from.database().pool.query<{ done: boolean }>(
            `select exists (select 1 from linkage.outbox o where o.to_node = $1 and (o.envelope -> 'body' ->> 'n')::int = $2)
                    as done`,
            [to, n],
          );
          if (rows[0]?.done === true) return true;
          await from.send(to, n);
          return true;
        } catch {
          return false;
        }
      },
      (done) => done,
      30_000,
    );
  }
};

const tearAll = `select pg_terminate_backend(a.pid) from pg_stat_activity a
  where a.datname = current_database() and a.pid <> pg_backend_pid()`;

/** Kills and revives nodes, cuts and mends links, tears transactions, until the traffic has been written. */
const trouble = async (nodes: readonly TestNode[], random: () => number, isOver: () => boolean): Promise<number> => {
  const one = (): TestNode => nodes[Math.floor(random() * nodes.length)] ?? nodes[0] ?? assert.fail();
  const pause = () => new Promise((resolve) => setTimeout(resolve, random() * 120));
  let acts = 0;
  while (!isOver() || acts < actsPerRun) {
    acts += 1;
    const node = one();
    const fate = random();
    if (fate < 0.4) {
      await node.kill();
      await pause();
      await insist(node.start);
    } else if (fate < 0.5) {
      await node.linkage().stop();
      await insist(node.start);
    } else if (fate < 0.7) {
      const peers = node.linkage().peers();
      const peer = peers[Math.floor(random() * peers.length)]?.node ?? assert.fail();
      await insist(() => node.linkage().cut(peer, node.context));
      await pause();
      await insist(() => node.linkage().mend(peer, node.context));
    } else {
      // It may meet a connection that was torn the last time.
      await insist(() => node.database().pool.query(tearAll));
    }
    await pause();
  }
  return acts;
};

const numbers = Array.from({ length: perLine }, (_, index) => index + 1);

describe('three nodes in a bad net, killed and cut at any moment', { concurrency: false }, () => {
  it('lose nothing, double nothing and keep the order', async (t) => {
    let acts = 0;
    const property = fc.asyncProperty(fc.integer(), async (seed) => {
      const random = createRandom(seed);
      const weather = { bad: true };
      const [city, district, street] = await threeNodes(t, badNet(random, weather));
      const lines = [
        [city, district],
        [district, city],
        [district, street],
        [street, district],
      ] as const;
      let isOver = false;
      const written = Promise.all(lines.map(([from, to]) => traffic(from, to.id, random))).finally(() => {
        isOver = true;
      });
      acts += await trouble([city, district, street], random, () => isOver);
      await written;
      weather.bad = false;
      for (const [from, to] of lines) {
        await until(
          () => to.effects(from.id),
          (all) => all.length >= perLine,
          30_000,
        );
        await until(
          () => from.receipts(to.id),
          (all) => all.length >= perLine,
          30_000,
        );
        assert.deepEqual(await to.effects(from.id), numbers);
        const expected = numbers.map((n) => ({ n, code: null }));
        assert.deepEqual(await from.receipts(to.id), expected);
      }
      for (const node of [city, district, street]) await node.linkage().stop();
    });
    await fc.assert(property, { numRuns: runs, endOnFailure: true });
    t.diagnostic(`${runs} runs, ${acts} kills, cuts and torn transactions, ${runs * 4 * perLine} envelopes`);
  });
});
