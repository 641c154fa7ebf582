import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { refuse, type Words } from '@liandong/words';
import type { RoadGraph } from './road-graph.ts';

// Layout, little-endian: 8 bytes magic, six uint32 (nodes, edges out, segments, points, bytes of names, CRC-32 of all
// that follows), then the columns in the order below, those of four bytes first, then the names as JSON.

const magic = 'LDROADS1';
const headerBytes = 32;

type Counts = {
  readonly nodes: number;
  readonly outs: number;
  readonly segments: number;
  readonly points: number;
  readonly names: number;
};

const layout = ({ nodes, outs, segments, points }: Counts) =>
  [
    ['nodeLon', nodes],
    ['nodeLat', nodes],
    ['firstOut', nodes + 1],
    ['outs', outs],
    ['from', segments],
    ['to', segments],
    ['lengthM', segments],
    ['durationS', segments],
    ['name', segments],
    ['firstPoint', segments + 1],
    ['pointLon', points],
    ['pointLat', points],
  ] as const;

/** Writes a graph; the same graph gives the same bytes. */
export const writeGraph = async (file: string, graph: RoadGraph): Promise<Buffer> => {
  const names = Buffer.from(JSON.stringify(graph.names));
  const counts: Counts = {
    nodes: graph.nodeLon.length,
    outs: graph.outs.length,
    segments: graph.from.length,
    points: graph.pointLon.length,
    names: names.length,
  };
  const columns = [...layout(counts).map(([name]) => bytesOf(graph[name])), graph.class, graph.flags, names];
  const body = Buffer.concat(columns);
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 'latin1');
  [counts.nodes, counts.outs, counts.segments, counts.points, counts.names, crc32(body)].forEach((value, index) => {
    header.writeUInt32LE(value, 8 + index * 4);
  });
  const bytes = Buffer.concat([header, body]);
  await writeFile(file, bytes);
  return bytes;
};

const bytesOf = (column: Int32Array | Uint32Array | Float32Array): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/**
 * Reads a graph.
 * @throws Refusal ground.damaged when the file is not whole, or not what was written
 */
export const readGraph = async (file: string): Promise<RoadGraph> => {
  const bytes = await readFile(file);
  const damaged = (reason: string): Error => refuse('ground.damaged', { file: path.basename(file), reason });
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 8) !== magic) throw damaged('not a road graph');
  const [nodes = 0, outs = 0, segments = 0, points = 0, names = 0, check = 0] = [0, 1, 2, 3, 4, 5].map((index) =>
    bytes.readUInt32LE(8 + index * 4),
  );
  const counts: Counts = { nodes, outs, segments, points, names };
  const columnBytes = layout(counts).reduce((sum, [, length]) => sum + length * 4, 0);
  if (bytes.length !== headerBytes + columnBytes + segments * 2 + names) throw damaged('its length is wrong');
  if (crc32(bytes.subarray(headerBytes)) !== check) throw damaged('its checksum is wrong');
  return graphOf(bytes, counts);
};

const graphOf = (bytes: Buffer, counts: Counts): RoadGraph => {
  // A buffer of its own, so that the columns of four bytes lie even.
  const { buffer } = Uint8Array.from(bytes);
  let at = headerBytes;
  const offsets = new Map<string, readonly [offset: number, length: number]>();
  for (const [name, length] of layout(counts)) {
    offsets.set(name, [at, length]);
    at += length * 4;
  }
  const place = (name: string): readonly [number, number] => offsets.get(name) ?? [0, 0];
  const signed = (name: string): Int32Array => new Int32Array(buffer, ...place(name));
  const whole = (name: string): Uint32Array => new Uint32Array(buffer, ...place(name));
  const real = (name: string): Float32Array => new Float32Array(buffer, ...place(name));
  return {
    nodeLon: signed('nodeLon'),
    nodeLat: signed('nodeLat'),
    firstOut: whole('firstOut'),
    outs: whole('outs'),
    from: whole('from'),
    to: whole('to'),
    lengthM: real('lengthM'),
    durationS: real('durationS'),
    name: signed('name'),
    firstPoint: whole('firstPoint'),
    pointLon: signed('pointLon'),
    pointLat: signed('pointLat'),
    class: new Uint8Array(buffer, at, counts.segments),
    flags: new Uint8Array(buffer, at + counts.segments, counts.segments),
    names: JSON.parse(bytes.toString('utf8', at + counts.segments * 2)) as Words[],
  };
};
