import { gatewayTelemetryTopic } from '@liandong/contract';
import type { SampleReading, Simulator } from '@liandong/sample-city';
import { type Instant, instant, secondMs } from '@liandong/words';
import { connectAsync } from 'mqtt';
import { gatewayBody } from './gateway-body.ts';
import { host } from './node-config.ts';

export type LoadOrder = {
  readonly via: 'http' | 'mqtt';
  readonly port: number;
  readonly token: string;
  /** Readings a second, each of all values of a terminal. */
  readonly rate: number;
  readonly seconds: number;
  /** Told once a second. */
  onSecond(told: LoadTold): void;
};

export type LoadTold = {
  readonly second: number;
  readonly sent: number;
  readonly taken: number;
  readonly failed: number;
  /** Longest wait for an acknowledgement within the second. */
  readonly slowestMs: number;
};

type Post = (body: string) => Promise<boolean>;
type Line = { readonly post: Post; stop(): Promise<void> };

const httpLine = ({ port, token }: LoadOrder): Line => ({
  post: async (body) => {
    const response = await fetch(`http://${host}:${port}/${gatewayTelemetryTopic}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
    await response.arrayBuffer();
    return response.ok;
  },
  stop: async () => undefined,
});

const mqttLine = async ({ port, token }: LoadOrder): Promise<Line> => {
  const client = await connectAsync(`mqtt://${host}:${port}`, { username: token, reconnectPeriod: 1_000 });
  return {
    post: async (body) => {
      await client.publishAsync(gatewayTelemetryTopic, body, { qos: 1 });
      return true;
    },
    stop: () => client.endAsync(),
  };
};

const slicesASecond = 20;

/**
 * Sends simulated readings at a steady rate, one snapshot of the city a second, spread over the second's milliseconds.
 * A node that is slower than the rate is not waited for beyond ten seconds' worth: what it leaves is counted.
 */
export const sendLoad = async (order: LoadOrder, simulator: Simulator, from: Instant): Promise<LoadTold> => {
  const line = order.via === 'http' ? httpLine(order) : await mqttLine(order);
  const total = { sent: 0, taken: 0, failed: 0 };
  let slowestMs = 0;
  const under = new Set<Promise<void>>();
  const began = performance.now();

  const send = (readings: readonly SampleReading[]): void => {
    const sentAt = performance.now();
    total.sent += readings.length;
    const answer = line
      .post(gatewayBody(readings))
      .catch(() => false)
      .then((isTaken) => {
        total[isTaken ? 'taken' : 'failed'] += readings.length;
        slowestMs = Math.max(slowestMs, performance.now() - sentAt);
      });
    const done = answer.finally(() => under.delete(done));
    under.add(done);
  };

  for (let second = 0; second < order.seconds; second += 1) {
    const at = instant(from + second * secondMs);
    const due = spread(
      [...simulator.snapshot(at)].filter(({ node }) => node === 'city'),
      order.rate,
      at,
    );
    for (let slice = 0; slice < slicesASecond; slice += 1) {
      const size = due.length / slicesASecond;
      send(due.slice(Math.floor(slice * size), Math.floor((slice + 1) * size)));
      await pause(began + second * secondMs + ((slice + 1) * secondMs) / slicesASecond - performance.now());
      if (under.size > 10 * slicesASecond) await Promise.race(under);
    }
    order.onSecond({ second: second + 1, ...total, slowestMs });
    slowestMs = 0;
  }
  await Promise.all(under);
  await line.stop();
  return { second: order.seconds, ...total, slowestMs };
};

/** As many readings as a second needs, terminal after terminal, each with a millisecond of its own. */
const spread = (city: readonly SampleReading[], rate: number, at: Instant) =>
  Array.from({ length: city.length === 0 ? 0 : rate }, (_, index) => {
    const reading = city[index % city.length] as SampleReading;
    return { ...reading, at: instant(at + Math.floor((index * secondMs) / rate)) };
  });

const pause = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
