import { filterRows } from './png.ts';

/** Pixels along the edge of a terrain tile. */
export const tileSide = 256;
/** Terrarium: metres = red · 256 + green + blue / 256 − 32768 (Mapzen terrain tiles, "Formats"). */
const seaLevel = 32_768;
const stepsPerMetre = 256;
const mostSteps = 2 ** 24 - 1;

/** Heights of a tile (metres, row by row, NaN where unknown) as rows of a PNG. */
export const terrariumRows = (heights: Float32Array): Uint8Array => {
  const known = fillUnknown(heights);
  const rgb = new Uint8Array(tileSide * tileSide * 3);
  for (let index = 0; index < known.length; index += 1) {
    const steps = Math.round(((known[index] ?? 0) + seaLevel) * stepsPerMetre);
    const value = steps < 0 ? 0 : steps > mostSteps ? mostSteps : steps;
    rgb[3 * index] = value >> 16;
    rgb[3 * index + 1] = (value >> 8) & 255;
    rgb[3 * index + 2] = value & 255;
  }
  return filterRows(rgb, tileSide);
};

/**
 * The format cannot say that a height is unknown. The ground beyond the known goes on level, so that no cliff is shaded
 * where nobody measured one: first along the rows, then rows without any height take the one next to them.
 */
const fillUnknown = (heights: Float32Array): Float32Array => {
  if (!heights.some(Number.isNaN)) return heights;
  const filled = heights.slice();
  const known: number[] = [];
  for (let row = 0; row < tileSide; row += 1) if (fillRow(filled, row * tileSide)) known.push(row);
  for (let row = 0; row < tileSide; row += 1) {
    if (!Number.isNaN(filled[row * tileSide])) continue;
    const nearest = known.reduce(
      (best, one) => (Math.abs(one - row) < Math.abs(best - row) ? one : best),
      known[0] ?? 0,
    );
    filled.copyWithin(row * tileSide, nearest * tileSide, (nearest + 1) * tileSide);
  }
  return filled;
};

const fillRow = (heights: Float32Array, start: number): boolean => {
  const first = heights.subarray(start, start + tileSide).find((height) => !Number.isNaN(height));
  if (first === undefined) return false;
  let last = first;
  for (let at = start; at < start + tileSide; at += 1) {
    const height = heights[at] ?? Number.NaN;
    if (Number.isNaN(height)) heights[at] = last;
    else last = height;
  }
  return true;
};
