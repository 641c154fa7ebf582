/** Kinds of geometry, numbered as in a vector tile. */
export const kinds = { point: 1, line: 2, polygon: 3 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/**
 * Corners one behind the other, three numbers each: column, row (units, see world.ts), and the first zoom that needs
 * the corner. A ring repeats its first corner at its end.
 */
export type Part = Int32Array;
/** Numbers to a corner. */
export const stride = 3;

/** What a property may be. */
export type Term = string | number | boolean;

/** One thing to be drawn. A polygon has its outer ring first (clockwise on the screen), its holes behind it. */
export type Shape = {
  /** Place in `groundLayers`. */
  readonly layer: number;
  readonly kind: Kind;
  readonly minZoom: number;
  /** Key and value in turn. What the numbers stand for the list of terms says that goes with the shapes. */
  readonly tags: Int32Array;
  readonly parts: readonly Part[];
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
};

type Looks = Pick<Shape, 'layer' | 'kind' | 'minZoom' | 'tags'>;

/** A number of a part. */
export const numberAt = (part: Part, at: number): number => part[at] ?? 0;

/** A shape with its frame around it. */
export const frameShape = ({ layer, kind, minZoom, tags }: Looks, parts: readonly Part[]): Shape => {
  const frame = { minX: mostUnits, minY: mostUnits, maxX: -mostUnits, maxY: -mostUnits };
  // Holes lie inside the first ring.
  const framing = kind === kinds.polygon ? 1 : parts.length;
  for (let index = 0; index < framing; index += 1) widen(frame, parts[index] ?? noPart);
  const { minX, minY, maxX, maxY } = frame;
  return { layer, kind, minZoom, tags, parts, minX, minY, maxX, maxY };
};

const mostUnits = 2 ** 30;

type OpenFrame = { minX: number; minY: number; maxX: number; maxY: number };

const widen = (frame: OpenFrame, part: Part): void => {
  let { minX, minY, maxX, maxY } = frame;
  for (let at = 0; at < part.length; at += stride) {
    const x = numberAt(part, at);
    const y = numberAt(part, at + 1);
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  frame.minX = minX;
  frame.minY = minY;
  frame.maxX = maxX;
  frame.maxY = maxY;
};

export const noPart = new Int32Array(0);

/** Twice the area of a ring in square units; positive when it runs clockwise on the screen (rows grow downwards). */
export const doubleArea = (ring: Part): number => {
  // Seen from its first corner: products of whole columns and rows would no longer be exact.
  const originX = numberAt(ring, 0);
  const originY = numberAt(ring, 1);
  let sum = 0;
  for (let at = stride; at < ring.length; at += stride) {
    const x = numberAt(ring, at - stride) - originX;
    const y = numberAt(ring, at - stride + 1) - originY;
    sum += x * (numberAt(ring, at + 1) - originY) - (numberAt(ring, at) - originX) * y;
  }
  return sum;
};
