import { gatewayTelemetryTopic, telemetryTopic } from '@liandong/contract';
import type { Logger } from '@liandong/platform';
import {
  createSimulator,
  happeningIds,
  happeningNames,
  loadGateway,
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
import { gatewayBody } from './gateway-body.ts';
import { host } from './node-config.ts';

/** Takes readings to a node. @returns how many it didn't take, and why */
type Sender = { send(readings: readonly SampleReading[]): Promise<Sent>; stop(): Promise<void> };
type Sent = { readonly failed: number; readonly reason?: unknown };

const messageOf = ({ at, values }: SampleReading): string => JSON.stringify({ ts: at, values });

const sentOf = (results: readonly PromiseSettledResult<unknown>[]): Sent => {
  const failed = results.filter((result) => result.status === 'rejected');
  return { failed: failed.length, reason: failed[0]?.reason };
};

type TokenOf = (name: string) => Promise<string>;

/** One connection a terminal, as in the field. */
const mqttSender = (port: number, tokenOf: TokenOf): Sender => {
  const clients = new Map<string, Promise<MqttClient>>();
  const clientOf = (code: string): Promise<MqttClient> => {
    const known = clients.get(code);
    if (known !== undefined) return known;
    const made = tokenOf(terminalSecret(code)).then((username) =>
      connectAsync(`mqtt://${host}:${port}`, { username, clientId: `sample-${code}`, reconnectPeriod: 2_000 }),
    );
    clients.set(code, made);
    return made;
  };
  return {
    send: async (readings) =>
      sentOf(
        await Promise.allSettled(
          readings.map(async (reading) => {
            const client = await clientOf(reading.terminalCode);
            await client.publishAsync(telemetryTopic, messageOf(reading), { qos: 1 });
          }),
        ),
      ),
    stop: async () => {
      const opened = await Promise.allSettled(clients.values());
      for (const client of opened) if (client.status === 'fulfilled') await client.value.endAsync(true);
    },
  };
};

const post = async (port: number, path: string, token: string, body: string): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`http://${host}:${port}/${path}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`telemetry refused: ${response.status}`);
};

const httpSender = (port: number, tokenOf: TokenOf): Sender => ({
  send: async (readings) =>
    sentOf(
      await Promise.allSettled(
        readings.map(async (reading) =>
          post(port, telemetryTopic, await tokenOf(terminalSecret(reading.terminalCode)), messageOf(reading)),
        ),
      ),
    ),
  stop: async () => undefined,
});

const readingsPerPost = 2_000;

/** Many terminals behind one credential, as concentrators send for them. */
const gatewaySender = (port: number, tokenOf: TokenOf): Sender => ({
  send: async (readings) => {
    const token = await tokenOf(loadGateway.secret);
    let failed = 0;
    let reason: unknown;
    for (let from = 0; from < readings.length; from += readingsPerPost) {
      const part = readings.slice(from, from + readingsPerPost);
      await post(port, gatewayTelemetryTopic, token, gatewayBody(part)).catch((error: unknown) => {
        failed += part.length;
        reason = error;
      });
    }
    return { failed, reason };
  },
  stop: async () => undefined,
});

/** So many terminals of one node have a connection of their own; a process has only so many. */
const mostConnections = 1_500;

const senderOf = ({ config, services, rooms }: PlatformNode): Sender => {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf: TokenOf = (name) => {
    const token = tokens.get(name) ?? services.secret(name);
    tokens.set(name, token);
    return token;
  };
  if ([...rooms.perception.questions.terminals()].length > mostConnections) return gatewaySender(config.port, tokenOf);
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
    const byNode = [...Map.groupBy(readings, ({ node }) => node)];
    const sent = await Promise.all(byNode.map(async ([node, some]) => senders.get(node)?.send(some)));
    const failed = sent.reduce((sum, one) => sum + (one?.failed ?? 0), 0);
    const reason = sent.find((one) => (one?.failed ?? 0) > 0)?.reason;
    if (failed > 0 && !stopped) log.warn({ failed, err: reason }, 'simulated readings not taken');
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
