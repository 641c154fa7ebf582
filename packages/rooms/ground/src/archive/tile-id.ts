/**
 * Number of a tile in a PMTiles v3 archive: all tiles of the lower zooms come first, within a zoom they follow the
 * Hilbert curve, so that neighbours lie near each other in the file.
 */
export const tileIdOf = (z: number, x: number, y: number): number => {
  let id = (4 ** z - 1) / 3;
  let column = x;
  let row = y;
  for (let size = 2 ** z / 2; size >= 1; size /= 2) {
    const right = (column & size) > 0 ? 1 : 0;
    const low = (row & size) > 0 ? 1 : 0;
    id += size * size * ((3 * right) ^ low);
    if (low === 0) {
      if (right === 1) {
        column = size - 1 - (column & (size - 1));
        row = size - 1 - (row & (size - 1));
      }
      const turned = column;
      column = row;
      row = turned;
    }
  }
  return id;
};
