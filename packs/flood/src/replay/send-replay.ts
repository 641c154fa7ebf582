import { setTimeout as wait } from 'node:timers/promises';
import { type ApiCall, gatewayTelemetryTopic, nodeRoutes } from '@liandong/contract';
import { type Instant, toIso } from '@liandong/words';
import { connectAsync, type MqttClient } from 'mqtt';
import { type FloodReplay, gatewayMessages } from './floodnet-replay.ts';

export type SendReplayOptions = {
  readonly replay: FloodReplay;
  /** E.g. `mqtt://127.0.0.1:1883`. */
  readonly mqttUrl: string;
  /** Credential of the gateway that all sensors stand behind. */
  readonly token: string;
  /** City seconds a machine second; Infinity is as fast as the nodes take it. */
  readonly speed: number;
  /** One call a node, in the name of somebody who may move its city clock. */
  readonly clocks: readonly ApiCall[];
  readonly signal?: AbortSignal;
  /** Told after every step. */
  readonly onStep?: (progress: ReplayFigures) => void;
};

export type ReplayFigures = {
  readonly cityAt: Instant;
  readonly messages: number;
  readonly readings: number;
  readonly heartbeats: number;
};

/** Milliseconds between two steps at a finite speed. */
const paceMs = 200;

/** The longest step of city time that keeps a speed smooth; for `floodnetReplay`. */
export const stepMsFor = (speed: number): number => Math.max(1_000, speed * paceMs);

/**
 * Sends a replay by MQTT (QoS 1, gateway form) at its own times × the speed, and moves the city clock of all nodes.
 *
 * The clock stands while a step is sent and moves to the step's end only when every message is acknowledged, which is
 * when the readings are durable and judged. So no limit, hold time or silence can be counted past a reading that is
 * still on its way, at any speed: the same data give the same alerts every time.
 */
export const sendReplay = async (options: SendReplayOptions): Promise<ReplayFigures> => {
  const { replay, mqttUrl, token, speed, clocks, signal, onStep } = options;
  const client = await connectAsync(mqttUrl, { username: token, clientId: 'floodnet-replay', reconnectPeriod: 1_000 });
  let figures: ReplayFigures = { cityAt: replay.begins, messages: 0, readings: 0, heartbeats: 0 };
  const startedMs = performance.now();
  try {
    await moveClocks(clocks, replay.begins);
    for (const step of replay.steps()) {
      signal?.throwIfAborted();
      const messages = gatewayMessages(step);
      await Promise.all(messages.map((message) => publish(client, message)));
      await pause((step.until - replay.begins) / speed - (performance.now() - startedMs), signal);
      await moveClocks(clocks, step.until);
      const said = [...step.items.values()].flat();
      const readings = said.filter(({ depthInch }) => depthInch !== undefined).length;
      figures = {
        cityAt: step.until,
        messages: figures.messages + messages.length,
        readings: figures.readings + readings,
        heartbeats: figures.heartbeats + said.length - readings,
      };
      onStep?.(figures);
    }
    return figures;
  } finally {
    await client.endAsync(true);
  }
};

const publish = async (client: MqttClient, message: string): Promise<void> => {
  await client.publishAsync(gatewayTelemetryTopic, message, { qos: 1 });
};

const moveClocks = async (clocks: readonly ApiCall[], city: Instant): Promise<void> => {
  await Promise.all(
    clocks.map((call) => call(nodeRoutes.setClock, { body: { mode: 'replay', city: toIso(city), speed: 0 } })),
  );
};

const pause = async (delayMs: number, signal: AbortSignal | undefined): Promise<void> => {
  if (delayMs > 0) await wait(delayMs, undefined, signal === undefined ? {} : { signal });
};
