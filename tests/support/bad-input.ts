import assert from 'node:assert/strict';
import { type ApiCall, telemetryTopic, terminalRoutes } from '@liandong/contract';
import { connectAsync, type MqttClient } from 'mqtt';
import { host, mqttPortOf } from './federation.ts';

/** A gauge of the city that sends by both ways and knows what it has to send next. */
export type BadSender = {
  readonly terminalId: string;
  readonly token: string;
  readonly code: string;
  /** Sends these bytes; gives the answer. */
  http(body: string | Uint8Array, path?: string, token?: string): Promise<Response>;
  /** Sends these bytes with QoS 1 on a connection of their own and waits for PUBACK. */
  mqtt(body: string | Uint8Array, topic?: string): Promise<void>;
  /** Sends a good reading by either way and finds it among the stored ones. */
  goodStillGoesThrough(): Promise<void>;
};

export const connect = (port: number, token: string): Promise<MqttClient> =>
  connectAsync(`mqtt://${host}:${mqttPortOf(port)}`, { username: token, reconnectPeriod: 0 });

/** Registers a ponding gauge in a jurisdiction of the node. */
export const openBadSender = async (
  port: number,
  system: ApiCall,
  code: string,
  jurisdictionCode: string,
): Promise<BadSender> => {
  const order = { code, name: code, typeCode: 'roadPondingGauge', jurisdictionCode, lon: 121.5, lat: 30.5 } as const;
  const { terminalId, token } = await system(terminalRoutes.register, { body: { ...order, datum: 'WGS-84' } });
  const http: BadSender['http'] = (body, path = `/${telemetryTopic}`, as = token) =>
    fetch(`http://${host}:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const mqtt: BadSender['mqtt'] = async (body, topic = telemetryTopic) => {
    const client = await connect(port, token);
    try {
      const ended = Promise.withResolvers<never>();
      client.once('close', () => ended.reject(new Error('the node ended the connection')));
      client.on('error', () => undefined);
      await Promise.race([client.publishAsync(topic, Buffer.from(body), { qos: 1 }), ended.promise]);
    } finally {
      await client.endAsync(true);
    }
  };
  let at = Date.now() - 60_000;
  const goodStillGoesThrough = async (): Promise<void> => {
    const [byHttp, byMqtt] = [at + 1, at + 2];
    at += 2;
    const answer = await http(JSON.stringify({ ts: byHttp, values: { depthCm: 1 } }));
    assert.deepEqual(await answer.json(), { accepted: 1, duplicates: 0, deadLetters: 0 });
    await mqtt(JSON.stringify({ ts: byMqtt, values: { depthCm: 2 } }));
    const query = { characteristic: 'depthCm', limit: 20_000 };
    const { at: stored } = await system(terminalRoutes.readings, { params: { id: terminalId }, query });
    assert.deepEqual(stored.slice(-2), [byHttp, byMqtt]);
  };
  return { terminalId, token, code, http, mqtt, goodStillGoesThrough };
};

type ProblemJson = { readonly code: string; readonly texts: Readonly<Record<string, string>> };

/** The answer says no with this code, and says why in three languages. */
export const saysNo = async (response: Response, status: number, code: string): Promise<void> => {
  const problem = (await response.json()) as ProblemJson;
  assert.deepEqual([response.status, problem.code], [status, code]);
  saysWhy(problem.texts);
};

/** A text in each of the three languages, none of them left unfilled. */
export const saysWhy = (texts: Readonly<Record<string, string>> | undefined): void => {
  for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
    assert.ok((texts?.[language] ?? '').length > 3, `a text in ${language}`);
  }
};
