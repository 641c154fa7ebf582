import { open } from 'node:fs/promises';
import type { GroundBounds } from '@liandong/laws';
import { areaKindOf } from './features/area-kind.ts';
import { borderLevelOf } from './features/border-kind.ts';
import { type BlobPlace, readAllBlobs } from './format/blobs.ts';
import { guarded } from './format/guard.ts';
import { readHeaderBlock } from './format/header-block.ts';
import { decodeBlock, type OsmBlock, type Relations } from './format/primitive-block.ts';
import { createNodePlaces, type NodePlaces } from './node-places.ts';
import { refuseOsm } from './refusals.ts';
import { type Counts, countBlock, noCounts } from './statistics.ts';
import { type Tags, tagsOf } from './tags.ts';

/** An area whose outline is made of ways. */
export type AreaRelation = {
  readonly tags: Tags;
  readonly outer: readonly number[];
  readonly inner: readonly number[];
};

/** What the first reading leaves in memory: where nodes lie, which blocks hold what, and how areas are composed. */
export type OsmIndex = {
  readonly places: NodePlaces;
  readonly blocks: readonly { readonly place: BlobPlace; readonly hasWays: boolean; readonly hasSigns: boolean }[];
  readonly areas: readonly AreaRelation[];
  /** Ways that bound such areas. */
  readonly outlines: ReadonlySet<number>;
  /** Ways that bound administrative units, with the level of the highest one. */
  readonly borders: ReadonlyMap<number, number>;
  readonly bounds: GroundBounds;
  readonly counts: Counts;
  readonly maxKept: number;
};

type Growing = {
  readonly places: NodePlaces;
  readonly blocks: OsmIndex['blocks'][number][];
  readonly areas: AreaRelation[];
  readonly outlines: Set<number>;
  readonly borders: Map<number, number>;
  readonly counts: Counts;
  readonly maxKept: number;
  /** Nodes and members that are kept in memory. */
  kept: number;
};

/** Reads a file once from end to end and refuses what is wrong with it. */
export const indexFile = async (file: string, maxKept: number, signal?: AbortSignal): Promise<OsmIndex> => {
  await using handle = await open(file);
  const index: Growing = {
    places: createNodePlaces(),
    blocks: [],
    areas: [],
    outlines: new Set(),
    borders: new Map(),
    counts: noCounts(),
    maxKept,
    kept: 0,
  };
  let stated: GroundBounds | undefined;
  for await (const { place, content } of readAllBlobs(handle)) {
    signal?.throwIfAborted();
    if (place.type === 'OSMHeader') stated = readHeaderBlock({ place, content });
    // Blobs of other types are for others, says the format.
    else if (place.type === 'OSMData') {
      const decode = (): OsmBlock => decodeBlock(content, { nodes: 'all', ways: true, refs: false, relations: true });
      takeBlock(
        index,
        place,
        guarded(decode, () => refuseOsm('osm.damaged', { at: place.at })),
      );
    }
  }
  index.places.seal();
  if (index.places.count() === 0) throw refuseOsm('osm.empty');
  return { ...index, bounds: stated ?? boundsOf(index.places) };
};

const keep = (index: Growing, count: number): void => {
  index.kept += count;
  if (index.kept > index.maxKept) throw refuseOsm('osm.too-much', { most: index.maxKept });
};

/** Hot path. */
const takeBlock = (index: Growing, place: BlobPlace, block: OsmBlock): void => {
  const { nodes, ways, relations } = block;
  keep(index, nodes.ids.length);
  for (let at = 0; at < nodes.ids.length; at += 1) {
    index.places.add(nodes.ids[at] ?? 0, nodes.lons[at] ?? 0, nodes.lats[at] ?? 0);
  }
  index.blocks.push({ place, hasWays: ways.ids.length > 0, hasSigns: nodes.tags.length > 0 });
  countBlock(index.counts, block);
  for (let at = 0; at < relations.ids.length; at += 1) takeRelation(index, block, at);
};

const takeRelation = (index: Growing, { strings, relations }: OsmBlock, at: number): void => {
  const tags = tagsOf(strings, relations, at);
  const type = tags.get('type');
  if (type !== 'multipolygon' && type !== 'boundary') return;
  const level = borderLevelOf(tags);
  const isArea = areaKindOf(tags) !== undefined;
  if (level === undefined && !isArea) return;
  const { outer, inner } = membersOf(relations, at, strings.text);
  keep(index, outer.length + inner.length + tags.size);
  if (level !== undefined) {
    for (const way of outer) index.borders.set(way, Math.min(level, index.borders.get(way) ?? level));
  }
  if (!isArea) return;
  index.areas.push({ tags, outer, inner });
  for (const way of outer) index.outlines.add(way);
  for (const way of inner) index.outlines.add(way);
};

const isWay = 1;

const membersOf = (
  { members, memberKinds, memberRoles, memberEnds }: Relations,
  at: number,
  text: (index: number) => string,
): { readonly outer: number[]; readonly inner: number[] } => {
  const outer: number[] = [];
  const inner: number[] = [];
  for (let member = at === 0 ? 0 : (memberEnds[at - 1] ?? 0); member < (memberEnds[at] ?? 0); member += 1) {
    if (memberKinds[member] !== isWay) continue;
    const role = text(memberRoles[member] ?? 0);
    if (role === 'inner') inner.push(members[member] ?? 0);
    else if (role === 'outer' || role === '') outer.push(members[member] ?? 0);
  }
  return { outer, inner };
};

const boundsOf = (places: NodePlaces): GroundBounds => {
  let [west, south, east, north] = [180e7, 90e7, -180e7, -90e7];
  for (let at = 0; at < places.count(); at += 1) {
    const [lon, lat] = [places.lon(at), places.lat(at)];
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
};
