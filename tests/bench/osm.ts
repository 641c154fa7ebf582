import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { openOsmExtract } from '@liandong/gateway-osm';
import { buildGround } from '@liandong/ground';
import type { GroundSource } from '@liandong/laws';
import { instant } from '@liandong/words';
import { heading, median, round, table, verdict } from './support/report.ts';
import { machine } from './support/stand.ts';

// What reading an OpenStreetMap extract costs, against the least that anybody can do with it: reading the same file once
// and unpacking it. Both sides run in this process, one after the other, in turns.

const datasets = path.resolve(import.meta.dirname, '../..', process.env.LIANDONG_DATASETS ?? '../shared/data');
const file = path.resolve(datasets, 'basemap/chengdu-osm-2018/chengdu.osm.pbf');
const name = { 'zh-Hans': '成都', 'zh-Hant': '成都', en: 'Chengdu' };
const warmUps = 2;
const repetitions = 9;
const imports = 3;
/** Judging the file and reading it into features may take twenty times as long as unpacking it. */
const target = 0.05;

const timed = async (run: () => unknown): Promise<number> => {
  const started = performance.now();
  await run();
  return performance.now() - started;
};

/** A varint of the protocol buffers encoding and the place behind it. */
const varintAt = (bytes: Buffer, from: number): readonly [value: number, next: number] => {
  let value = 0;
  let at = from;
  for (let scale = 1; ; scale *= 128, at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at + 1];
  }
};

/** The bytes of one field of a message; all fields that stand before it have a length or are varints. */
const fieldOf = (message: Buffer, wanted: number): readonly [value: number, content: Buffer] | undefined => {
  for (let at = 0; at < message.length; ) {
    const [key, behindKey] = varintAt(message, at);
    const [value, next] = varintAt(message, behindKey);
    const end = key % 8 === 2 ? next + value : next;
    if (key >> 3 === wanted) return [value, message.subarray(next, end)];
    at = end;
  }
  return undefined;
};

/** The bare minimum: reads the file and unpacks its blobs. */
const unpack = (): number => {
  const bytes = readFileSync(file);
  let unpacked = 0;
  for (let at = 0; at < bytes.length; ) {
    const blobAt = at + 4 + bytes.readUInt32BE(at);
    const end = blobAt + (fieldOf(bytes.subarray(at + 4, blobAt), 3)?.[0] ?? 0);
    const packed = fieldOf(bytes.subarray(blobAt, end), 3)?.[1];
    if (packed !== undefined) unpacked += inflateSync(packed).length;
    at = end;
  }
  return unpacked;
};

const open = (): Promise<GroundSource> => openOsmExtract(file, { id: 'bench', name });

const count = async (things: Iterable<unknown> | AsyncIterable<unknown>): Promise<number> => {
  let number = 0;
  for await (const _ of things) number += 1;
  return number;
};

/** Every step of an import into files that are thrown away again. */
const importAll = async (): Promise<number> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'osm-bench-'));
  try {
    return await timed(async () => buildGround(await open(), { directory, now: () => instant(0) }));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

type Round = Readonly<Record<'unpack' | 'open' | 'features' | 'ways', number>>;

const runOnce = async (): Promise<Round> => {
  const bare = await timed(unpack);
  const started = performance.now();
  const ground = await open();
  const opened = performance.now() - started;
  const features = await timed(() => count(ground.features()));
  return { unpack: bare, open: opened, features, ways: await timed(() => count(ground.ways())) };
};

const measure = async (): Promise<void> => {
  if (!existsSync(file)) throw new Error(`no real data at ${file} (set LIANDONG_DATASETS)`);
  const rounds: Round[] = [];
  for (let number = 0; number < warmUps + repetitions; number += 1) rounds.push(await runOnce());
  const kept = rounds.slice(warmUps);
  const middle = (part: keyof Round): number => median(kept.map((round) => round[part]));
  const whole: number[] = [];
  for (let number = 0; number < imports; number += 1) whole.push(await importAll());
  const ground = await open();
  const [features, ways] = [await count(ground.features()), await count(ground.ways())];
  const bare = middle('unpack');
  const reading = median(kept.map((round) => round.open + round.features));
  const importing = median(whole);
  heading('osm: an OpenStreetMap extract becomes ground', [
    machine(),
    `Chengdu, ${round(readFileSync(file).length / 1e6, 1)} MB; ${features} features, ${ways} ways for cars`,
    `medians of ${repetitions} rounds after ${warmUps} to warm up, of ${imports} whole imports`,
  ]);
  const row = (title: string, ms: number): (string | number)[] => [title, round(ms, 1), round(ms / bare, 1)];
  table(
    ['ms', 'median', '× unpacking'],
    [
      row('the file read and unpacked once', bare),
      row('opened: judged, nodes placed', middle('open')),
      row('features', middle('features')),
      row('ways for cars', middle('ways')),
      row('opened and read into features', reading),
      row('whole import: tiles and road graph on disk', importing),
    ],
  );
  verdict({
    bench: 'osm',
    ratio: round(bare / reading, 3),
    target,
    unpackMs: round(bare, 1),
    readingMs: round(reading, 1),
    importMs: round(importing),
    importPerUnpack: round(importing / bare, 1),
    featuresPerS: round((features / reading) * 1000),
    machine: machine(),
  });
};

await measure();
