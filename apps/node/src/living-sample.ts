import { telemetryTopic } from '@liandong/contract';
import type { Logger } from '@liandong/platform';
import {
  createSimulator,
  happeningIds,
  happeningNames,
  type SampleCity,
  type SampleReading,
  type Simulator,
  storyStart,
  terminalSecret,
} from '@liandong/sample-city';
import { hourMs, type Instant, instant, refuse } from '@liandong/words';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Life, StartedEvent } from './cities.ts';
import type { PlatformNode } from './compose.ts';
import { host } from './node-config.ts';

type Sender = { send(reading: SampleReading): Promise<void>; stop(): Promise<void> };

const messageOf = ({ at, values }: SampleReading): string => JSON.stringify({ ts: at, values });

/** One connection a terminal, as in the field. */
const mqttSender = (port: number, tokenOf: (code: string) => Promise<string>): Sender => {
  const clients = new Map<string, Promise<MqttClient>>();
  const clientOf = (code: string): Promise<MqttClient> => {
    const known = clients.get(code);
    if (known !== undefined) return known;
    const made = tokenOf(code).then((username) =>
      connectAsync(`mqtt://${host}:${port}`, { username, clientId: `sample-${code}`, reconnectPeriod: 2_000 }),
    );
    clients.set(code, made);
    return made;
  };
  return {
    send: async (reading) => {
      const client = await clientOf(reading.terminalCode);
      await client.publishAsync(telemetryTopic, messageOf(reading), { qos: 1 });
    },
    stop: async () => {
      const opened = await Promise.allSettled(clients.values());
      for (const client of opened) if (client.status === 'fulfilled') await client.value.endAsync(true);
    },
  };
};

const httpSender = (port: number, tokenOf: (code: string) => Promise<string>): Sender => ({
  send: async (reading) => {
    const response = await fetch(`http://${host}:${port}/${telemetryTopic}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(reading.terminalCode)}`, 'content-type': 'application/json' },
      body: messageOf(reading),
    });
    if (!response.ok) throw new Error(`telemetry refused: ${response.status}`);
  },
  stop: async () => undefined,
});

const senderOf = ({ config, services }: PlatformNode): Sender => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (code: string): Promise<string> => {
    const token = tokens.get(code) ?? services.secret(terminalSecret(code));
    tokens.set(code, token);
    return token;
  };
  return config.mqttPort === undefined ? httpSender(config.port, tokenOf) : mqttSender(config.mqttPort, tokenOf);
};

/** @throws node.bad-argument for an event that the sample doesn't know, or a terminal that it cannot happen at */
const orderOf = (simulator: Simulator, event: string, now: Instant, at: string | undefined): StartedEvent => {
  if (!happeningIds.some((id) => id === event)) throw refuse('node.bad-argument', { key: 'event', value: event });
  try {
    const { id, at: code, place, until } = simulator.begin(event, now, at);
    return { event: id, at: code, place, until };
  } catch (cause) {
    if (at === undefined) throw cause;
    throw refuse('node.bad-argument', { key: 'at', value: at });
  }
};

const stepMs = 1_000;
const pastMs = 3 * hourMs;

/** Lets the terminals of the sample report by real MQTT at the city and by HTTP at the other nodes. */
export const enlivenSample = async (city: SampleCity, nodes: readonly PlatformNode[], log: Logger): Promise<Life> => {
  const simulator = createSimulator(city);
  const senders = new Map(nodes.map((node) => [node.config.id as string, senderOf(node)] as const));
  const clock = nodes[0]?.rooms.clock;
  if (clock === undefined) throw new Error('no node to report to');
  let stopped = false;
  let running: Promise<void> | undefined;

  const sendAll = async (readings: readonly SampleReading[]): Promise<void> => {
    const results = await Promise.allSettled(readings.map((one) => senders.get(one.node)?.send(one)));
    const failed = results.filter((result) => result.status === 'rejected');
    if (failed.length > 0 && !stopped)
      log.warn({ failed: failed.length, err: failed[0]?.reason }, 'simulated readings not taken');
  };

  const now = clock.city();
  let sentTo: Instant = now;
  const step = (): void => {
    if (stopped || running !== undefined) return;
    const to = clock.city();
    const due = simulator.readings(sentTo, to);
    sentTo = to;
    running = sendAll(due).finally(() => {
      running = undefined;
    });
  };

  await sendAll(simulator.backfill(instant(now - pastMs), now));
  simulator.begin('rain', storyStart(now));
  const timer = setInterval(step, stepMs);
  return {
    events: happeningIds.map((id) => ({ id, name: happeningNames[id] })),
    order: (event, at) => orderOf(simulator, event, clock.city(), at),
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      for (const sender of senders.values()) await sender.stop();
    },
  };
};
