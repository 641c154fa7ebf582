import {
  type ImportOutcome,
  type ImportRow,
  maxPreview,
  type RowChange,
  type RowOutcome,
  type RowPreview,
  type RowRefusal,
  type UndoOutcome,
} from '@liandong/imports';
import { type Datum, type Json, type LonLat, Refusal, refuse } from '@liandong/words';

/** What a room reports of a list of orders, by their places in the list. */
type ListReport = {
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly index: number; readonly refusal: Refusal }[];
  readonly changes: readonly { readonly index: number; readonly before: unknown; readonly after: unknown }[];
};

/** An order made of a row. */
export type RowOrder<Order> = { readonly row: ImportRow; readonly key: string; readonly order: Order };

/** Makes orders of rows; a row that makes none is refused by itself. */
export const makeOrders = <Order>(
  rows: readonly ImportRow[],
  make: (row: ImportRow) => { readonly key: string; readonly order: Order },
): { readonly orders: readonly RowOrder<Order>[]; readonly refused: readonly RowRefusal[] } => {
  const orders: RowOrder<Order>[] = [];
  const refused: RowRefusal[] = [];
  for (const row of rows) {
    try {
      orders.push({ row, ...make(row) });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      const { code, key, name } = row.values;
      const said = code ?? key ?? name;
      refused.push({ row: row.row, key: said === undefined ? undefined : String(said).slice(0, 120), refusal: cause });
    }
  }
  return { orders, refused };
};

/** The room's report in terms of rows. */
export const outcomeOf = <Order>(
  report: ListReport,
  orders: readonly RowOrder<Order>[],
  refused: readonly RowRefusal[],
  preview: readonly RowPreview[],
): ImportOutcome => {
  const at = (index: number): { row: number; key: string } => {
    const order = orders[index];
    if (order === undefined) throw new Error(`no order ${index}`);
    return { row: order.row.row, key: order.key };
  };
  return {
    taken: report.taken,
    changed: report.changed,
    unchanged: report.unchanged,
    refused: [...refused, ...report.refused.map(({ index, refusal }) => ({ ...at(index), refusal }))],
    preview,
    // What a room's tables have is JSON.
    changes: report.changes.map(({ index, before, after }) => ({
      ...at(index),
      before: before as Json,
      after: after as Json,
    })),
  };
};

type UndoneReport = {
  readonly undone: readonly number[];
  readonly left: readonly { readonly index: number; readonly why: 'changed-since' | 'in-use' | 'not-yours' }[];
};

/** What stayed, with the reason. @param use what may use such a thing, for the text */
export const undoOutcomeOf = (report: UndoneReport, changes: readonly RowChange[], use = ''): UndoOutcome => ({
  undone: report.undone.flatMap((index) => changes[index] ?? []),
  refused: report.left.flatMap(({ index, why }) => {
    const change = changes[index];
    if (change === undefined) return [];
    return [{ row: change.row, key: change.key, refusal: refuse(`import.${why}`, { by: use }) }];
  }),
});

type Placed = { readonly label: string; readonly lon: number; readonly lat: number };

/** Points of rows: those that were judged, and those that were refused as far as they have a place. */
export const pointsOf = (
  judged: readonly (Placed & { readonly row: number; readonly outcome: RowOutcome })[],
  refused: readonly { readonly row: ImportRow; readonly at: { readonly lon: number; readonly lat: number } }[],
  datum: Datum,
  toWgs84: (lon: number, lat: number, datum: Datum) => LonLat,
): readonly RowPreview[] => {
  const points: RowPreview[] = judged.slice(0, maxPreview).map(({ row, label, outcome, lon, lat }) => ({
    row,
    label,
    outcome,
    geometry: { type: 'Point', coordinates: [lon, lat] },
  }));
  for (const { row, at } of refused.slice(0, maxPreview - points.length)) {
    try {
      const { lon, lat } = toWgs84(at.lon, at.lat, datum);
      const label = String(row.values.name ?? row.values.code ?? row.row);
      points.push({ row: row.row, label, outcome: 'refused', geometry: { type: 'Point', coordinates: [lon, lat] } });
    } catch (cause) {
      // A place that is none in this datum cannot be shown; the report says why.
      if (!(cause instanceof Refusal)) throw cause;
    }
  }
  return points;
};
