import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { GroundState, GroundView } from '@liandong/contract';
import type { GroundPosition } from '@liandong/laws';
import type { Logger } from '@liandong/platform';
import { Refusal, refuse } from '@liandong/words';
import { type Archive, openArchive } from './archive/read-archive.ts';
import { groundFiles, readManifest, sitePrefix } from './ground-manifest.ts';
import { type NearRoad, openRoads, type RoadName, type Roads, type Route } from './roads/roads.ts';

/** Which tile of which ground; id and version are only compared, never made part of a path. */
export type TileAddress = {
  readonly id: string;
  readonly version: string;
  readonly z: number;
  readonly x: number;
  readonly y: number;
};

/** The grounds (底图) that a node has built, and what they answer. */
export type Ground = {
  /** Opens what is there, and clears away what a build has left half done. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Looks again: after a build, or when another process has built. */
  reload(): Promise<void>;
  state(): GroundState;
  /** Tells what is under way, undefined when nothing is. */
  setBuilding(building: GroundState['building']): void;
  /** @throws Refusal ground.no-such-ground */
  remove(id: string): Promise<void>;
  /** Gzip vector tile; undefined where nothing is drawn. @throws Refusal ground.no-such-ground, ground.damaged */
  tile(address: TileAddress): Promise<Uint8Array | undefined>;
  /** PNG terrain tile (Terrarium); undefined where heights are unknown. @throws as `tile` */
  terrain(address: TileAddress): Promise<Uint8Array | undefined>;
  /** The quickest way by car, WGS-84. @throws Refusal ground.no-road-near, ground.no-way */
  route(from: GroundPosition, to: GroundPosition): Promise<Route>;
  /** The named road nearest to a place, within 500 m. */
  nearestRoad(lon: number, lat: number): Promise<NearRoad | undefined>;
  /** Every road name of every ground once, with a place on the road. */
  roadNames(): AsyncIterable<RoadName>;
};

type OpenGround = {
  readonly view: GroundView;
  readonly directory: string;
  readonly basemap: Archive;
  readonly terrain: Archive | undefined;
  /** Read when first asked for. */
  roads(): Promise<Roads>;
};

/** @param options.directory folder that holds all grounds, one folder per id; it need not exist yet */
export const createGround = (options: { readonly directory: string; readonly log: Logger }): Ground => {
  const { directory, log } = options;
  let grounds: readonly OpenGround[] = [];
  let building: GroundState['building'];

  const openAll = async (): Promise<void> => {
    const before = grounds;
    const found: OpenGround[] = [];
    for (const place of await placesIn(directory)) {
      if (path.basename(place).startsWith(sitePrefix)) continue;
      const kept = before.find((one) => one.directory === place && one.view.version === path.basename(place));
      const opened = await tolerate(log, place, () => openGround(place, kept));
      if (opened !== undefined) found.push(opened);
    }
    grounds = found.sort((a, b) => (a.view.builtAt < b.view.builtAt ? 1 : -1));
    const open = new Set(found.map(({ basemap }) => basemap));
    await Promise.all(before.filter(({ basemap }) => !open.has(basemap)).map(closeGround));
  };

  const find = ({ id, version }: TileAddress): OpenGround => {
    const found = grounds.find(({ view }) => view.id === id && view.version === version);
    if (found === undefined) throw refuse('ground.no-such-ground', { id, version });
    return found;
  };

  return {
    start: async () => {
      for (const place of await placesIn(directory)) {
        const isSite = path.basename(place).startsWith(sitePrefix);
        const found = isSite ? 'none' : await tolerate(log, place, async () => (await readManifest(place)) ?? 'none');
        if (found === 'none') await rm(place, { recursive: true, force: true });
      }
      await openAll();
    },
    stop: async () => {
      const open = grounds;
      grounds = [];
      await Promise.all(open.map(closeGround));
    },
    reload: openAll,
    state: () => ({ grounds: grounds.map(({ view }) => view), ...(building === undefined ? {} : { building }) }),
    setBuilding: (now) => {
      building = now;
    },
    remove: async (id) => {
      const gone = grounds.filter(({ view }) => view.id === id);
      if (gone.length === 0) throw refuse('ground.no-such-ground', { id });
      grounds = grounds.filter(({ view }) => view.id !== id);
      await Promise.all(gone.map(closeGround));
      for (const one of gone) await rm(path.dirname(one.directory), { recursive: true, force: true });
    },
    tile: (address) => find(address).basemap.tile(address.z, address.x, address.y),
    terrain: async (address) => find(address).terrain?.tile(address.z, address.x, address.y),
    route: async (from, to) => {
      const holds = (one: OpenGround): boolean => isWithin(one, from) && isWithin(one, to);
      const [lon, lat] = from;
      const ground = grounds.find(holds);
      if (ground === undefined) throw refuse('ground.no-road-near', { lon, lat, metres: 0 });
      return (await ground.roads()).route(from, to);
    },
    nearestRoad: async (lon, lat) => {
      for (const ground of grounds.filter((one) => isWithin(one, [lon, lat]))) {
        const road = (await ground.roads()).nearestRoad(lon, lat);
        if (road !== undefined) return road;
      }
      return undefined;
    },
    roadNames: async function* () {
      for (const ground of grounds) yield* (await ground.roads()).names();
    },
  };
};

const isWithin = ({ view }: OpenGround, [lon, lat]: GroundPosition): boolean => {
  const [west = 0, south = 0, east = 0, north = 0] = view.bounds;
  return lon >= west && lon <= east && lat >= south && lat <= north;
};

/** Every `directory/id/version`, sorted. */
const placesIn = async (directory: string): Promise<readonly string[]> => {
  const places: string[] = [];
  for (const id of await foldersIn(directory)) {
    for (const version of await foldersIn(path.join(directory, id))) places.push(path.join(directory, id, version));
  }
  return places;
};

const foldersIn = async (directory: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
};

/** One damaged ground must not take the others with it: it is named in the log and left out. */
const tolerate = async <T>(log: Logger, place: string, act: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await act();
  } catch (cause) {
    const { code, data } = cause instanceof Refusal ? cause : { code: 'ground.damaged', data: {} };
    log.error({ place, code, data, err: cause }, 'ground left out');
    return undefined;
  }
};

const openGround = async (place: string, kept: OpenGround | undefined): Promise<OpenGround | undefined> => {
  const manifest = await readManifest(place);
  if (manifest === undefined) return undefined;
  const { view } = manifest;
  if (kept !== undefined && kept.view.builtAt === view.builtAt) return kept;
  const basemap = await openArchive(path.join(place, groundFiles.basemap));
  let roads: Promise<Roads> | undefined;
  const readRoads = (): Promise<Roads> => {
    roads ??= openRoads(path.join(place, groundFiles.roads));
    return roads;
  };
  try {
    const hasTerrain = view.terrainMaxZoom !== undefined;
    const terrain = hasTerrain ? await openArchive(path.join(place, groundFiles.terrain)) : undefined;
    return { view, directory: place, basemap, terrain, roads: readRoads };
  } catch (cause) {
    await basemap.close();
    throw cause;
  }
};

const closeGround = async ({ basemap, terrain }: OpenGround): Promise<void> => {
  await Promise.all([basemap.close(), terrain?.close()]);
};
