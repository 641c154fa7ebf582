import type { Elevation } from '@liandong/laws';

/** Several tiles side by side as one; where two of them meet, the first that knows a height tells it. */
export const mosaicOf = (tiles: readonly Elevation[]): Elevation => ({
  bounds: [
    Math.min(...tiles.map(({ bounds }) => bounds[0])),
    Math.min(...tiles.map(({ bounds }) => bounds[1])),
    Math.max(...tiles.map(({ bounds }) => bounds[2])),
    Math.max(...tiles.map(({ bounds }) => bounds[3])),
  ],
  resolutionM: Math.min(...tiles.map(({ resolutionM }) => resolutionM)),
  heightM: (lon, lat) => {
    for (const tile of tiles) {
      const height = tile.heightM(lon, lat);
      if (height !== undefined) return height;
    }
    return undefined;
  },
});
