import { cutsAt, type Shape } from './shenzhen-data.ts';

/** Degrees of latitude of a cell, some 55 m; a cell is as wide as it is high. */
const step = 0.0005;

type Frame = { readonly west: number; readonly south: number; readonly columns: number; readonly rows: number };

const frameOf = (shapes: readonly Shape[]): Frame => {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of shapes.flat(3)) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return { west, south, columns: Math.ceil((east - west) / step), rows: Math.ceil((north - south) / step) };
};

/** Cells whose middle lies in one of the shapes. */
const fill = (shapes: readonly Shape[], { west, south, columns, rows }: Frame): Uint8Array => {
  const cells = new Uint8Array(columns * rows);
  for (const shape of shapes) {
    const lats = shape.flat(2).map(([, lat]) => lat);
    const from = Math.max(0, Math.floor((Math.min(...lats) - south) / step));
    const to = Math.min(rows - 1, Math.ceil((Math.max(...lats) - south) / step));
    for (let row = from; row <= to; row += 1) {
      const cuts = cutsAt(shape, south + (row + 0.5) * step);
      for (let i = 0; i + 1 < cuts.length; i += 2) {
        const first = Math.max(0, Math.ceil(((cuts[i] ?? 0) - west) / step - 0.5));
        const last = Math.min(columns - 1, Math.floor(((cuts[i + 1] ?? 0) - west) / step - 0.5));
        if (last >= first) cells.fill(1, row * columns + first, row * columns + last + 1);
      }
    }
  }
  return cells;
};

/** Intersection over union of two grounds, 0 … 1, on a raster of some 55 m. */
export const overlapOf = (one: readonly Shape[], other: readonly Shape[]): number => {
  const frame = frameOf([...one, ...other]);
  const [a, b] = [fill(one, frame), fill(other, frame)];
  let [both, either] = [0, 0];
  for (let cell = 0; cell < a.length; cell += 1) {
    both += (a[cell] ?? 0) & (b[cell] ?? 0);
    either += (a[cell] ?? 0) | (b[cell] ?? 0);
  }
  return either === 0 ? 0 : both / either;
};
