import { frameShape, kinds, noPart, numberAt, type Part, type Shape, stride } from './shape.ts';

/** 0 cuts columns, 1 cuts rows. */
export type Axis = 0 | 1;

/** What of the shapes lies between two columns or rows (units, both included); order is kept. */
export const clipShapes = (shapes: readonly Shape[], axis: Axis, from: number, to: number): Shape[] => {
  const kept: Shape[] = [];
  for (const shape of shapes) {
    const min = axis === 0 ? shape.minX : shape.minY;
    const max = axis === 0 ? shape.maxX : shape.maxY;
    if (max < from || min > to) continue;
    if (min >= from && max <= to) {
      kept.push(shape);
      continue;
    }
    const parts = clipParts(shape, axis, from, to);
    if (parts.length > 0) kept.push(frameShape(shape, parts));
  }
  return kept;
};

const clipParts = ({ kind, parts }: Shape, axis: Axis, from: number, to: number): Part[] => {
  const kept: Part[] = [];
  if (kind === kinds.polygon) {
    for (const [index, ring] of parts.entries()) {
      const clipped = clipRing(ring, axis, from, to);
      if (clipped.length > 0) kept.push(clipped);
      // Without its outer ring a hole means nothing.
      else if (index === 0) return [];
    }
    return kept;
  }
  for (const part of parts) {
    if (kind === kinds.line) clipLine(part, axis, from, to, kept);
    else if (isBetween(numberAt(part, axis), from, to)) kept.push(part);
  }
  return kept;
};

const isBetween = (value: number, from: number, to: number): boolean => value >= from && value <= to;

let scratch = new Int32Array(3 * 1024);
let filled = 0;

const push = (x: number, y: number, zoom: number): void => {
  if (filled + stride > scratch.length) {
    const grown = new Int32Array(scratch.length * 2);
    grown.set(scratch);
    scratch = grown;
  }
  scratch[filled] = x;
  scratch[filled + 1] = y;
  scratch[filled + 2] = zoom;
  filled += stride;
};

const taken = (): Part => {
  const part = scratch.slice(0, filled);
  filled = 0;
  return part;
};

/** Pushes the place where the stretch between two corners meets the cut. Every zoom needs it. */
const pushCut = (part: Part, a: number, b: number, axis: Axis, cut: number): void => {
  const across = axis === 0 ? 1 : 0;
  const start = numberAt(part, a + axis);
  const share = (cut - start) / (numberAt(part, b + axis) - start);
  const side = numberAt(part, a + across);
  const other = Math.round(side + (numberAt(part, b + across) - side) * share);
  if (axis === 0) push(cut, other, 0);
  else push(other, cut, 0);
};

const pushCorner = (part: Part, at: number): void =>
  push(numberAt(part, at), numberAt(part, at + 1), numberAt(part, at + 2));

const clipLine = (part: Part, axis: Axis, from: number, to: number, kept: Part[]): void => {
  filled = 0;
  for (let at = 0; at + stride < part.length; at += stride) {
    const next = at + stride;
    const a = numberAt(part, at + axis);
    const b = numberAt(part, next + axis);
    if (isBeside(a, b, from, to)) continue;
    if (!isBetween(a, from, to)) pushCut(part, at, next, axis, a < from ? from : to);
    else if (filled === 0) pushCorner(part, at);
    if (isBetween(b, from, to)) {
      pushCorner(part, next);
      continue;
    }
    pushCut(part, at, next, axis, b < from ? from : to);
    kept.push(taken());
  }
  if (filled > 0) kept.push(taken());
};

/** Both ends of a stretch lie on the same side of the strip. */
const isBeside = (a: number, b: number, from: number, to: number): boolean =>
  (a < from && b < from) || (a > to && b > to);

const isCrossed = (edge: number, a: number, b: number): boolean => (a < edge && b > edge) || (a > edge && b < edge);

/** After Sutherland and Hodgman (1974), both edges of the strip in one go. */
const clipRing = (ring: Part, axis: Axis, from: number, to: number): Part => {
  filled = 0;
  for (let at = 0; at + stride < ring.length; at += stride) {
    const next = at + stride;
    const a = numberAt(ring, at + axis);
    const b = numberAt(ring, next + axis);
    if (isBetween(a, from, to)) pushCorner(ring, at);
    // The edge that is met first comes first.
    const near = a < b ? from : to;
    const far = a < b ? to : from;
    if (isCrossed(near, a, b)) pushCut(ring, at, next, axis, near);
    if (isCrossed(far, a, b)) pushCut(ring, at, next, axis, far);
  }
  if (filled < 3 * stride) return noPart;
  push(numberAt(scratch, 0), numberAt(scratch, 1), numberAt(scratch, 2));
  return taken();
};
