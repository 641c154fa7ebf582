import { PbfReader } from 'pbf';
import { decodeDense } from './dense-nodes.ts';
import { endOfBytes, FormatFault } from './guard.ts';
import { decodeStrings, type StringTable } from './string-table.ts';
import { decodeNode, decodeRelation, decodeWay } from './things.ts';

/**
 * Things of one kind in parallel lists: tags lie one behind the other as string numbers (key, value, key, value …),
 * those of thing n end at `tagEnds[n]` and begin where the ones before end.
 */
export type Things = { readonly ids: number[]; readonly tags: number[]; readonly tagEnds: number[] };
/** Places in 1e-7 degrees. */
export type Nodes = Things & { readonly lons: number[]; readonly lats: number[] };
export type Ways = Things & { readonly refs: number[]; readonly refEnds: number[] };
export type Relations = Things & {
  readonly members: number[];
  /** 0 node, 1 way, 2 relation. */
  readonly memberKinds: number[];
  /** String numbers. */
  readonly memberRoles: number[];
  readonly memberEnds: number[];
};

/** A block of OpenStreetMap data: some thousand nodes, ways or relations with the strings they use. */
export type OsmBlock = {
  readonly strings: StringTable;
  readonly nodes: Nodes;
  readonly ways: Ways;
  readonly relations: Relations;
};

/** The nodes of the way at a place of its list. */
export const refsOf = ({ refs, refEnds }: Ways, at: number): number[] =>
  refs.slice(at === 0 ? 0 : refEnds[at - 1], refEnds[at]);

/** Which parts are worth decoding this time; the rest stays empty. */
export type Parts = {
  readonly nodes: 'all' | 'tagged' | 'none';
  readonly ways: boolean;
  readonly refs: boolean;
  readonly relations: boolean;
};

/** How the numbers of a block become 1e-7 degrees. */
export type Grid = { readonly granularity: number; readonly lonOffset: number; readonly latOffset: number };

/** PrimitiveBlock { stringtable = 1, primitivegroup = 2, granularity = 17, lat_offset = 19, lon_offset = 20 }. Hot path. */
export const decodeBlock = (content: Uint8Array, parts: Parts): OsmBlock => {
  const pbf = new PbfReader(content);
  const groups: number[] = [];
  let strings = decodeStrings(content, 0, 0);
  let granularity = 100;
  let latOffset = 0;
  let lonOffset = 0;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1 || field === 2) {
      const end = endOfBytes(pbf, content.length);
      if (field === 1) strings = decodeStrings(content, pbf.pos, end);
      else groups.push(pbf.pos, end);
      pbf.pos = end;
    } else if (field === 17) granularity = pbf.readVarint();
    else if (field === 19) latOffset = pbf.readVarint(true);
    else if (field === 20) lonOffset = pbf.readVarint(true);
  }
  if (pbf.pos !== content.length) throw new FormatFault('the block ends elsewhere');
  const block = emptyBlock(strings);
  // The offsets may stand behind the groups that they move.
  const grid = { granularity: granularity / 100, lonOffset: lonOffset / 100, latOffset: latOffset / 100 };
  for (let at = 0; at < groups.length; at += 2)
    decodeGroup(content, groups[at] ?? 0, groups[at + 1] ?? 0, block, grid, parts);
  checkTags(block);
  return block;
};

const emptyBlock = (strings: StringTable): OsmBlock => ({
  strings,
  nodes: { ids: [], tags: [], tagEnds: [], lons: [], lats: [] },
  ways: { ids: [], tags: [], tagEnds: [], refs: [], refEnds: [] },
  relations: { ids: [], tags: [], tagEnds: [], members: [], memberKinds: [], memberRoles: [], memberEnds: [] },
});

/** PrimitiveGroup { nodes = 1, dense = 2, ways = 3, relations = 4 }. */
const decodeGroup = (
  content: Uint8Array,
  from: number,
  end: number,
  block: OsmBlock,
  grid: Grid,
  parts: Parts,
): void => {
  const pbf = new PbfReader(content);
  pbf.pos = from;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    const thingEnd = endOfBytes(pbf, end);
    if (field === 2) {
      if (parts.nodes !== 'none') decodeDense(content, pbf.pos, thingEnd, block.nodes, grid, parts.nodes === 'tagged');
    } else decodeThing(field, pbf, thingEnd, block, grid, parts);
    if (pbf.pos > thingEnd) throw new FormatFault('a thing ends elsewhere');
    pbf.pos = thingEnd;
  }
  if (pbf.pos !== end) throw new FormatFault('the group ends elsewhere');
};

const decodeThing = (
  field: number,
  pbf: PbfReader,
  end: number,
  { nodes, ways, relations }: OsmBlock,
  grid: Grid,
  parts: Parts,
): void => {
  if (field === 1 && parts.nodes !== 'none') decodeNode(pbf, end, nodes, grid);
  else if (field === 3 && parts.ways) decodeWay(pbf, end, ways, parts.refs);
  else if (field === 4 && parts.relations) decodeRelation(pbf, end, relations);
};

const checkTags = ({ strings, nodes, ways, relations }: OsmBlock): void => {
  const { count } = strings;
  for (const list of [nodes.tags, ways.tags, relations.tags, relations.memberRoles]) {
    for (const index of list) if (!(index < count)) throw new FormatFault('a string that is not in the table');
  }
};
