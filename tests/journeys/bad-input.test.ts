import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiCall, peopleRoutes, terminalRoutes } from '@liandong/contract';
import { perceptionRefusals } from '@liandong/perception';
import type { ActContext, RefusalList } from '@liandong/words';
import { type BadSender, connect, openBadSender, saysNo, saysWhy } from '../support/bad-input.ts';
import { clientOf, host, startTestFederation, type TestFederation, until } from '../support/federation.ts';

const streetCode = '990103001';
const gatewayPath = '/v1/gateway/telemetry';
const texts: RefusalList = perceptionRefusals;

const cleanups: (() => Promise<void> | void)[] = [];
let federation: TestFederation;
let system: ApiCall;
let gauge: BadSender;

before(async () => {
  federation = await startTestFederation({ after: (run) => void cleanups.push(run) });
  system = await clientOf(federation.port, 'city-system');
  gauge = await openBadSender(federation.port, system, 'BAD-1', streetCode);
});
after(async () => {
  for (const run of cleanups) await run();
});

const counted = async (code: string): Promise<number> => (await system(terminalRoutes.counters)).byReason[code] ?? 0;

/** It became a dead letter with this code: counted, listed, with texts; and nobody else has lost anything. */
const isHeld = async (code: string, send: () => Promise<unknown>): Promise<void> => {
  const before = await counted(code);
  await send();
  assert.ok((await counted(code)) > before, `${code} is counted`);
  const letters = await system(terminalRoutes.deadLetters);
  assert.ok(
    letters.some((letter) => letter.code === code && letter.source.includes(gauge.code)),
    `${code} is listed`,
  );
  saysWhy(texts[code]?.text);
  await gauge.goodStillGoesThrough();
};

const inAnHour = (): number => Date.now() + 3_600_000;

const badMessages: readonly (readonly [string, () => string | Uint8Array, string])[] = [
  ['a reading of the future', () => JSON.stringify({ ts: inAnHour(), values: { depthCm: 3 } }), 'perception.future'],
  ['a reading of 1970', () => JSON.stringify({ ts: 1000, values: { depthCm: 3 } }), 'perception.far-past'],
  ['a time without a zone', () => '{"ts":"2026-01-01 08:00","values":{"depthCm":3}}', 'perception.bad-time'],
  ['NaN', () => '{"depthCm":NaN}', 'perception.not-a-number'],
  ['a number beyond all numbers', () => '{"depthCm":1e999}', 'perception.not-a-number'],
  ['a number in quotes', () => '{"depthCm":"12"}', 'perception.not-a-number'],
  ['JSON that breaks off', () => '{"depthCm":', 'perception.malformed'],
  ['text that is no JSON', () => 'depth=12', 'perception.malformed'],
  ['broken UTF-8', () => Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 'perception.broken-text'],
  ['an unknown unit', () => '{"depthCm":{"value":3,"unit":"furlong"}}', 'perception.unknown-unit'],
  ['an unknown characteristic', () => '{"happiness":3}', 'perception.unknown-characteristic'],
];

describe('a bad message of a device is held with a code, counted, shown, and costs nobody else anything', () => {
  for (const [what, body, code] of badMessages) {
    it(`${what}, by HTTP`, async () => {
      await isHeld(code, async () => {
        const answer = await gauge.http(body());
        assert.deepEqual(await answer.json(), { accepted: 0, duplicates: 0, deadLetters: 1 });
      });
    });
    it(`${what}, by MQTT`, async () => {
      await isHeld(code, () => gauge.mqtt(body()));
    });
  }

  it('only the bad value of a message is held, the good ones beside it are taken', async () => {
    const ts = Date.now() - 100_000;
    await isHeld('perception.not-a-number', async () => {
      const answer = await gauge.http(
        `[{"ts":${ts},"values":{"depthCm":NaN}},{"ts":${ts + 1},"values":{"depthCm":4}}]`,
      );
      assert.deepEqual(await answer.json(), { accepted: 1, duplicates: 0, deadLetters: 1 });
    });
  });

  it('a topic that does not exist, by MQTT', async () => {
    await isHeld('perception.unknown-topic', () => gauge.mqtt('{"depthCm":3}', 'v1/devices/other'));
  });
});

describe('a message of a megabyte is refused', () => {
  const megabyte = (): string => JSON.stringify({ depthCm: 3, padding: 'x'.repeat(1_000_000) });

  it('by HTTP with its size, and held', async () => {
    await isHeld('perception.too-large', async () => {
      await saysNo(await gauge.http(megabyte()), 413, 'perception.too-large');
    });
  });

  it('by HTTP also when it is too large to be read at all', async () => {
    const answer = await gauge.http('x'.repeat(3_000_000)).catch(() => undefined);
    // A client that still sends while the node refuses may see its connection end instead of the answer.
    if (answer !== undefined) await saysNo(answer, 413, 'http.too-large');
    await gauge.goodStillGoesThrough();
  });

  it('by MQTT by ending the connection, and counted', async () => {
    const before = await counted('perception.too-large');
    await assert.rejects(gauge.mqtt(megabyte()));
    await until('the count', async () => ((await counted('perception.too-large')) > before ? true : undefined), 5_000);
    await gauge.goodStillGoesThrough();
  });
});

describe('who is not known is refused', () => {
  const isRefused = async (code: string, send: () => Promise<unknown>): Promise<void> => {
    const before = await counted(code);
    await send();
    assert.equal(await counted(code), before + 1);
    await gauge.goodStillGoesThrough();
  };

  it('with a wrong token by HTTP', async () => {
    await isRefused('perception.wrong-token', async () => {
      await saysNo(await gauge.http('{"depthCm":3}', undefined, 'no-such-token'), 401, 'perception.wrong-token');
    });
  });

  it('with a wrong token by MQTT, in the words of the protocol', async () => {
    await isRefused('perception.wrong-token', () =>
      assert.rejects(connect(federation.port, 'no-such-token'), /Bad username or password|Not authorized/i),
    );
  });

  it('with the token of a terminal at the door of gateways', async () => {
    await isRefused('perception.not-a-gateway', async () => {
      await saysNo(await gauge.http('{}', gatewayPath), 403, 'perception.not-a-gateway');
    });
  });

  it('as a terminal that a gateway makes up; the true ones beside it are taken', async () => {
    const [city] = federation.nodes;
    const context: ActContext = {
      actor: { kind: 'system', id: 'test', name: 'test' },
      node: city?.config.id ?? ('' as never),
      exercise: false,
    };
    const token = 'token-of-a-gateway-under-test';
    await city?.rooms.perception.ensureGateway({ name: 'BAD-1 gateway', token }, context);
    await isHeld('perception.unknown-terminal', async () => {
      const ts = Date.now() - 200_000;
      const body = { 'NO-SUCH': { depthCm: 3 }, [gauge.code]: { ts, values: { depthCm: 3 } } };
      const answer = await gauge.http(JSON.stringify(body), gatewayPath, token);
      assert.deepEqual(await answer.json(), { accepted: 1, duplicates: 0, deadLetters: 1 });
    });
  });

  it('with a wrong password, in three languages', async () => {
    const answer = await fetch(`http://${host}:${federation.port}${peopleRoutes.login.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ loginName: 'city-duty', password: 'not-his-password' }),
    });
    await saysNo(answer, 401, 'people.wrong-login');
  });
});

describe('a request from another site is refused', () => {
  const foreign = { origin: 'https://elsewhere.example', 'content-type': 'application/json' };

  it('when it wants to change something', async () => {
    const url = `http://${host}:${federation.port}${peopleRoutes.login.path}`;
    const body = JSON.stringify({ loginName: 'city-duty', password: 'liandong-demo' });
    await saysNo(await fetch(url, { method: 'POST', headers: foreign, body }), 403, 'http.foreign-origin');
    await gauge.goodStillGoesThrough();
  });

  it('when its JSON cannot be read, without touching the session of anybody', async () => {
    const url = `http://${host}:${federation.port}${peopleRoutes.login.path}`;
    const headers = { 'content-type': 'application/json' };
    await saysNo(await fetch(url, { method: 'POST', headers, body: '{"loginName":' }), 400, 'http.bad-request');
    await saysNo(await fetch(url, { method: 'POST', headers, body: '{"loginName":7}' }), 400, 'http.bad-request');
    assert.equal((await system(peopleRoutes.session)).user.loginName, 'city-system');
  });
});
