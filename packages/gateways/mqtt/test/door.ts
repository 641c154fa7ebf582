import { type Socket, connect as tcp } from 'node:net';
import { silentLog } from '@liandong/platform/testing';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { generate, type Packet, parser } from 'mqtt-packet';
import { createMqttListener, type MqttListener, type MqttListenerDeps } from '../src/index.ts';

type Cleanup = { after(run: () => Promise<void> | void): void };
type Device = { readonly kind: string; readonly id: string; readonly code: string };
export type Message = { readonly code: string; readonly text: string; readonly topic: string };

/** A listener whose rooms are a list; a test decides when a message is durable. */
export type Door = {
  readonly listener: MqttListener;
  readonly messages: Message[];
  readonly refused: string[];
  /** From now on nothing becomes durable until `release`. */
  hold(): void;
  release(): void;
  clock: number;
};

export const openDoor = async (t: Cleanup, extra: Partial<MqttListenerDeps<Device>> = {}): Promise<Door> => {
  const messages: Message[] = [];
  const refused: string[] = [];
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  const door = {
    messages,
    refused,
    clock: 0,
    hold: () => {
      gate = Promise.withResolvers<void>();
    },
    release: () => gate.resolve(),
  };
  const listener = createMqttListener<Device>({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    authenticate: async (token) =>
      token.startsWith('token-') ? { kind: 'terminal', id: token.slice(6), code: token.slice(6) } : undefined,
    ingest: async (holder, bytes, topic) => {
      const { promise } = gate;
      messages.push({ code: holder.code, text: bytes.toString(), topic });
      await promise;
    },
    refused: (code) => refused.push(code),
    now: () => door.clock,
    ...extra,
  });
  await listener.start();
  t.after(() => {
    door.release();
    return listener.stop();
  });
  return Object.assign(door, { listener });
};

/** A real client library at the door; it does not come back by itself. */
export const visit = async (t: Cleanup, door: Door, options: IClientOptions = {}): Promise<MqttClient> => {
  const client = await connectAsync(`mqtt://127.0.0.1:${door.listener.port()}`, {
    username: 'token-G1',
    reconnectPeriod: 0,
    ...options,
  });
  t.after(() => client.endAsync(true));
  return client;
};

/** Bare bytes at the door. */
export type Raw = {
  readonly socket: Socket;
  readonly packets: Packet[];
  send(...packets: (Packet | Buffer)[]): void;
  /** The next packet that has not been asked for yet. */
  next(): Promise<Packet>;
  readonly closed: Promise<void>;
};

export const knock = async (t: Cleanup, door: Door, protocolVersion: 4 | 5 = 4): Promise<Raw> => {
  const socket = tcp(door.listener.port(), '127.0.0.1');
  t.after(() => {
    socket.destroy();
  });
  const packets: Packet[] = [];
  const waiting: ((packet: Packet) => void)[] = [];
  let given = 0;
  const reader = parser({ protocolVersion });
  reader.on('packet', (packet) => {
    packets.push(packet);
    const wake = waiting.shift();
    if (wake === undefined) return;
    given += 1;
    wake(packet);
  });
  // Garbage may change the version that the other side speaks; then its answers are not of interest.
  reader.on('error', () => undefined);
  socket.on('data', (chunk) => reader.parse(chunk));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  return {
    socket,
    packets,
    send: (...list) => {
      socket.write(Buffer.concat(list.map((one) => (Buffer.isBuffer(one) ? one : generate(one, { protocolVersion })))));
    },
    next: () => {
      const packet = packets[given];
      if (packet === undefined) return new Promise((resolve) => waiting.push(resolve));
      given += 1;
      return Promise.resolve(packet);
    },
    closed: new Promise<void>((resolve) => socket.once('close', () => resolve())),
  };
};

export const hello = (protocolVersion: 4 | 5 = 4, clientId = 'c1', username = 'token-G1', clean = true): Packet => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion,
  clientId,
  clean,
  keepalive: 30,
  username,
});

export const telemetry = (messageId: number, payload: string | Buffer = '{}', qos: 0 | 1 | 2 = 1): Packet => ({
  cmd: 'publish',
  topic: 'v1/devices/me/telemetry',
  payload,
  qos,
  messageId,
  dup: false,
  retain: false,
});
