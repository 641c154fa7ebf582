import { connect, type Socket } from 'node:net';
import { depthCm, terminalCode, terminalToken } from './workload.ts';

export type MqttTask = {
  readonly port: number;
  /** One connection is one device. */
  readonly connections: number;
  readonly messagesEach: number;
  readonly firstStep: number;
  readonly start: number;
  /** Unacknowledged messages of one device. */
  readonly window: number;
};
export type MqttOutcome = {
  readonly elapsedMs: number;
  readonly acknowledged: number;
  readonly latenciesMs: readonly number[];
};

const topic = 'v1/devices/me/telemetry';

/** Publishes readings with QoS 1 from several devices; packets are made beforehand, acknowledgements only counted. */
export const loadMqtt = async (task: MqttTask): Promise<MqttOutcome> => {
  const devices = await Promise.all(
    Array.from({ length: task.connections }, async (_, device) => ({
      socket: await open(task.port, device),
      packets: packetsOf(task, device),
    })),
  );
  const latenciesMs: number[] = [];
  const began = performance.now();
  const counts = await Promise.all(devices.map((device) => publishAll(device, task, latenciesMs)));
  const elapsedMs = performance.now() - began;
  for (const { socket } of devices) socket.destroy();
  return { elapsedMs, acknowledged: counts.reduce((sum, count) => sum + count, 0), latenciesMs };
};

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

/** Packets of this bench stay below 128 bytes, so that their length is one byte. */
const packetOf = (head: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  if (body.length > 127) throw new Error('packet too long for this bench');
  return Buffer.concat([Buffer.from([head, body.length]), body]);
};

/** MQTT 3.1.1, user name, clean session, keep-alive of a minute. */
const connectPacket = (clientId: string, username: string): Buffer =>
  packetOf(0x10, text('MQTT'), Buffer.from([4, 0x82, 0, 60]), text(clientId), text(username));

/** QoS 1. */
const publishPacket = (payload: string, messageId: number): Buffer =>
  packetOf(0x32, text(topic), Buffer.from([messageId >> 8, messageId & 0xff]), Buffer.from(payload));

type Packets = { readonly bytes: Buffer; readonly ends: Uint32Array };

const packetsOf = ({ messagesEach, firstStep, start }: MqttTask, device: number): Packets => {
  const ends = new Uint32Array(messagesEach);
  const parts: Buffer[] = [];
  let end = 0;
  for (let message = 0; message < messagesEach; message += 1) {
    const step = firstStep + message;
    // Ten readings a second of each device keep a long run within one day.
    const payload = `{"ts":${start + step * 100},"values":{"depthCm":${depthCm(device, step)}}}`;
    const messageId = (message % 65_535) + 1;
    const packet = publishPacket(payload, messageId);
    parts.push(packet);
    end += packet.length;
    ends[message] = end;
  }
  return { bytes: Buffer.concat(parts), ends };
};

const open = (port: number, device: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.write(connectPacket(terminalCode(device), terminalToken(device)));
    socket.once('data', (connack: Buffer) => {
      if (connack[0] === 0x20 && connack[3] === 0) resolve(socket);
      else reject(new Error(`CONNACK ${connack.toString('hex')}`));
    });
  });

type Device = { readonly socket: Socket; readonly packets: Packets };

/** One message in so many is timed. */
const timedEach = 64;

const publishAll = (
  { socket, packets }: Device,
  { messagesEach, window }: MqttTask,
  latenciesMs: number[],
): Promise<number> =>
  new Promise((resolve, reject) => {
    let sent = 0;
    let ackBytes = 0;
    const sentAt = new Float64Array(messagesEach);
    const send = (upTo: number): void => {
      const to = Math.min(messagesEach, upTo);
      if (to <= sent) return;
      const from = sent === 0 ? 0 : (packets.ends[sent - 1] ?? 0);
      socket.write(packets.bytes.subarray(from, packets.ends[to - 1]));
      sentAt.fill(performance.now(), sent, to);
      sent = to;
    };
    socket.on('data', (chunk: Buffer) => {
      // A PUBACK has four bytes; anything else than 40 02 at its place is no PUBACK.
      for (let at = (4 - (ackBytes % 4)) % 4; at < chunk.length; at += 4) {
        if (chunk[at] !== 0x40) reject(new Error(`no PUBACK: ${chunk[at]?.toString(16)}`));
      }
      const before = Math.floor(ackBytes / 4);
      ackBytes += chunk.length;
      const acknowledged = Math.floor(ackBytes / 4);
      const now = performance.now();
      for (let message = Math.ceil(before / timedEach) * timedEach; message < acknowledged; message += timedEach) {
        latenciesMs.push(now - (sentAt[message] ?? now));
      }
      if (acknowledged >= messagesEach) resolve(acknowledged);
      else send(acknowledged + window);
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the connection')));
    send(window);
  });
