import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { ByteReader, ByteWriter } from '../bytes.ts';
import { clipShapes } from './clip.ts';
import { frameShape, type Kind, numberAt, type Part, type Shape, stride, type Term } from './shape.ts';
import { deepestZoom, type Frame, tileBuffer, tileExtent, tileUnits } from './world.ts';

/** Shapes are put aside by tiles of this zoom, and tiled one such bucket after the other. */
export const bucketZoom = 12;

/** A shape whose tags are told in words. */
export type NewShape = {
  readonly looks: Pick<Shape, 'layer' | 'kind' | 'minZoom'>;
  readonly properties: Readonly<Record<string, Term>>;
  readonly parts: readonly Part[];
};

/** The shapes of a bucket; `low` ones are drawn above the bucket zoom. */
export type Bucket = {
  readonly column: number;
  readonly row: number;
  readonly shapes: readonly Shape[];
  readonly terms: readonly Term[];
};

/** Shapes on disk, sorted into buckets, so that a metropolis needs no more memory than its densest bucket. */
export type Spill = {
  add(shape: NewShape): void;
  /** Everything that the zooms above the buckets may draw. */
  low(): Bucket;
  /** Buckets that hold anything: west to east, north to south. */
  readonly keys: () => readonly number[];
  read(key: number): Bucket;
  close(): Promise<void>;
};

const chunkBytes = 128 * 1024;
/** Half-filled chunks of all buckets together. */
const heldBytes = 48 * 1024 * 1024;
const bucketUnits = tileUnits(bucketZoom);
const bucketBuffer = (tileBuffer * bucketUnits) / tileExtent;
const rowsOfBuckets = 2 ** bucketZoom;
const lowKey = -1;
const noTags = new Int32Array(0);

/** A chunk explains its own terms, so that nothing has to be remembered beyond it. */
type Open = { readonly out: ByteWriter; readonly terms: Map<Term, number>; readonly chunks: number[] };

/** Opens a spill at a path; what lies outside the frame and one bucket around it is not kept. */
export const createSpill = (path: string, frame: Frame): Spill => {
  const file = openSync(path, 'w+');
  const buckets = new Map<number, Open>();
  let fileBytes = 0;
  let held = 0;

  const flush = (open: Open): void => {
    if (open.out.length === 0) return;
    writeSync(file, open.out.bytes, 0, open.out.length, fileBytes);
    open.chunks.push(fileBytes, open.out.length);
    fileBytes += open.out.length;
    held -= open.out.length;
    open.out.length = 0;
    open.terms.clear();
  };

  const put = (key: number, shape: NewShape, parts: readonly Part[], lastZoom: number): void => {
    let open = buckets.get(key);
    if (open === undefined) {
      open = { out: new ByteWriter(4096), terms: new Map(), chunks: [] };
      buckets.set(key, open);
    }
    const before = open.out.length;
    writeShape(open, shape, parts, lastZoom);
    held += open.out.length - before;
    if (open.out.length >= chunkBytes) flush(open);
    if (held >= heldBytes) for (const one of buckets.values()) flush(one);
  };

  const clipped: Frame = [
    frame[0] - bucketUnits,
    frame[1] - bucketUnits,
    frame[2] + bucketUnits,
    frame[3] + bucketUnits,
  ];
  const read = (key: number): Bucket => {
    const open = buckets.get(key);
    if (open !== undefined) flush(open);
    const { shapes, terms } = readShapes(file, open?.chunks ?? []);
    return { column: Math.floor(key / rowsOfBuckets), row: key % rowsOfBuckets, shapes, terms };
  };

  return {
    add: (shape) => {
      const whole = frameShape({ ...shape.looks, tags: noTags }, shape.parts);
      const within = clipTo([whole], clipped);
      if (shape.looks.minZoom < bucketZoom) for (const { parts } of within) put(lowKey, shape, parts, bucketZoom - 1);
      for (const one of within) {
        for (const { key, parts } of spread(one)) put(key, shape, parts, deepestZoom);
      }
    },
    low: () => ({ ...read(lowKey), column: 0, row: 0 }),
    keys: () => [...buckets.keys()].filter((key) => key !== lowKey).sort((a, b) => a - b),
    read,
    close: async () => {
      closeSync(file);
      await rm(path, { force: true });
    },
  };
};

const clipTo = (shapes: readonly Shape[], [minX, minY, maxX, maxY]: Frame): readonly Shape[] =>
  clipShapes(clipShapes(shapes, 0, minX, maxX), 1, minY, maxY);

/** A shape in every bucket that shows it. Most lie in one alone and stay as they are. */
function* spread(shape: Shape): Generator<{ readonly key: number; readonly parts: readonly Part[] }> {
  const [west, east] = bucketsOf(shape.minX, shape.maxX);
  const [north, south] = bucketsOf(shape.minY, shape.maxY);
  if (west === east && north === south) {
    yield { key: west * rowsOfBuckets + north, parts: shape.parts };
    return;
  }
  for (let column = west; column <= east; column += 1) {
    const strip = clipShapes([shape], 0, ...edgesOf(column));
    for (let row = north; row <= south; row += 1) {
      for (const { parts } of clipShapes(strip, 1, ...edgesOf(row))) yield { key: column * rowsOfBuckets + row, parts };
    }
  }
}

const bucketsOf = (min: number, max: number): readonly [number, number] => [
  Math.max(0, Math.floor((min - bucketBuffer) / bucketUnits)),
  Math.min(rowsOfBuckets - 1, Math.floor((max + bucketBuffer) / bucketUnits)),
];

const edgesOf = (place: number): readonly [number, number] => [
  place * bucketUnits - bucketBuffer,
  (place + 1) * bucketUnits + bucketBuffer,
];

const writeShape = (open: Open, shape: NewShape, parts: readonly Part[], lastZoom: number): void => {
  const { out } = open;
  const { looks, properties } = shape;
  out.byte(looks.layer);
  out.byte(looks.kind);
  out.byte(looks.minZoom);
  const keys = Object.keys(properties);
  out.varint(keys.length);
  for (const key of keys) {
    writeTerm(open, key);
    writeTerm(open, properties[key] ?? '');
  }
  out.varint(parts.length);
  let lastX = 0;
  let lastY = 0;
  for (const part of parts) {
    let count = 0;
    for (let at = 2; at < part.length; at += stride) if (numberAt(part, at) <= lastZoom) count += 1;
    out.varint(count);
    for (let at = 0; at < part.length; at += stride) {
      const zoom = numberAt(part, at + 2);
      if (zoom > lastZoom) continue;
      const x = numberAt(part, at);
      const y = numberAt(part, at + 1);
      out.zigzag(x - lastX);
      out.zigzag(y - lastY);
      out.byte(zoom);
      lastX = x;
      lastY = y;
    }
  }
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const writeTerm = ({ out, terms }: Open, term: Term): void => {
  const known = terms.get(term);
  if (known !== undefined) {
    out.varint(known + 1);
    return;
  }
  terms.set(term, terms.size);
  const json = encoder.encode(JSON.stringify(term));
  out.byte(0);
  out.varint(json.length);
  out.copy(json);
};

const readShapes = (file: number, chunks: readonly number[]): { shapes: Shape[]; terms: Term[] } => {
  const terms: Term[] = [];
  const known = new Map<Term, number>();
  const numberOf = (term: Term): number => {
    const number = known.get(term) ?? terms.length;
    if (number === terms.length) {
      known.set(term, number);
      terms.push(term);
    }
    return number;
  };
  const shapes: Shape[] = [];
  for (let at = 0; at < chunks.length; at += 2) {
    const bytes = Buffer.allocUnsafe(chunks[at + 1] ?? 0);
    readSync(file, bytes, 0, bytes.length, chunks[at] ?? 0);
    const reader = new ByteReader(bytes);
    const chunkTerms: number[] = [];
    while (!reader.ended) shapes.push(readShape(reader, chunkTerms, numberOf));
  }
  // Stable: within its layer a shape keeps the place that the source gave it.
  shapes.sort((a, b) => a.layer - b.layer);
  return { shapes, terms };
};

const readShape = (reader: ByteReader, chunkTerms: number[], numberOf: (term: Term) => number): Shape => {
  const layer = reader.byte();
  const kind = reader.byte() as Kind;
  const minZoom = reader.byte();
  const tags = new Int32Array(reader.varint() * 2);
  for (let at = 0; at < tags.length; at += 1) tags[at] = readTerm(reader, chunkTerms, numberOf);
  const parts: Part[] = new Array(reader.varint());
  let x = 0;
  let y = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const part = new Int32Array(reader.varint() * stride);
    for (let at = 0; at < part.length; at += stride) {
      x += reader.zigzag();
      y += reader.zigzag();
      part[at] = x;
      part[at + 1] = y;
      part[at + 2] = reader.byte();
    }
    parts[index] = part;
  }
  return frameShape({ layer, kind, minZoom, tags }, parts);
};

const readTerm = (reader: ByteReader, chunkTerms: number[], numberOf: (term: Term) => number): number => {
  const code = reader.varint();
  if (code > 0) return chunkTerms[code - 1] ?? 0;
  const number = numberOf(JSON.parse(decoder.decode(reader.take(reader.varint()))) as Term);
  chunkTerms.push(number);
  return number;
};
