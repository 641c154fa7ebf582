import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { type GroundSource, groundLayers } from '@liandong/laws';
import { compressions, tileTypes } from '../archive/header.ts';
import { createArchive, type WrittenArchive } from '../archive/write-archive.ts';
import { cutTiles } from './cut-tiles.ts';
import { createTileEncoder } from './encode-tile.ts';
import { type Bucket, bucketZoom, type Spill } from './spill.ts';
import { deepestZoom } from './world.ts';

export type BasemapBuild = {
  readonly spill: Spill;
  readonly path: string;
  readonly source: GroundSource;
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal | undefined;
};

const gzipLater = promisify(gzip);
/** Larger tiles are compressed beside this thread; for smaller ones the way there takes longer than the work. */
const sideBytes = 8 * 1024;
const mostWindowBits = 15;

/** A window larger than the tile finds nothing more, and to set it up costs more than to compress a small tile. */
const compressTile = async (raw: Uint8Array): Promise<Uint8Array> => {
  const windowBits = Math.min(mostWindowBits, Math.max(10, Math.ceil(Math.log2(raw.length + 1))));
  const options = { windowBits, memLevel: Math.min(8, windowBits - 6), chunkSize: Math.max(1024, raw.length) };
  return raw.length > sideBytes ? gzipLater(raw, options) : gzipSync(raw, options);
};

/** Tiles what was spilled, bucket by bucket, into a PMTiles archive. */
export const buildBasemap = async (build: BasemapBuild): Promise<WrittenArchive> => {
  const { spill, signal } = build;
  const archive = createArchive(build.path, {
    tileType: tileTypes.vector,
    tileCompression: compressions.gzip,
    compress: compressTile,
  });
  const fields = new Map<number, Map<string, string>>();
  const drawBucket = async (bucket: Bucket, z: number, lastZoom: number): Promise<void> => {
    noteFields(bucket, fields);
    const encode = createTileEncoder(bucket.terms);
    for (const tile of cutTiles({ z, x: bucket.column, y: bucket.row, shapes: bucket.shapes }, lastZoom)) {
      const raw = encode(tile);
      signal?.throwIfAborted();
      if (raw !== undefined) await archive.add(tile.z, tile.x, tile.y, raw);
    }
  };
  try {
    await drawBucket(spill.low(), 0, bucketZoom - 1);
    const keys = spill.keys();
    for (const [index, key] of keys.entries()) {
      await drawBucket(spill.read(key), bucketZoom, deepestZoom);
      build.onShare((index + 1) / keys.length);
    }
    const { bounds } = build.source;
    return await archive.finish({ minZoom: 0, maxZoom: deepestZoom, bounds, metadata: metadataOf(build, fields) });
  } catch (cause) {
    await archive.abandon();
    throw cause;
  }
};

/** Properties of every layer and their types, as the metadata of an archive names them. */
const noteFields = ({ shapes, terms }: Bucket, fields: Map<number, Map<string, string>>): void => {
  for (const { layer, tags } of shapes) {
    const known = fields.get(layer) ?? new Map<string, string>();
    fields.set(layer, known);
    for (let at = 0; at < tags.length; at += 2) {
      const key = String(terms[tags[at] ?? 0]);
      if (known.has(key)) continue;
      const type = typeof terms[tags[at + 1] ?? 0];
      known.set(key, `${type.charAt(0).toUpperCase()}${type.slice(1)}`);
    }
  }
};

const metadataOf = ({ source }: BasemapBuild, fields: ReadonlyMap<number, ReadonlyMap<string, string>>) => ({
  name: source.name.en,
  description: source.name['zh-Hans'],
  attribution: source.attribution,
  generated: source.generated,
  type: 'baselayer',
  vector_layers: [...fields]
    .sort(([a], [b]) => a - b)
    .map(([layer, known]) => ({
      id: groundLayers[layer],
      minzoom: 0,
      maxzoom: deepestZoom,
      fields: Object.fromEntries([...known].sort(([a], [b]) => (a < b ? -1 : 1))),
    })),
});
