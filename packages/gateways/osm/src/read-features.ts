import { open } from 'node:fs/promises';
import type { GroundBounds, GroundFeature, GroundPosition } from '@liandong/laws';
import { areaFeatures } from './features/area-features.ts';
import { type AreaKind, areaKindOf } from './features/area-kind.ts';
import { borderFeature, borderLevelOf } from './features/border-kind.ts';
import { type Polygon, turned } from './features/geometry.ts';
import { type LineKind, lineKindOf } from './features/line-kind.ts';
import { placeKindOf } from './features/place-kind.ts';
import { poiKindOf } from './features/poi-kind.ts';
import { joinRings, polygonsOf, type Refs } from './features/rings.ts';
import { joinShores, seaOf } from './features/sea.ts';
import { type OsmBlock, type Parts, refsOf } from './format/primitive-block.ts';
import type { AreaRelation, OsmIndex } from './index-file.ts';
import { lineOf, type Run, runsOf } from './lines.ts';
import type { NodePlaces } from './node-places.ts';
import { readBlocks } from './read-blocks.ts';
import { refuseOsm } from './refusals.ts';
import type { Counts } from './statistics.ts';
import { type Tags, tagsOf } from './tags.ts';

/** The second reading: nodes and ways become features block by block; areas made of ways come last. */
export const readFeatures = async function* (
  file: string,
  index: OsmIndex,
  counts: Counts,
  signal?: AbortSignal,
): AsyncGenerator<GroundFeature> {
  Object.assign(counts, { missingNodes: 0, incompleteAreas: 0, coastlines: 0 });
  yield earthOf(index.bounds);
  const reading: Reading = { index, counts, outlines: new Map(), shores: [], kept: 0 };
  await using handle = await open(file);
  const wanted = index.blocks.filter(({ hasWays, hasSigns }) => hasWays || hasSigns).map(({ place }) => place);
  const parts: Parts = { nodes: 'tagged', ways: true, refs: true, relations: false };
  for await (const block of readBlocks(handle, wanted, parts, signal)) {
    const features: GroundFeature[] = [];
    for (let at = 0; at < block.nodes.ids.length; at += 1) addNode(features, block, at);
    for (let at = 0; at < block.ways.ids.length; at += 1) addWay(features, reading, block, at);
    // Not yield*: through an array's own iterator it would take three times as long.
    for (const feature of features) yield feature;
  }
  for (const area of index.areas) yield* relationFeatures(reading, area);
  yield* seaFeatures(reading);
};

type Reading = {
  readonly index: OsmIndex;
  readonly counts: Counts;
  /** Ways that areas are made of. */
  readonly outlines: Map<number, Refs>;
  readonly shores: Refs[];
  kept: number;
};

/** The land below everything. */
const earthOf = ([west, south, east, north]: GroundBounds): GroundFeature => ({
  layer: 'earth',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
  properties: { kind: 'earth' },
  minZoom: 0,
});

/** Hot path: most nodes are corners of ways and have no tags. */
const addNode = (features: GroundFeature[], { strings, nodes }: OsmBlock, at: number): void => {
  const tags = tagsOf(strings, nodes, at);
  if (tags.size === 0) return;
  const point = (): GroundFeature['geometry'] => ({
    type: 'Point',
    coordinates: [(nodes.lons[at] ?? 0) / 1e7, (nodes.lats[at] ?? 0) / 1e7],
  });
  const place = placeKindOf(tags);
  if (place !== undefined) features.push({ layer: 'places', geometry: point(), ...place });
  const poi = poiKindOf(tags, 0);
  if (poi !== undefined) features.push({ layer: 'pois', geometry: point(), ...poi });
  const number = tags.get('addr:housenumber');
  if (number !== undefined && number.length <= 20) {
    const properties = { kind: 'address', addr_housenumber: number };
    features.push({ layer: 'buildings', geometry: point(), properties, minZoom: 15 });
  }
};

/** Hot path. */
const addWay = (features: GroundFeature[], reading: Reading, { strings, ways }: OsmBlock, at: number): void => {
  const { index, counts } = reading;
  const id = ways.ids[at] ?? 0;
  const refs = refsOf(ways, at);
  if (index.outlines.has(id)) reading.outlines.set(id, kept(reading, refs));
  const tags = tagsOf(strings, ways, at);
  if (tags.get('natural') === 'coastline') reading.shores.push(kept(reading, refs));
  const level = index.borders.get(id) ?? borderLevelOf(tags);
  const area = refs.length > 3 && refs[0] === refs.at(-1) ? areaKindOf(tags) : undefined;
  const line = area === undefined ? lineKindOf(tags) : undefined;
  if (area === undefined && line === undefined && level === undefined) return;
  const runs = runsOf(refs, index.places, counts);
  if (area !== undefined) addClosedWay(features, counts, area, tags, runs, refs.length);
  if (line !== undefined) addLine(features, line, runs);
  if (level !== undefined) addBorder(features, level, runs);
};

const addLine = (features: GroundFeature[], line: LineKind, runs: readonly Run[]): void => {
  const { layer, properties, minZoom, isReversed = false } = line;
  const geometry = lineOf(runs, isReversed);
  if (geometry !== undefined) features.push({ layer, geometry, properties, minZoom });
};

const addBorder = (features: GroundFeature[], level: number, runs: readonly Run[]): void => {
  const geometry = lineOf(runs, false);
  const border = geometry === undefined ? undefined : borderFeature(level, geometry);
  if (border !== undefined) features.push(border);
};

const kept = (reading: Reading, refs: Refs): Refs => {
  const { maxKept } = reading.index;
  reading.kept += refs.length;
  if (reading.kept > maxKept) throw refuseOsm('osm.too-much', { most: maxKept });
  return refs;
};

const addClosedWay = (
  features: GroundFeature[],
  counts: Counts,
  kind: AreaKind,
  tags: Tags,
  [ring]: readonly Run[],
  corners: number,
): void => {
  // An outline with a gap is not closed by a guess.
  if (ring === undefined || ring.line.length !== corners) counts.incompleteAreas += 1;
  else features.push(...areaFeatures(kind, tags, [[turned(ring.line, true)]]));
};

/** More would take longer than anybody waits; a country's border has some thousands. */
const maxOutlines = 20_000;

const relationFeatures = (reading: Reading, { tags, outer, inner }: AreaRelation): readonly GroundFeature[] => {
  const { counts } = reading;
  const kind = areaKindOf(tags);
  const outers = outer.length + inner.length > maxOutlines ? undefined : ringsOf(reading, outer);
  const inners = outers === undefined ? undefined : ringsOf(reading, inner);
  if (kind === undefined || outers === undefined || inners === undefined || outers.length === 0) {
    counts.incompleteAreas += 1;
    return [];
  }
  const polygons: readonly Polygon[] = polygonsOf(outers, inners);
  return areaFeatures(kind, tags, polygons);
};

/** The rings of ways; undefined when a way, a node or a link between two ways is missing. */
const ringsOf = (
  { index, outlines }: Reading,
  ids: readonly number[],
): readonly (readonly GroundPosition[])[] | undefined => {
  const ways: Refs[] = [];
  for (const id of ids) {
    const way = outlines.get(id);
    if (way === undefined) return undefined;
    ways.push(way);
  }
  const { rings, open } = joinRings(ways);
  if (open > 0) return undefined;
  const lines = rings.map((refs) => wholeLine(refs, index.places));
  return lines.every((line) => line !== undefined) ? lines.filter((line) => line.length > 3) : undefined;
};

/** Undefined when a node is missing. */
const wholeLine = (refs: Refs, places: NodePlaces): readonly GroundPosition[] | undefined => {
  const [run] = runsOf(refs, places);
  return run?.line.length === refs.length ? run.line : undefined;
};

/** The sea is drawn above the land, and only when the whole shore is known. */
const seaFeatures = ({ index, counts, shores }: Reading): readonly GroundFeature[] => {
  counts.coastlines = shores.length;
  const lines = joinShores(shores).map((refs) => wholeLine(refs, index.places));
  const sea = lines.every((line) => line !== undefined) ? seaOf(lines, index.bounds) : undefined;
  if (sea === undefined) counts.incompleteAreas += 1;
  const coordinates = sea ?? [];
  if (coordinates.length === 0) return [];
  return [
    { layer: 'water', geometry: { type: 'MultiPolygon', coordinates }, properties: { kind: 'ocean' }, minZoom: 0 },
  ];
};
