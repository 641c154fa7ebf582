import path from 'node:path';
import {
  floodGatewaySecret,
  floodnetReplay,
  floodPassword,
  readFloodDataset,
  runAutomaticCrew,
  sendReplay,
  signedIn,
  stepMsFor,
} from '@liandong/flood';
import { day, instantAt, parseDay } from '@liandong/laws';
import { type Instant, refuse, toIso } from '@liandong/words';
import { pino } from 'pino';
import { usualMqttPort, usualPort } from '../arguments.ts';
import { printBanner, printProgress } from '../banner.ts';
import { type Federation, startFederation } from '../federation.ts';
import { host } from '../node-config.ts';
import { datasetsDirectory } from '../profiles.ts';
import { type Command, print, readWords } from './command.ts';

const zone = 'America/New_York';
const usualSpeed = 600;

/** The span of days in New York's own time, up to the end of the last one. */
const spanOf = (first: string, last: string): { readonly from: Instant; readonly to: Instant } => {
  const [from, to] = [parseDay(first), parseDay(last)];
  if (from === undefined || to === undefined)
    throw refuse('node.bad-argument', { key: '--date', value: `${first} ${last}` });
  return { from: instantAt(zone, from, 0), to: instantAt(zone, day(to + 1), 0) };
};

const number = (value: unknown, usual: number, key: string): number => {
  const found = value === undefined ? usual : Number(value);
  if (!(found > 0)) throw refuse('node.bad-argument', { key, value });
  return found;
};

const urlsOf = ({ nodes }: Federation) => {
  const urlAt = (index: number): string => `http://${host}:${nodes[index]?.config.port ?? 0}`;
  return { city: urlAt(0), borough: urlAt(1), board: urlAt(2) };
};

const untilInterrupted = (end: AbortController): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => end.abort());
};

const play = async (federation: Federation, options: Readonly<Record<string, unknown>>, end: AbortController) => {
  const first = String(options.date ?? '2023-09-29');
  const speed = number(options.speed, usualSpeed, '--speed');
  const dataset = await readFloodDataset(datasetsDirectory());
  const replay = floodnetReplay(dataset, {
    ...spanOf(first, String(options.to ?? first)),
    stepMs: stepMsFor(speed),
  });
  const urls = urlsOf(federation);
  const [city] = federation.nodes;
  if (city === undefined) throw new Error('no node to replay to');
  const crew = runAutomaticCrew({ urls, signal: end.signal });
  print(`  ${replay.events.length} measured events, × ${speed}; the crew is automatic`);
  let said = 0;
  const figures = await sendReplay({
    replay,
    mqttUrl: `mqtt://${host}:${city.config.mqttPort ?? usualMqttPort}`,
    token: await city.services.secret(floodGatewaySecret),
    speed,
    clocks: (['city', 'borough', 'board'] as const).map((node) =>
      signedIn(urls[node], `${node}-system`, floodPassword),
    ),
    signal: end.signal,
    onStep: (step) => {
      if (Date.now() - said < 5_000) return;
      said = Date.now();
      printProgress(`${toIso(step.cityAt)}  ${step.readings} readings, ${step.heartbeats} signs of life`);
    },
  });
  print(`  replayed ${figures.readings} readings in ${figures.messages} messages`);
  return crew;
};

/** `liandong replay floodnet`: New York's measured street floods through the real MQTT path, with an automatic crew. */
export const replay: Command = {
  usage: 'replay floodnet [--date YYYY-MM-DD] [--to YYYY-MM-DD] [--speed N] [--exit]',
  does: 'start New York’s three nodes and replay measured floods / 回放实测积水',
  run: async (words) => {
    const { values, positionals } = readWords(words, {
      date: { type: 'string' },
      to: { type: 'string' },
      speed: { type: 'string' },
      'mqtt-port': { type: 'string' },
      exit: { type: 'boolean' },
    });
    if (positionals[0] !== 'floodnet') throw refuse('node.bad-argument', { key: 'replay', value: words.join(' ') });
    const end = new AbortController();
    untilInterrupted(end);
    const dataDirectory = path.resolve(String(values.data ?? 'data-floodnet-nyc'));
    const federation = await startFederation({
      dataDirectory,
      port: number(values.port, usualPort, '--port'),
      mqttPort: number(values['mqtt-port'], usualMqttPort, '--mqtt-port'),
      city: { id: 'floodnet-nyc', dataDirectory },
      log: pino({ level: 'warn' }),
      onProgress: printProgress,
    });
    try {
      printBanner(federation);
      const crew = await play(federation, values, end).catch((error: unknown) => {
        if (!end.signal.aborted) throw error;
        return undefined;
      });
      if (values.exit === true) end.abort();
      else if (!end.signal.aborted) await new Promise((resolve) => end.signal.addEventListener('abort', resolve));
      await crew;
    } finally {
      end.abort();
      await federation.stop();
    }
    return 0;
  },
};
