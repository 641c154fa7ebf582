import type { Elevation } from '@liandong/laws';
import { compressions, tileTypes } from '../archive/header.ts';
import { createArchive, type WrittenArchive } from '../archive/write-archive.ts';
import type { NewShape } from '../draw/spill.ts';
import { frameOf, latitudeAt, tileUnits } from '../draw/world.ts';
import { contourShapes } from './contour-shapes.ts';
import { packPng } from './png.ts';
import { terrariumRows, tileSide } from './terrarium.ts';
import type { Lattice } from './trace-contours.ts';

export type TerrainBuild = {
  readonly elevation: Elevation;
  readonly path: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly onContour: (shape: NewShape) => void;
  readonly onShare: (share: number) => void;
  readonly signal: AbortSignal | undefined;
};

const equatorM = 40_075_016.686;
/** A pixel may be this much coarser than the samples before the next zoom is built. */
const slack = 1.2;
const mostZoom = 14;
/** Heights are sampled, and contours traced, in blocks of 4 × 4 of the deepest tiles. */
const blockLevels = 2;
const blockSide = tileSide << blockLevels;

/** Deepest zoom whose pixels tell something new. */
const terrainZoomOf = ({ bounds, resolutionM }: Elevation): number => {
  const [, south, , north] = bounds;
  const worldM = equatorM * Math.cos((((south + north) / 2) * Math.PI) / 180);
  const zoom = Math.ceil(Math.log2(worldM / (tileSide * resolutionM * slack)));
  return Math.min(mostZoom, Math.max(blockLevels, zoom));
};

/** Samples every height once: into terrain tiles of all zooms, and into contour lines. */
export const buildTerrain = async (build: TerrainBuild): Promise<WrittenArchive & { readonly maxZoom: number }> => {
  const maxZoom = terrainZoomOf(build.elevation);
  const archive = createArchive(build.path, {
    tileType: tileTypes.png,
    tileCompression: compressions.none,
    compress: (rows) => packPng(rows, tileSide),
  });
  try {
    await createPyramid(build, maxZoom, archive.add)(0, 0, 0, undefined);
    const { metadata } = build;
    const written = await archive.finish({ minZoom: 0, maxZoom, bounds: build.elevation.bounds, metadata });
    return { ...written, maxZoom };
  } catch (cause) {
    await archive.abandon();
    throw cause;
  }
};

type Heights = Float32Array | undefined;
type AddTile = (z: number, x: number, y: number, raw: Uint8Array) => Promise<void>;
type Block = { readonly x: number; readonly y: number; readonly lattice: Lattice };

const createPyramid = ({ elevation, onContour, onShare, signal }: TerrainBuild, maxZoom: number, add: AddTile) => {
  const frame = frameOf(elevation.bounds);
  const blockZoom = maxZoom - blockLevels;
  const blocks = countTiles(frame, blockZoom);
  let done = 0;

  const openBlock = (x: number, y: number): Block | undefined => {
    signal?.throwIfAborted();
    const lattice = sampleBlock(elevation, maxZoom, x, y);
    done += 1;
    onShare(Math.min(1, done / blocks));
    if (lattice === undefined) return undefined;
    const step = tileUnits(maxZoom) / tileSide;
    const half = step / 2;
    for (const shape of contourShapes(
      lattice,
      x * tileUnits(blockZoom) + half,
      y * tileUnits(blockZoom) + half,
      step,
    )) {
      onContour(shape);
    }
    return { x, y, lattice };
  };

  const fromBelow = async (z: number, x: number, y: number, block: Block | undefined): Promise<Heights> => {
    const quarters: Heights[] = [];
    for (const [dx, dy] of quarterSteps) quarters.push(await tile(z + 1, 2 * x + dx, 2 * y + dy, block));
    return halve(quarters);
  };
  /** Builds a tile and all below it; returns its heights for the tile above. */
  const tile = async (z: number, x: number, y: number, above: Block | undefined): Promise<Heights> => {
    if (!touches(frame, z, x, y)) return undefined;
    const block = z === blockZoom ? openBlock(x, y) : above;
    if (z >= blockZoom && block === undefined) return undefined;
    const isDeepest = z === maxZoom && block !== undefined;
    const heights = isDeepest ? sliceBlock(block, x, y) : await fromBelow(z, x, y, block);
    if (heights !== undefined) await add(z, x, y, terrariumRows(heights));
    return heights;
  };
  return tile;
};

/** North-west, north-east, south-west, south-east. */
const quarterSteps = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

type Frame = ReturnType<typeof frameOf>;

const touches = ([minX, minY, maxX, maxY]: Frame, z: number, x: number, y: number): boolean => {
  const size = tileUnits(z);
  return x * size <= maxX && (x + 1) * size > minX && y * size <= maxY && (y + 1) * size > minY;
};

const countTiles = ([minX, minY, maxX, maxY]: Frame, z: number): number => {
  const size = tileUnits(z);
  const across = Math.floor(maxX / size) - Math.floor(minX / size) + 1;
  return across * (Math.floor(maxY / size) - Math.floor(minY / size) + 1);
};

/** Heights at the middles of a block's pixels, and of the next row and column, where the neighbour's contours begin. */
const sampleBlock = (elevation: Elevation, maxZoom: number, x: number, y: number): Lattice | undefined => {
  const side = blockSide + 1;
  const heights = new Float32Array(side * side);
  const world = tileSide * 2 ** maxZoom;
  const lons = Float64Array.from({ length: side }, (_, column) => ((x * blockSide + column + 0.5) / world) * 360 - 180);
  let known = 0;
  for (let row = 0; row < side; row += 1) {
    const lat = latitudeAt((y * blockSide + row + 0.5) / world);
    for (let column = 0; column < side; column += 1) {
      const height = elevation.heightM(lons[column] ?? 0, lat);
      heights[row * side + column] = height ?? Number.NaN;
      if (height !== undefined) known += 1;
    }
  }
  return known === 0 ? undefined : { side, heights };
};

const sliceBlock = ({ x, y, lattice }: Block, tileX: number, tileY: number): Heights => {
  const left = tileX * tileSide - x * blockSide;
  const top = tileY * tileSide - y * blockSide;
  const heights = new Float32Array(tileSide * tileSide);
  for (let row = 0; row < tileSide; row += 1) {
    const from = (top + row) * lattice.side + left;
    heights.set(lattice.heights.subarray(from, from + tileSide), row * tileSide);
  }
  return heights.every(Number.isNaN) ? undefined : heights;
};

/** The tile above four tiles (north-west, north-east, south-west, south-east): means of what is known. */
const halve = (quarters: readonly Heights[]): Heights => {
  if (quarters.every((quarter) => quarter === undefined)) return undefined;
  const heights = new Float32Array(tileSide * tileSide).fill(Number.NaN);
  const half = tileSide / 2;
  quarters.forEach((quarter, index) => {
    if (quarter === undefined) return;
    const start = Math.floor(index / 2) * half * tileSide + (index % 2) * half;
    for (let row = 0; row < half; row += 1) {
      for (let column = 0; column < half; column += 1) {
        heights[start + row * tileSide + column] = meanOfFour(quarter, 2 * row * tileSide + 2 * column);
      }
    }
  });
  return heights;
};

const meanOfFour = (heights: Float32Array, at: number): number => {
  let sum = 0;
  let count = 0;
  for (const offset of [0, 1, tileSide, tileSide + 1]) {
    const height = heights[at + offset] ?? Number.NaN;
    if (Number.isNaN(height)) continue;
    sum += height;
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
};
