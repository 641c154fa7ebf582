import { type Bbox, boxAround } from './polygon.ts';

const columns = 64;

/** Finds the boxes that may hold a point: a grid of 64 × 64 cells over all of them. */
export type BoxIndex<Item> = { candidates(lon: number, lat: number): readonly Item[] };

export const createBoxIndex = <Item>(
  entries: readonly { readonly item: Item; readonly bbox: Bbox }[],
): BoxIndex<Item> => {
  const [west, south, east, north] = boxAround(entries.map(({ bbox }) => bbox));
  const width = (east - west) / columns || 1;
  const height = (north - south) / columns || 1;
  const column = (lon: number): number => Math.min(columns - 1, Math.floor((lon - west) / width));
  const row = (lat: number): number => Math.min(columns - 1, Math.floor((lat - south) / height));
  const cells = new Map<number, { item: Item; bbox: Bbox }[]>();
  for (const entry of entries) {
    for (let y = row(entry.bbox[1]); y <= row(entry.bbox[3]); y += 1) {
      for (let x = column(entry.bbox[0]); x <= column(entry.bbox[2]); x += 1) {
        const key = y * columns + x;
        const cell = cells.get(key);
        if (cell === undefined) cells.set(key, [entry]);
        else cell.push(entry);
      }
    }
  }
  return {
    candidates: (lon, lat) => {
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return [];
      const cell = cells.get(row(lat) * columns + column(lon)) ?? [];
      return cell
        .filter(({ bbox }) => lon >= bbox[0] && lon <= bbox[2] && lat >= bbox[1] && lat <= bbox[3])
        .map(({ item }) => item);
    },
  };
};
