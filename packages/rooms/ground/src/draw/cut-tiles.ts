import { clipShapes } from './clip.ts';
import type { Shape } from './shape.ts';
import { tileBuffer, tileExtent, tileUnits } from './world.ts';

/** The shapes that a tile shows, its buffer included. */
export type TileShapes = {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly shapes: readonly Shape[];
};

/** A tile and everything below it down to a zoom, the tile itself first. The shapes must reach the tile's buffer. */
export function* cutTiles(tile: TileShapes, lastZoom: number): Generator<TileShapes> {
  const { z, x, y, shapes } = tile;
  if (shapes.length === 0) return;
  yield tile;
  if (z === lastZoom) return;
  const size = tileUnits(z + 1);
  const buffer = (tileBuffer * size) / tileExtent;
  for (const column of [2 * x, 2 * x + 1]) {
    const strip = clipShapes(shapes, 0, column * size - buffer, (column + 1) * size + buffer);
    for (const row of [2 * y, 2 * y + 1]) {
      const inner = clipShapes(strip, 1, row * size - buffer, (row + 1) * size + buffer);
      yield* cutTiles({ z: z + 1, x: column, y: row, shapes: inner }, lastZoom);
    }
  }
}
