import { fileURLToPath } from 'node:url';
import { createMqttListener } from '@liandong/gateway-mqtt';
import { silentLog } from '@liandong/platform/testing';
import { openBareBroker } from './support/bare-broker.ts';
import { loadMqtt, type MqttOutcome, type MqttTask } from './support/load-mqtt.ts';
import { isLoadProcess, serveLoad, startLoadProcess } from './support/load-process.ts';
import { heading, median, percentile, round, table, verdict } from './support/report.ts';
import { machine, openStand } from './support/stand.ts';
import { firstInstant } from './support/workload.ts';

// Readings by MQTT QoS 1 through the whole path, acknowledged when durable, against the bare broker aedes that
// acknowledges without storing; the same messages from the same load process, one after the other.

const target = 0.6;
const connections = 20;
const messagesEach = 4_000;
const window = 200;
const rounds = 15;
const warmUp = 1_000;

const measure = async (): Promise<void> => {
  await using opened = new AsyncDisposableStack();
  const stand = await openStand(connections);
  opened.defer(stand.close);
  const { questions, ingestMessage } = stand.perception;
  const listener = createMqttListener({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    authenticate: async (token) => questions.byCredential(token),
    ingest: (holder, bytes, topic) => ingestMessage('mqtt', holder, bytes, topic),
  });
  await listener.start();
  opened.defer(listener.stop);
  const broker = await openBareBroker();
  opened.defer(broker.close);
  const load = startLoadProcess(fileURLToPath(import.meta.url));
  opened.defer(load.close);
  const task = { connections, window, start: firstInstant() };
  const send = (port: number, firstStep: number, messages: number): Promise<MqttOutcome> =>
    load.run<MqttOutcome>({ ...task, port, firstStep, messagesEach: messages } satisfies MqttTask);

  await send(broker.port, 0, warmUp);
  await send(listener.port(), 0, warmUp);
  stand.takeCommits();
  const whole: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  const latencies: number[] = [];
  const lines: (string | number)[][] = [];
  let stored = 0;
  for (let round_ = 0; round_ < rounds; round_ += 1) {
    const firstStep = warmUp + round_ * messagesEach;
    const ours = await send(listener.port(), firstStep, messagesEach);
    const { rows, commits } = stand.takeCommits();
    if (rows !== ours.acknowledged) throw new Error(`${ours.acknowledged} acknowledged, ${rows} stored`);
    stored += rows;
    const theirs = await send(broker.port, firstStep, messagesEach);
    const wholeRate = (ours.acknowledged / ours.elapsedMs) * 1000;
    const bareRate = (theirs.acknowledged / theirs.elapsedMs) * 1000;
    ratios.push(wholeRate / bareRate);
    whole.push(wholeRate);
    bare.push(bareRate);
    latencies.push(...ours.latenciesMs);
    lines.push([
      `round ${round_ + 1}`,
      round(wholeRate),
      round(bareRate),
      round(rows / commits),
      round(wholeRate / bareRate, 3),
    ]);
  }
  heading('ingest-mqtt: readings by MQTT QoS 1, acknowledged when durable, against a bare broker', [
    machine(),
    `${connections} devices, ${messagesEach} messages of one reading each a round, at most ${window} unacknowledged each`,
    `broker: aedes, acknowledging without storing; ${stored} readings stored here`,
    'ratio: median of the rounds’ own ratios, since other work on the machine comes and goes',
  ]);
  table(['', 'whole path, messages/s', 'aedes, messages/s', 'rows a commit', 'ratio'], lines);
  verdict({
    bench: 'ingest-mqtt',
    ratio: round(median(ratios), 3),
    target,
    wholePathMessagesPerS: round(median(whole)),
    bareBrokerMessagesPerS: round(median(bare)),
    ackP50Ms: round(percentile(latencies, 0.5), 1),
    ackP99Ms: round(percentile(latencies, 0.99), 1),
    devices: connections,
    unacknowledgedEach: window,
    machine: machine(),
  });
};

if (isLoadProcess()) serveLoad<MqttTask>(loadMqtt);
else await measure();
