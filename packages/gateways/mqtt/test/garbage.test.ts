import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { hello, knock, openDoor, telemetry, visit } from './door.ts';

const conversation = (protocolVersion: 4 | 5): Buffer =>
  Buffer.concat(
    [
      hello(protocolVersion),
      telemetry(1, '{"depthCm":1}'),
      telemetry(2, '{"depthCm":2}', 2),
      { cmd: 'pubrel', messageId: 2 } as Packet,
      { cmd: 'subscribe', messageId: 3, subscriptions: [{ topic: 'a/b', qos: 1 }] } as Packet,
      { cmd: 'pingreq' } as Packet,
    ].map((packet) => generate(packet, { protocolVersion })),
  );

const mutated = fc
  .tuple(
    fc.constantFrom<4 | 5>(4, 5),
    fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 4 }),
    fc.uint8Array({ maxLength: 30 }),
    fc.integer({ min: 1, max: 200 }),
  )
  .map(([version, changes, tail, cutBytes]) => {
    const bytes = conversation(version);
    for (const [place, value] of changes) if (place < bytes.length) bytes[place] = value;
    return { bytes: Buffer.concat([bytes, tail]), cutBytes };
  });

it('stands any bytes in any pieces, and serves the next client as before', async (t) => {
  const door = await openDoor(t);
  const witness = await visit(t, door, { username: 'token-G2' });
  await fc.assert(
    fc.asyncProperty(mutated, async ({ bytes, cutBytes }) => {
      const raw = await knock(t, door);
      for (let from = 0; from < bytes.length; from += cutBytes) raw.socket.write(bytes.subarray(from, from + cutBytes));
      raw.socket.end();
      await raw.closed;
      await witness.publishAsync('v1/devices/me/telemetry', 'witness', { qos: 1 });
    }),
    { numRuns: 300 },
  );
  assert.equal(witness.connected, true);
});

it('takes a conversation that comes byte by byte', async (t) => {
  const door = await openDoor(t);
  const raw = await knock(t, door);
  raw.socket.setNoDelay(true);
  for (const byte of conversation(4)) {
    raw.socket.write(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  const answers = ['connack', 'puback', 'pubrec', 'pubcomp', 'suback', 'pingresp'];
  for (const _ of answers) await raw.next();
  assert.deepEqual(raw.packets.map((packet) => packet.cmd).toSorted(), answers.toSorted());
});
