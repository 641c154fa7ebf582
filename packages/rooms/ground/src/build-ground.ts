import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { GroundPhase } from '@liandong/contract';
import type { GroundSource } from '@liandong/laws';
import { type Instant, refuse, toIso } from '@liandong/words';
import { buildBasemap } from './draw/build-basemap.ts';
import { shapesOf } from './draw/read-features.ts';
import { createSpill, type Spill } from './draw/spill.ts';
import { deepestZoom, frameOf } from './draw/world.ts';
import { each } from './each.ts';
import { type GroundManifest, groundFiles, sitePrefix, writeManifest } from './ground-manifest.ts';
import { cutRoads } from './roads/cut-roads.ts';
import { writeGraph } from './roads/graph-file.ts';
import { collectWays } from './roads/read-ways.ts';
import { buildTerrain } from './terrain/build-terrain.ts';

export type BuildOptions = {
  /** Folder of all grounds of a node. */
  readonly directory: string;
  /** When the ground counts as built. */
  readonly now: () => Instant;
  /** Share 0 … 1 of the phase; how many features there will be nobody knows, so theirs only nears 1. */
  readonly onProgress?: (phase: GroundPhase, share: number) => void;
  readonly signal?: AbortSignal | undefined;
};

/** Wider grounds would need more tiles than a node should keep. */
const mostDegrees = 12;
/** So many features are half of what a city usually has. */
const usualFeatures = 50_000;

/**
 * Builds vector tiles, terrain tiles, contour lines and the road graph of a source (底图) into
 * `directory/id/version/`, and removes the earlier versions of the id. The version is made of the content: the same
 * source gives the same files and the same version. Until the very end the earlier ground stays as it is.
 * @throws Refusal ground.bad-id, ground.bad-bounds; the reason of the signal when it is aborted
 */
export const buildGround = async (source: GroundSource, options: BuildOptions): Promise<GroundManifest> => {
  checkSource(source);
  const home = path.join(options.directory, source.id);
  const site = path.join(home, `${sitePrefix}${randomUUID()}`);
  await mkdir(site, { recursive: true });
  try {
    const manifest = await buildInto(site, source, options);
    options.signal?.throwIfAborted();
    await writeManifest(site, manifest);
    await moveIn(home, site, manifest);
    return manifest;
  } finally {
    await rm(site, { recursive: true, force: true });
  }
};

const checkSource = ({ id, bounds }: GroundSource): void => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 80) throw refuse('ground.bad-id', { id });
  const [west, south, east, north] = bounds;
  const isBounds = bounds.every(Number.isFinite) && west < east && south < north;
  const isOnEarth = west >= -180 && east <= 180 && south >= -85 && north <= 85;
  if (!isBounds || !isOnEarth || Math.max(east - west, north - south) > mostDegrees)
    throw refuse('ground.bad-bounds', { bounds: bounds.join(', '), degrees: mostDegrees });
};

const buildInto = async (site: string, source: GroundSource, options: BuildOptions): Promise<GroundManifest> => {
  const spill = createSpill(path.join(site, 'features.spill'), frameOf(source.bounds));
  try {
    const features = await readFeatures(source, spill, options);
    const terrain = await terrainOf(site, source, spill, options);
    const basemap = await buildBasemap({
      spill,
      path: path.join(site, groundFiles.basemap),
      source,
      signal: options.signal,
      onShare: (share) => options.onProgress?.('tiles', share),
    });
    const roads = await roadsOf(site, source, options);
    const version = createHash('sha256')
      .update(`${JSON.stringify(source.name)} ${basemap.sha256} ${terrain?.sha256 ?? ''} ${roads.sha256}`)
      .digest('hex')
      .slice(0, 16);
    const { id, name, generated, attribution, bounds } = source;
    const view = { id, name, generated, attribution, bounds: [...bounds], builtAt: toIso(options.now()), version };
    return {
      view: {
        ...view,
        maxZoom: deepestZoom,
        ...(terrain === undefined ? {} : { terrainMaxZoom: terrain.maxZoom }),
        features,
        roadEdges: roads.facts.directedEdges,
      },
      tiles: basemap.tiles,
      terrainTiles: terrain?.tiles ?? 0,
      bytes: basemap.bytes + (terrain?.bytes ?? 0) + roads.bytes,
      roads: roads.facts,
    };
  } finally {
    await spill.close();
  }
};

const readFeatures = async (source: GroundSource, spill: Spill, options: BuildOptions): Promise<number> => {
  let count = 0;
  await each(source.features(), options.signal, (feature) => {
    for (const shape of shapesOf(feature)) spill.add(shape);
    count += 1;
    if (count % 4096 === 0) options.onProgress?.('features', count / (count + usualFeatures));
  });
  options.onProgress?.('features', 1);
  return count;
};

const terrainOf = async (site: string, source: GroundSource, spill: Spill, options: BuildOptions) => {
  const { elevation, name, attribution, generated } = source;
  if (elevation === undefined) return undefined;
  return buildTerrain({
    elevation,
    path: path.join(site, groundFiles.terrain),
    metadata: { name: name.en, attribution, generated, encoding: 'terrarium' },
    onContour: spill.add,
    onShare: (share) => options.onProgress?.('terrain', share),
    signal: options.signal,
  });
};

const roadsOf = async (site: string, source: GroundSource, options: BuildOptions) => {
  options.onProgress?.('roads', 0);
  const ways = collectWays();
  await each(source.ways(), options.signal, ways.add);
  const { graph, facts } = cutRoads(ways.done());
  const bytes = await writeGraph(path.join(site, groundFiles.roads), graph);
  options.onProgress?.('roads', 1);
  return { facts, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/** Puts the finished ground in its place; only then the earlier ones go. */
const moveIn = async (home: string, site: string, manifest: GroundManifest): Promise<void> => {
  const { version } = manifest.view;
  const place = path.join(home, version);
  try {
    await rename(site, place);
  } catch {
    // The same content was built before: what lies there is whole if it has a manifest, and is replaced if not.
    await rm(place, { recursive: true, force: true });
    await rename(site, place);
  }
  for (const other of await readdir(home)) {
    if (other !== version) await rm(path.join(home, other), { recursive: true, force: true });
  }
};
