import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '@liandong/words';
import { connectAsync } from 'mqtt';
import type { Packet } from 'mqtt-packet';
import { hello, knock, openDoor, telemetry, visit } from './door.ts';

const topic = 'v1/devices/me/telemetry';
const fields = (packet: Packet): unknown[] => [packet.cmd, packet.messageId];

for (const protocolVersion of [4, 5] as const) {
  describe(`a real client of MQTT ${protocolVersion === 4 ? '3.1.1' : '5'}`, () => {
    it('has its messages of QoS 0, 1 and 2 taken once each, in order', async (t) => {
      const door = await openDoor(t);
      const client = await visit(t, door, { protocolVersion });
      for (let n = 0; n < 60; n += 1) void client.publishAsync(topic, `${n}`, { qos: 1 });
      await client.publishAsync(topic, 'two', { qos: 2 });
      await client.publishAsync(topic, 'zero', { qos: 0 });
      await client.publishAsync('any/thing', 'last', { qos: 1 });
      const texts = door.messages.map((message) => message.text);
      assert.deepEqual(texts, [...Array.from({ length: 60 }, (_, n) => `${n}`), 'two', 'zero', 'last']);
      assert.equal(door.messages.at(-1)?.topic, 'any/thing');
    });

    it('hears no acknowledgement before its message is durable', async (t) => {
      const door = await openDoor(t);
      const client = await visit(t, door, { protocolVersion });
      door.hold();
      let acknowledged = false;
      const sent = client.publishAsync(topic, 'x', { qos: 1 }).then(() => {
        acknowledged = true;
      });
      await client.publishAsync(topic, 'y', { qos: 0 });
      while (door.messages.length < 2) await new Promise(setImmediate);
      assert.equal(acknowledged, false);
      door.release();
      await sent;
    });

    it('is refused with a wrong token, and may send the token as password', async (t) => {
      const door = await openDoor(t);
      await assert.rejects(
        connectAsync(`mqtt://127.0.0.1:${door.listener.port()}`, {
          protocolVersion,
          username: 'wrong',
          reconnectPeriod: 0,
        }),
        /(Not authorized|Bad (user|User).*)/i,
      );
      assert.deepEqual(door.refused, ['perception.wrong-token']);
      await visit(t, door, { protocolVersion, username: 'device', password: 'token-G7' });
    });

    it('gets no subscription but its own', async (t) => {
      const door = await openDoor(t);
      const client = await visit(t, door, { protocolVersion });
      await assert.rejects(client.subscribeAsync('#'));
      const [own] = await client.subscribeAsync('v1/devices/me/rpc/request/+');
      assert.equal(own?.qos, 0);
      await client.unsubscribeAsync('v1/devices/me/rpc/request/+');
    });

    it('is put out by the same client of the same holder only', async (t) => {
      const door = await openDoor(t);
      const first = await visit(t, door, { protocolVersion, clientId: 'same' });
      const stranger = await visit(t, door, { protocolVersion, clientId: 'same', username: 'token-G2' });
      const closed = new Promise<void>((resolve) => first.once('close', () => resolve()));
      await visit(t, door, { protocolVersion, clientId: 'same' });
      await closed;
      assert.equal(stranger.connected, true);
      assert.equal(door.listener.connections(), 2);
    });
  });
}

describe('acknowledgements', () => {
  it('come in the order of arrival, even when a later message is durable first', async (t) => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let taken = 0;
    const door = await openDoor(t, { ingest: async () => gates[taken++]?.promise });
    const raw = await knock(t, door);
    raw.send(hello(), telemetry(7), telemetry(8));
    assert.equal((await raw.next()).cmd, 'connack');
    gates[1]?.resolve();
    raw.send({ cmd: 'pingreq' });
    assert.deepEqual(fields(await raw.next()), ['pingresp', undefined]);
    gates[0]?.resolve();
    assert.deepEqual(
      [fields(await raw.next()), fields(await raw.next())],
      [
        ['puback', 7],
        ['puback', 8],
      ],
    );
  });

  it('wait while the rooms refuse, and keep the order of messages', async (t) => {
    const taken: string[] = [];
    let refusals = 5;
    const door = await openDoor(t, {
      ingest: async (_holder, bytes) => {
        refusals -= 1;
        if (refusals >= 0) throw new Refusal('perception.overloaded');
        taken.push(bytes.toString());
      },
    });
    const client = await visit(t, door);
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => client.publishAsync(topic, text, { qos: 1 })));
    assert.deepEqual(taken, ['a', 'b', 'c', 'd', 'e']);
  });

  it('of QoS 2 take a message once, over a lost connection too', async (t) => {
    const door = await openDoor(t);
    const first = await knock(t, door);
    first.send(hello(4, 'c2', 'token-G1', false), telemetry(5, 'once', 2), telemetry(5, 'once', 2));
    await first.next();
    assert.deepEqual(
      [fields(await first.next()), fields(await first.next())],
      [
        ['pubrec', 5],
        ['pubrec', 5],
      ],
    );
    first.socket.destroy();
    const second = await knock(t, door);
    second.send(hello(4, 'c2', 'token-G1', false), telemetry(5, 'once', 2));
    const welcome = await second.next();
    assert.equal(welcome.cmd === 'connack' && welcome.sessionPresent, true);
    assert.deepEqual(fields(await second.next()), ['pubrec', 5]);
    second.send({ cmd: 'pubrel', messageId: 5 }, telemetry(5, 'again', 2));
    assert.deepEqual(fields(await second.next()), ['pubcomp', 5]);
    assert.deepEqual(fields(await second.next()), ['pubrec', 5]);
    assert.deepEqual(
      door.messages.map((message) => message.text),
      ['once', 'again'],
    );
  });

  it('let a client that runs ahead wait, and lose nothing of it', async (t) => {
    const door = await openDoor(t, { maxUnacknowledged: 10 });
    const raw = await knock(t, door);
    raw.send(hello());
    await raw.next();
    door.hold();
    const payload = 'x'.repeat(50_000);
    for (let id = 1; id <= 200; id += 1) raw.send(telemetry(id, payload));
    while (door.messages.length < 10) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    assert.ok(door.messages.length < 30, `${door.messages.length} messages taken although none is durable`);
    door.release();
    for (let id = 1; id <= 200; id += 1) assert.deepEqual(fields(await raw.next()), ['puback', id]);
  });

  it('all go out before the listener stops', async (t) => {
    const door = await openDoor(t);
    const raw = await knock(t, door);
    raw.send(hello());
    await raw.next();
    door.hold();
    raw.send(telemetry(1));
    while (door.messages.length < 1) await new Promise(setImmediate);
    const stopped = door.listener.stop();
    door.release();
    await stopped;
    await raw.closed;
    assert.deepEqual(
      raw.packets.map((packet) => packet.cmd),
      ['connack', 'puback'],
    );
  });
});

describe('bad clients', () => {
  it('end when they never say CONNECT, or are silent beyond one and a half keep-alives', async (t) => {
    const door = await openDoor(t);
    const mute = await knock(t, door);
    const silent = await knock(t, door, 5);
    silent.send(hello(5));
    await silent.next();
    door.clock = 10_001;
    door.listener.sweep();
    await mute.closed;
    assert.equal(silent.socket.closed, false);
    door.clock = 45_002;
    door.listener.sweep();
    const last = await silent.next();
    assert.equal(last.cmd === 'disconnect' && last.reasonCode, 0x8d);
    await silent.closed;
    assert.deepEqual(door.refused, ['mqtt.silent', 'mqtt.silent']);
  });

  it('with one megabyte are told so and hurt nobody else', async (t) => {
    const door = await openDoor(t);
    const other = await visit(t, door, { username: 'token-G2' });
    const raw = await knock(t, door, 5);
    raw.send(hello(5));
    await raw.next();
    raw.send(telemetry(1, Buffer.alloc(1_000_000, 0x20)));
    const last = await raw.next();
    assert.equal(last.cmd === 'disconnect' && last.reasonCode, 0x95);
    await raw.closed;
    await other.publishAsync(topic, 'still here', { qos: 1 });
    assert.deepEqual(door.refused, ['perception.too-large']);
    assert.deepEqual(
      door.messages.map((message) => message.code),
      ['G2'],
    );
  });

  it('of an unknown version hear that their version is unknown', async (t) => {
    const door = await openDoor(t);
    const raw = await knock(t, door);
    const bytes = Buffer.from([0x10, 0x0e, 0, 4, 0x4d, 0x51, 0x54, 0x54, 9, 2, 0, 30, 0, 2, 0x63, 0x31]);
    raw.send(bytes);
    const last = await raw.next();
    assert.equal(last.cmd === 'connack' && last.returnCode, 1);
    await raw.closed;
  });

  for (const [name, bytes] of [
    ['a second CONNECT', hello()],
    ['a server’s packet', { cmd: 'pingresp' } as const],
    ['a topic with a wildcard', { ...telemetry(1), topic: 'v1/#' } as Packet],
    ['QoS 3', Buffer.from([0x36, 5, 0, 1, 0x61, 0, 1])],
    ['a topic longer than its packet', Buffer.from([0x30, 4, 0, 9, 0x61, 0x61])],
    ['an endless length', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff])],
  ] as const) {
    it(`are put out for ${name}`, async (t) => {
      const door = await openDoor(t);
      const raw = await knock(t, door);
      raw.send(hello());
      await raw.next();
      raw.send(bytes);
      await raw.closed;
      assert.equal(door.refused.length, 1);
      assert.equal(door.messages.length, 0);
    });
  }
});
