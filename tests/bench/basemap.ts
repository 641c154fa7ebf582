import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openOsmExtract } from '@liandong/gateway-osm';
import { buildGround, createGround, type GroundManifest } from '@liandong/ground';
import type { GroundSource } from '@liandong/laws';
import { silentLog } from '@liandong/platform/testing';
import { createCityPlan, sampleGroundSource } from '@liandong/sample-city';
import { instant } from '@liandong/words';
import { heading, median, percentile, round, table, verdict } from './support/report.ts';
import { machine } from './support/stand.ts';

// Nothing can be built faster than its source is read: the same features are streamed once and thrown away, in turns
// with whole builds (vector tiles, terrain, contours, road graph, all on disk). The ratio is the share of the reading.

const rounds = 3;
const target = 0.15;
const usualSize = 100_000;
const servedTiles = 2_000;
const seed = 1;
const datasets = process.env.LIANDONG_DATASETS ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const extract = path.join(datasets, 'basemap/chengdu-osm-2018/chengdu.osm.pbf');

type OpenSource = { readonly title: string; readonly open: () => GroundSource | Promise<GroundSource> };
type Round = { readonly readMs: number; readonly buildMs: number; readonly manifest: GroundManifest };

const sourcesOf = (size: number): readonly OpenSource[] => {
  const city = {
    title: `generated city for ${size.toLocaleString('en')} terminals`,
    open: () => sampleGroundSource(createCityPlan({ seed, size })),
  };
  if (!existsSync(extract)) {
    process.stderr.write(`SKIPPED: there is no ${extract}\n`);
    return [city];
  }
  const name = { 'zh-Hans': '成都', 'zh-Hant': '成都', en: 'Chengdu' };
  return [city, { title: 'Chengdu, OpenStreetMap 2018', open: () => openOsmExtract(extract, { id: 'chengdu', name }) }];
};

const timed = async <T>(act: () => Promise<T>): Promise<readonly [T, number]> => {
  const began = performance.now();
  const result = await act();
  return [result, performance.now() - began];
};

const readOnce = async (open: OpenSource['open']): Promise<number> => {
  let count = 0;
  for await (const _ of (await open()).features()) count += 1;
  return count;
};

const measure = async ({ open }: OpenSource, directory: string): Promise<Round> => {
  const [features, readMs] = await timed(() => readOnce(open));
  const [manifest, buildMs] = await timed(async () =>
    buildGround(await open(), { directory, now: () => instant(Date.now()) }),
  );
  if (manifest.view.features !== features) throw new Error('the build saw other features than the reading');
  return { readMs, buildMs, manifest };
};

/** Milliseconds of tiles asked for one after the other, at places and zooms all over the ground. */
const serve = async (directory: string, { view }: GroundManifest): Promise<readonly number[]> => {
  const room = createGround({ directory, log: silentLog });
  await room.start();
  const [west = 0, south = 0, east = 0, north = 0] = view.bounds;
  const times: number[] = [];
  for (let at = 0; at < servedTiles; at += 1) {
    const z = 10 + (at % 6);
    const lon = west + (((at * 7919) % 1000) / 1000) * (east - west);
    const lat = south + (((at * 104_729) % 1000) / 1000) * (north - south);
    const sine = Math.sin((lat * Math.PI) / 180);
    const x = Math.floor((lon / 360 + 0.5) * 2 ** z);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
    const [, ms] = await timed(() => room.tile({ id: view.id, version: view.version, z, x, y }));
    times.push(ms);
  }
  await room.stop();
  return times;
};

const benchSource = async (source: OpenSource, directory: string) => {
  const done: Round[] = [];
  for (let number = 0; number < rounds; number += 1) done.push(await measure(source, directory));
  const last = done.at(-1);
  if (last === undefined) throw new Error('no round');
  const buildMs = median(done.map((one) => one.buildMs));
  const { manifest } = last;
  const served = await serve(directory, manifest);
  return {
    source: source.title,
    features: manifest.view.features,
    tiles: manifest.tiles + manifest.terrainTiles,
    roadEdges: manifest.view.roadEdges,
    megabytes: round(manifest.bytes / 1e6, 1),
    readMs: round(median(done.map((one) => one.readMs))),
    buildMs: round(buildMs),
    tilesPerSecond: round((manifest.tiles + manifest.terrainTiles) / (buildMs / 1000)),
    ratio: round(median(done.map((one) => one.readMs / one.buildMs)), 2),
    serveP50Ms: round(percentile(served, 0.5), 3),
    serveP99Ms: round(percentile(served, 0.99), 3),
  };
};

const directory = await mkdtemp(path.join(tmpdir(), 'liandong-bench-ground-'));
try {
  const figures = [];
  for (const source of sourcesOf(Number(process.argv[2] ?? usualSize)))
    figures.push(await benchSource(source, directory));
  heading('basemap: building a ground against reading its features once', [
    machine(),
    `median of ${rounds} rounds, reading and building in turns; ${servedTiles} tiles served one after the other`,
    `largest memory of the process ${round(process.resourceUsage().maxRSS / 1024)} MB`,
  ]);
  const rows = figures.map((one) => Object.values(one));
  table(Object.keys(figures[0] ?? {}), rows);
  verdict({ bench: 'basemap', ratio: Math.min(...figures.map((one) => one.ratio)), target, sources: figures });
} finally {
  await rm(directory, { recursive: true, force: true });
}
