import { type Bbox, boxAround, boxesMeet } from './polygon.ts';

/** Cells to a side of the index: few for the children of one parent, many where a metropolis brings its grids. */
const columnsFor = (entries: number): number => (entries > 5_000 ? 256 : entries > 64 ? 64 : 8);

/** Finds boxes by place: a grid of cells over all of them. */
export type BoxIndex<Item> = {
  /** Those that may hold a point. */
  candidates(lon: number, lat: number): readonly Item[];
  /** Those that share a point with a box; each once, in the order in which they were given. */
  meeting(bbox: Bbox): readonly Item[];
};

type Entry<Item> = { readonly item: Item; readonly bbox: Bbox; readonly order: number };

export const createBoxIndex = <Item>(
  entries: readonly { readonly item: Item; readonly bbox: Bbox }[],
): BoxIndex<Item> => {
  const [west, south, east, north] = boxAround(entries.map(({ bbox }) => bbox));
  const columns = columnsFor(entries.length);
  const width = (east - west) / columns || 1;
  const height = (north - south) / columns || 1;
  const column = (lon: number): number => Math.max(0, Math.min(columns - 1, Math.floor((lon - west) / width)));
  const row = (lat: number): number => Math.max(0, Math.min(columns - 1, Math.floor((lat - south) / height)));
  const cells = new Map<number, Entry<Item>[]>();
  for (const [order, { item, bbox }] of entries.entries()) {
    const entry = { item, bbox, order };
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
    meeting: (box) => {
      const found = new Set<Entry<Item>>();
      for (let y = row(box[1]); y <= row(box[3]); y += 1) {
        for (let x = column(box[0]); x <= column(box[2]); x += 1) {
          for (const entry of cells.get(y * columns + x) ?? []) if (boxesMeet(entry.bbox, box)) found.add(entry);
        }
      }
      return [...found].sort((a, b) => a.order - b.order).map(({ item }) => item);
    },
  };
};
