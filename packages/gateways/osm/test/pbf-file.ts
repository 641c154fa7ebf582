import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { GroundFeature, RoadWay } from '@liandong/laws';
import { PbfWriter } from 'pbf';
import { type OsmGround, type OsmOptions, openOsmExtract } from '../src/index.ts';

type Cleanup = { after(run: () => Promise<void> | void): void };
type Tags = Readonly<Record<string, string>>;
export type Node = { readonly id: number; readonly lon: number; readonly lat: number; readonly tags?: Tags };
export type Way = { readonly id: number; readonly refs: readonly number[]; readonly tags?: Tags };
type Member = { readonly way: number; readonly role: string };
export type Relation = { readonly id: number; readonly members: readonly Member[]; readonly tags: Tags };
export type MapData = {
  readonly nodes?: readonly Node[];
  readonly ways?: readonly Way[];
  readonly relations?: readonly Relation[];
};
type Form = { readonly raw?: boolean; readonly dense?: boolean; readonly features?: readonly string[] };

/** One blob with its frame, as the format has them. */
export const frame = (type: string, blob: Uint8Array, statedBytes = blob.length): Buffer => {
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, statedBytes);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, blob]);
};

export const blobOf = (content: Uint8Array, raw = false): Uint8Array => {
  const blob = new PbfWriter();
  if (raw) blob.writeBytesField(1, content);
  else {
    blob.writeVarintField(2, content.length);
    blob.writeBytesField(3, deflateSync(content));
  }
  return blob.finish();
};

export const headerOf = (features: readonly string[] = ['OsmSchema-V0.6', 'DenseNodes']): Uint8Array => {
  const header = new PbfWriter();
  for (const feature of features) header.writeStringField(4, feature);
  return header.finish();
};

/** A small map as PBF bytes: one block for nodes, one for ways and relations. */
export const pbfBytes = (map: MapData, { raw = false, dense = true, features }: Form = {}): Buffer =>
  Buffer.concat([
    frame('OSMHeader', blobOf(headerOf(features), raw)),
    frame('OSMData', blobOf(blockOf({ nodes: map.nodes ?? [] }, dense), raw)),
    frame('OSMData', blobOf(blockOf({ ways: map.ways ?? [], relations: map.relations ?? [] }, dense), raw)),
  ]);

const fine = (degrees: number): number => Math.round(degrees * 1e7);

const blockOf = ({ nodes = [], ways = [], relations = [] }: MapData, dense: boolean): Uint8Array => {
  const strings = new Map<string, number>([['', 0]]);
  const at = (text: string): number => {
    const known = strings.get(text) ?? strings.size;
    strings.set(text, known);
    return known;
  };
  const group = new PbfWriter();
  if (dense && nodes.length > 0) group.writeMessage(2, (_, pbf) => writeDense(nodes, at, pbf), nodes);
  else for (const node of nodes) group.writeMessage(1, (_, pbf) => writeNode(node, at, pbf), node);
  for (const way of ways) group.writeMessage(3, (_, pbf) => writeWay(way, at, pbf), way);
  for (const relation of relations) group.writeMessage(4, (_, pbf) => writeRelation(relation, at, pbf), relation);
  const block = new PbfWriter();
  const table = new PbfWriter();
  for (const text of strings.keys()) table.writeBytesField(1, Buffer.from(text));
  block.writeBytesField(1, table.finish());
  block.writeBytesField(2, group.finish());
  return block.finish();
};

type At = (text: string) => number;
const pairs = (tags: Tags = {}): [string, string][] => Object.entries(tags);
const deltas = (values: readonly number[]): number[] => values.map((value, n) => value - (values[n - 1] ?? 0));

const writeDense = (nodes: readonly Node[], at: At, pbf: PbfWriter): void => {
  pbf.writePackedSVarint(1, deltas(nodes.map(({ id }) => id)));
  pbf.writePackedSVarint(8, deltas(nodes.map(({ lat }) => fine(lat))));
  pbf.writePackedSVarint(9, deltas(nodes.map(({ lon }) => fine(lon))));
  const column = nodes.flatMap(({ tags }) => [...pairs(tags).flatMap(([key, value]) => [at(key), at(value)]), 0]);
  pbf.writePackedVarint(10, column);
};

const writeTags = (tags: Tags | undefined, at: At, pbf: PbfWriter): void => {
  pbf.writePackedVarint(
    2,
    pairs(tags).map(([key]) => at(key)),
  );
  pbf.writePackedVarint(
    3,
    pairs(tags).map(([, value]) => at(value)),
  );
};

const writeNode = ({ id, lon, lat, tags }: Node, at: At, pbf: PbfWriter): void => {
  pbf.writeSVarintField(1, id);
  writeTags(tags, at, pbf);
  pbf.writeSVarintField(8, fine(lat));
  pbf.writeSVarintField(9, fine(lon));
};

const writeWay = ({ id, refs, tags }: Way, at: At, pbf: PbfWriter): void => {
  pbf.writeVarintField(1, id);
  writeTags(tags, at, pbf);
  pbf.writePackedSVarint(8, deltas(refs));
};

const writeRelation = ({ id, members, tags }: Relation, at: At, pbf: PbfWriter): void => {
  pbf.writeVarintField(1, id);
  writeTags(tags, at, pbf);
  pbf.writePackedVarint(
    8,
    members.map(({ role }) => at(role)),
  );
  pbf.writePackedSVarint(9, deltas(members.map(({ way }) => way)));
  pbf.writePackedVarint(
    10,
    members.map(() => 1),
  );
};

/** A folder that goes away with the test. */
export const folderFor = async (t: Cleanup): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'osm-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const options: OsmOptions = { id: 'test', name: { 'zh-Hans': '试', 'zh-Hant': '試', en: 'Test' } };

export const openBytes = async (t: Cleanup, bytes: Uint8Array, more: Partial<OsmOptions> = {}): Promise<OsmGround> => {
  const file = join(await folderFor(t), 'map.osm.pbf');
  await writeFile(file, bytes);
  return openOsmExtract(file, { ...options, ...more });
};

export type Drawn = { readonly ground: OsmGround; readonly features: GroundFeature[]; readonly ways: RoadWay[] };

/** Everything that a ground gives. */
export const drain = async (ground: OsmGround): Promise<Drawn> => ({
  ground,
  features: await Array.fromAsync(ground.features()),
  ways: await Array.fromAsync(ground.ways()),
});

const root = resolve(import.meta.dirname, '../../../..');
const datasets = resolve(root, process.env.LIANDONG_DATASETS ?? '../shared/data');
export const chengdu = resolve(datasets, 'basemap/chengdu-osm-2018/chengdu.osm.pbf');
export const andorra = resolve(datasets, 'mountain-flood/andorra-terrain/andorra.osm.pbf');
