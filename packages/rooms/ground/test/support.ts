import { closeSync, openSync, readSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Elevation, GroundFeature, GroundPosition, GroundSource, RoadWay } from '@liandong/laws';
import { type Instant, instant } from '@liandong/words';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';

type Cleanup = { after(run: () => Promise<void> | void): void };

/** A folder for the time of a test. */
export const testFolder = async (t: Cleanup): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'liandong-ground-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** An archive as another's library reads it. */
export const readByLibrary = (t: Cleanup, file: string): PMTiles => {
  const handle = openSync(file, 'r');
  t.after(() => closeSync(handle));
  return new PMTiles({
    getKey: () => file,
    getBytes: async (offset, length) => {
      const data = new ArrayBuffer(length);
      const read = readSync(handle, new Uint8Array(data), 0, length, offset);
      return { data: data.slice(0, read) };
    },
  });
};

/** A vector tile out of an archive, by another's library. */
export const vectorTile = async (
  archive: PMTiles,
  z: number,
  x: number,
  y: number,
): Promise<VectorTile | undefined> => {
  const found = await archive.getZxy(z, x, y);
  return found === undefined ? undefined : new VectorTile(new PbfReader(new Uint8Array(found.data)));
};

/** Tile in which a place lies, and where in it: 0 … 1. */
export const tileAt = (z: number, [lon, lat]: GroundPosition) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = (lon / 360 + 0.5) * 2 ** z;
  const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z;
  return { x: Math.floor(x), y: Math.floor(y), insideX: x % 1, insideY: y % 1 };
};

/** Middle of the test city, near the corner of four tiles of zoom 12. */
export const middle: GroundPosition = [113.994140625, 22.5104];

export const feature = (
  layer: GroundFeature['layer'],
  geometry: GroundFeature['geometry'],
  properties: GroundFeature['properties'] = {},
  minZoom = 0,
): GroundFeature => ({ layer, geometry, properties, minZoom });

export const way = (
  id: number,
  nodes: readonly number[],
  line: readonly GroundPosition[],
  more: Partial<RoadWay> = {},
) =>
  ({ id, class: 'residential', nodes, line, oneway: false, tunnel: false, bridge: false, ...more }) satisfies RoadWay;

export const words = (en: string) => ({ 'zh-Hans': en, 'zh-Hant': en, en });

export const sourceOf = (more: Partial<GroundSource> = {}): GroundSource => ({
  id: 'test-city',
  name: words('Test city'),
  generated: true,
  attribution: 'nobody',
  bounds: [113.9, 22.4, 114.1, 22.6],
  features: () => [],
  ways: () => [],
  ...more,
});

/** Round hill of 100 m over a plain of 3 m. */
export const hill = (bounds: Elevation['bounds'], resolutionM = 30): Elevation => ({
  bounds,
  resolutionM,
  heightM: (lon, lat) => {
    if (lon < bounds[0] || lat < bounds[1] || lon > bounds[2] || lat > bounds[3]) return undefined;
    return 3 + 100 * Math.exp(-((lon - middle[0]) ** 2 + (lat - middle[1]) ** 2) / 0.0004);
  },
});

export const always = (epochMs: number) => (): Instant => instant(epochMs);

/** All files below a folder with their bytes, by path. */
export const filesBelow = async (folder: string): Promise<Map<string, Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.sort().map(async (file) => [path.relative(folder, file), await readFile(file)] as const)),
  );
};
