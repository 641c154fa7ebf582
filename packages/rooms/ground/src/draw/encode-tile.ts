import { groundLayers } from '@liandong/laws';
import { ByteWriter } from '../bytes.ts';
import type { TileShapes } from './cut-tiles.ts';
import { kinds, noPart, numberAt, type Part, type Shape, stride, type Term } from './shape.ts';
import { deepestZoom, tileExtent } from './world.ts';

// Mapbox Vector Tile specification 2.1, https://github.com/mapbox/vector-tile-spec/tree/master/2.1

/** Twice the area in square units of a tile below which a ring is not drawn: half a pixel of a screen. */
const minDoubleArea = 64;
/** Units of a tile: what is smaller both ways is not drawn. */
const minSpan = 4;

const moveTo = 1;
const lineTo = 2;
const closePath = 15;

/** Field and wire type of a protobuf message in one byte. */
const tagOf = (field: number, wire: 0 | 1 | 2): number => (field << 3) | wire;
const encoder = new TextEncoder();

/** Writes vector tiles of shapes that share one list of terms; shapes come sorted by layer. */
export const createTileEncoder = (terms: readonly Term[]): ((tile: TileShapes) => Uint8Array | undefined) => {
  const tile = new ByteWriter(64 * 1024);
  const body = new ByteWriter(64 * 1024);
  const feature = new ByteWriter();
  const tags = new ByteWriter();
  const geometry = new GeometryWriter();
  const keys = new TermIndex(terms.length);
  const values = new TermIndex(terms.length);
  // A term stands in many tiles: it is encoded once.
  const keyBytes: Uint8Array[] = [];
  const valueBytes: Uint8Array[] = [];

  const addFeature = (shape: Shape): void => {
    if (!geometry.draw(shape)) return;
    tags.length = 0;
    for (let at = 0; at < shape.tags.length; at += 2) {
      tags.varint(keys.place(shape.tags[at] ?? 0));
      tags.varint(values.place(shape.tags[at + 1] ?? 0));
    }
    feature.length = 0;
    if (tags.length > 0) putBytes(feature, 2, tags.view());
    feature.byte(tagOf(3, 0));
    feature.byte(shape.kind);
    putBytes(feature, 4, geometry.out.view());
    putBytes(body, 2, feature.view());
  };

  const closeLayer = (layer: number): void => {
    for (const term of keys.used) {
      keyBytes[term] ??= encoder.encode(String(terms[term]));
      putBytes(body, 3, keyBytes[term]);
    }
    for (const term of values.used) {
      valueBytes[term] ??= encodeValue(terms[term] ?? '');
      putBytes(body, 4, valueBytes[term]);
    }
    body.byte(tagOf(5, 0));
    body.varint(tileExtent);
    body.byte(tagOf(15, 0));
    body.varint(2);
    putBytes(body, 1, encoder.encode(groundLayers[layer] ?? ''));
    putBytes(tile, 3, body.view());
  };

  return ({ z, x, y, shapes }) => {
    tile.length = 0;
    geometry.aim(z, x, y);
    for (let at = 0; at < shapes.length; ) {
      const layer = shapes[at]?.layer ?? 0;
      body.length = 0;
      keys.clear();
      values.clear();
      for (let shape = shapes[at]; shape?.layer === layer; shape = shapes[at]) {
        if (shape.minZoom <= z) addFeature(shape);
        at += 1;
      }
      if (body.length > 0) closeLayer(layer);
    }
    return tile.length === 0 ? undefined : tile.view().slice();
  };
};

/** Numbers the terms that a layer uses, in the order of their first use. */
class TermIndex {
  readonly used: number[] = [];
  private readonly places: Int32Array;

  constructor(terms: number) {
    this.places = new Int32Array(terms).fill(-1);
  }

  place(term: number): number {
    let place = this.places[term] ?? -1;
    if (place < 0) {
      place = this.used.length;
      this.places[term] = place;
      this.used.push(term);
    }
    return place;
  }

  clear(): void {
    for (const term of this.used) this.places[term] = -1;
    this.used.length = 0;
  }
}

const putBytes = (out: ByteWriter, field: number, bytes: Uint8Array): void => {
  out.varint(tagOf(field, 2));
  out.varint(bytes.length);
  out.copy(bytes);
};

const double = new Float64Array(1);
const doubleBytes = new Uint8Array(double.buffer);

const encodeValue = (value: Term): Uint8Array => {
  const out = new ByteWriter(16);
  if (typeof value === 'string') {
    putBytes(out, 1, encoder.encode(value));
  } else if (typeof value === 'boolean') {
    out.byte(tagOf(7, 0));
    out.byte(value ? 1 : 0);
  } else if (Number.isSafeInteger(value) && value >= 0) {
    out.byte(tagOf(5, 0));
    out.varint(value);
  } else {
    double[0] = value;
    out.byte(tagOf(3, 1));
    out.copy(doubleBytes);
  }
  return out.view();
};

/** Writes geometry as commands in units of one tile. */
class GeometryWriter {
  readonly out = new ByteWriter(16 * 1024);
  private corners = new Int32Array(2 * 1024);
  private count = 0;
  private z = 0;
  private shift = 0;
  private left = 0;
  private top = 0;
  private lastX = 0;
  private lastY = 0;

  aim(z: number, x: number, y: number): void {
    this.z = z;
    this.shift = deepestZoom - z;
    this.left = x * tileExtent;
    this.top = y * tileExtent;
  }

  /** False when nothing of the shape is left at this zoom. */
  draw(shape: Shape): boolean {
    this.out.length = 0;
    this.lastX = 0;
    this.lastY = 0;
    if (shape.kind === kinds.point) return this.drawPoints(shape.parts);
    const span = minSpan << this.shift;
    if (this.shift > 0 && shape.maxX - shape.minX < span && shape.maxY - shape.minY < span) return false;
    if (shape.kind === kinds.line) for (const part of shape.parts) this.drawLine(part);
    else this.drawRings(shape.parts);
    return this.out.length > 0;
  }

  private drawPoints(parts: readonly Part[]): boolean {
    this.out.varint((parts.length << 3) | moveTo);
    for (const part of parts) {
      this.collect(part);
      this.step(0);
    }
    return true;
  }

  private drawLine(part: Part): void {
    this.collect(part);
    if (this.count < 2) return;
    this.drawRun();
  }

  private drawRings(rings: readonly Part[]): void {
    for (let index = 0; index < rings.length; index += 1) {
      this.collect(rings[index] ?? noPart);
      // The last corner is the first again: closing the path draws it.
      this.count -= 1;
      const area = this.count < 3 ? 0 : this.doubleArea();
      const isDrawn = index === 0 ? area > 0 : area < 0;
      if (isDrawn && (this.shift === 0 || Math.abs(area) >= minDoubleArea)) {
        this.drawRun();
        this.out.varint(closePath);
      } else if (index === 0) return;
    }
  }

  private drawRun(): void {
    this.out.varint((1 << 3) | moveTo);
    this.step(0);
    this.out.varint(((this.count - 1) << 3) | lineTo);
    for (let index = 1; index < this.count; index += 1) this.step(index);
  }

  private step(index: number): void {
    const x = numberAt(this.corners, 2 * index);
    const y = numberAt(this.corners, 2 * index + 1);
    this.out.zigzag(x - this.lastX);
    this.out.zigzag(y - this.lastY);
    this.lastX = x;
    this.lastY = y;
  }

  /** Corners that this zoom needs, rounded to the tile, equal neighbours once. */
  private collect(part: Part): void {
    if (this.corners.length < part.length) this.corners = new Int32Array(part.length * 2);
    const { corners, z, shift, left, top } = this;
    const half = shift === 0 ? 0 : 1 << (shift - 1);
    let count = 0;
    let lastX = 0;
    let lastY = 0;
    for (let at = 0; at < part.length; at += stride) {
      if (numberAt(part, at + 2) > z) continue;
      const x = ((numberAt(part, at) + half) >> shift) - left;
      const y = ((numberAt(part, at + 1) + half) >> shift) - top;
      if (count > 0 && x === lastX && y === lastY) continue;
      corners[2 * count] = x;
      corners[2 * count + 1] = y;
      count += 1;
      lastX = x;
      lastY = y;
    }
    this.count = count;
  }

  private doubleArea(): number {
    const { corners, count } = this;
    let sum = 0;
    let x = numberAt(corners, 2 * count - 2);
    let y = numberAt(corners, 2 * count - 1);
    for (let index = 0; index < count; index += 1) {
      const nextX = numberAt(corners, 2 * index);
      const nextY = numberAt(corners, 2 * index + 1);
      sum += x * nextY - nextX * y;
      x = nextX;
      y = nextY;
    }
    return sum;
  }
}
