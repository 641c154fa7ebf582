import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiCall } from '@liandong/contract';
import { instant, minuteMs } from '@liandong/words';
import { Aedes } from 'aedes';
import { type FloodDataset, floodnetReplay, type Sensor, sendReplay } from '../src/index.ts';

const start = instant(Date.UTC(2023, 8, 29, 4));
const sensor: Sensor = {
  code: 'a',
  name: 'a',
  street: 'A Street',
  borough: { code: 'BK', digit: '3', name: { 'zh-Hans': '', 'zh-Hant': '', en: 'Brooklyn' } },
  boardCode: 'BK05',
  lon: -73.9,
  lat: 40.66,
  installedAt: start,
  removedAt: undefined,
};
const readings = [1, 2, 9, 10].map((minute) => ({ at: instant(start + minute * minuteMs), depthInch: minute }));
const report = { read: 0, taken: 0, refused: [], remarks: [] };
const dataset: FloodDataset = {
  sensors: [sensor],
  events: [
    {
      row: 1,
      sensorCode: 'a',
      startedAt: instant(start + minuteMs),
      endedAt: instant(start + 10 * minuteMs),
      readings,
    },
  ],
  reports: { sensors: report, events: report },
};

it('moves the city clock only when every reading up to there is acknowledged', async (t) => {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    broker.close();
    server.close();
  });
  const happened: { readonly what: 'clock' | 'acknowledged'; readonly at: number }[] = [];
  const tokens: string[] = [];
  broker.authenticate = (_client, username, _password, done) => {
    tokens.push(String(username));
    done(null, true);
  };
  broker.authorizePublish = (_client, packet, done) => {
    const message: Record<string, { ts: number }[]> = JSON.parse(packet.payload.toString());
    void wait(5).then(() => {
      for (const { ts } of Object.values(message).flat()) happened.push({ what: 'acknowledged', at: ts });
      done(null);
    });
  };
  const clock = (async (_route: unknown, input: { body: { city: string; speed: number } }) => {
    happened.push({ what: 'clock', at: Date.parse(input.body.city) });
    assert.equal(input.body.speed, 0);
  }) as unknown as ApiCall;

  const { port } = server.address() as AddressInfo;
  const replay = floodnetReplay(dataset, { from: start, to: instant(start + 60 * minuteMs), settleMs: 10 * minuteMs });
  const mqttUrl = `mqtt://127.0.0.1:${port}`;
  const figures = await sendReplay({
    replay,
    mqttUrl,
    token: 'secret',
    speed: Number.POSITIVE_INFINITY,
    clocks: [clock],
  });

  assert.deepEqual(tokens, ['secret']);
  assert.deepEqual([figures.readings, figures.heartbeats, figures.cityAt], [5, 1, replay.ends]);
  let city = 0;
  for (const { what, at } of happened) {
    if (what === 'clock') city = at;
    else assert.ok(at >= city, 'a reading came after the clock had passed it');
  }
  assert.equal(city, replay.ends);
});
