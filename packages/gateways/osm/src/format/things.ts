import type { PbfReader } from 'pbf';
import { endOfBytes, FormatFault } from './guard.ts';
import type { Grid, Nodes, Relations, Things, Ways } from './primitive-block.ts';

export const checkId = (id: number): number => {
  if (!Number.isSafeInteger(id)) throw new FormatFault('a number beyond 2^53');
  return id;
};

const maxLon = 180 * 1e7;
const maxLat = 90 * 1e7;

/** Adds a place in 1e-7 degrees; the block's own numbers may be coarser or finer. */
export const pushPlace = (nodes: Nodes, lon: number, lat: number, grid: Grid): void => {
  const x = Math.round(grid.lonOffset + grid.granularity * lon);
  const y = Math.round(grid.latOffset + grid.granularity * lat);
  if (!(Math.abs(x) <= maxLon && Math.abs(y) <= maxLat)) throw new FormatFault('a place that is not on the Earth');
  nodes.lons.push(x);
  nodes.lats.push(y);
};

/** Node { id = 1, keys = 2, vals = 3, lat = 8, lon = 9 }. */
export const decodeNode = (pbf: PbfReader, end: number, nodes: Nodes, grid: Grid): void => {
  const columns: TagColumns = { keys: [], values: [] };
  let [id, lat, lon] = [0, 0, 0];
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lon = pbf.readSVarint();
    else takeTags(field, pbf, end, columns);
  }
  nodes.ids.push(checkId(id));
  pushPlace(nodes, lon, lat, grid);
  pushTags(nodes, columns);
};

/** Way { id = 1, keys = 2, vals = 3, refs = 8 }. Hot path. */
export const decodeWay = (pbf: PbfReader, end: number, ways: Ways, withRefs: boolean): void => {
  const columns: TagColumns = { keys: [], values: [] };
  let id = 0;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 8 && withRefs) readDeltas(pbf, end, ways.refs);
    else takeTags(field, pbf, end, columns);
  }
  ways.ids.push(checkId(id));
  ways.refEnds.push(ways.refs.length);
  pushTags(ways, columns);
};

/** Relation { id = 1, keys = 2, vals = 3, roles_sid = 8, memids = 9, types = 10 }. */
export const decodeRelation = (pbf: PbfReader, end: number, relations: Relations): void => {
  const columns: TagColumns = { keys: [], values: [] };
  let id = 0;
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint(true);
    else if (field === 8) readNumbers(pbf, end, relations.memberRoles);
    else if (field === 9) readDeltas(pbf, end, relations.members);
    else if (field === 10) readNumbers(pbf, end, relations.memberKinds);
    else takeTags(field, pbf, end, columns);
  }
  const { length } = relations.members;
  if (relations.memberRoles.length !== length || relations.memberKinds.length !== length) {
    throw new FormatFault('members of different length');
  }
  relations.ids.push(checkId(id));
  relations.memberEnds.push(length);
  pushTags(relations, columns);
};

/** Keys and values come in two columns of the same length. */
type TagColumns = { readonly keys: number[]; readonly values: number[] };

const takeTags = (field: number, pbf: PbfReader, end: number, { keys, values }: TagColumns): void => {
  if (field === 2) readNumbers(pbf, end, keys);
  else if (field === 3) readNumbers(pbf, end, values);
};

const pushTags = ({ tags, tagEnds }: Things, { keys, values }: TagColumns): void => {
  if (values.length !== keys.length) throw new FormatFault('keys without values');
  for (let at = 0; at < keys.length; at += 1) tags.push(keys[at] ?? 0, values[at] ?? 0);
  tagEnds.push(tags.length);
};

const readNumbers = (pbf: PbfReader, limit: number, into: number[]): void => {
  const end = endOfBytes(pbf, limit);
  while (pbf.pos < end) into.push(pbf.readVarint());
  if (pbf.pos !== end) throw new FormatFault('a list ends elsewhere');
};

const readDeltas = (pbf: PbfReader, limit: number, into: number[]): void => {
  const end = endOfBytes(pbf, limit);
  let value = 0;
  while (pbf.pos < end) {
    value += readDelta(pbf);
    into.push(checkId(value));
  }
  if (pbf.pos !== end) throw new FormatFault('a list ends elsewhere');
};

/** A zigzag varint; those of up to four bytes without a division. Hot path. */
export const readDelta = (pbf: PbfReader): number => {
  const value = pbf.readVarint();
  return value <= 0x7fffffff ? (value >>> 1) ^ -(value & 1) : value % 2 === 1 ? (value + 1) / -2 : value / 2;
};
