import type { ImportOrder } from '@liandong/contract';
import type { Database, Session, Work } from '@liandong/platform';
import { type ActContext, type Datum, refuse } from '@liandong/words';
import { type Bounds, checkAxes, checkCrs } from './check-places.ts';
import { type Columns, mapRows } from './map-rows.ts';
import { type Report, saveReport } from './save.ts';
import type { FileRow } from './store.ts';
import { suggestColumns } from './suggest.ts';
import { readInThread } from './table/read-in-thread.ts';
import type { Table, TableOrder } from './table/table.ts';
import { type ImportOutcome, type ImportTarget, maxPreview, type RowRefusal } from './target.ts';
import type { WordsOf } from './words-of.ts';

export type TableRun = {
  readonly importId: string;
  readonly target: ImportTarget;
  readonly file: FileRow;
  readonly path: string;
  readonly order: ImportOrder;
  readonly context: ActContext;
  readonly session: Session;
};

export type TableDeps = {
  readonly database: Database;
  readonly wordsOf: WordsOf;
  /** The box around the city's jurisdictions; undefined while there are none. */
  city(): Bounds | undefined;
};

const maxPreviewChars = 8 * 1024 * 1024;

/** Features of the first rows, cut when outlines grow too long for a browser. */
const previewText = ({ preview }: ImportOutcome): string => {
  const features: string[] = [];
  let chars = 0;
  for (const { row, label, outcome, geometry } of preview.slice(0, maxPreview)) {
    const text = JSON.stringify({ type: 'Feature', geometry, properties: { row, label, outcome } });
    chars += text.length;
    if (chars > maxPreviewChars) break;
    features.push(text);
  }
  return `[${features.join(',')}]`;
};

export const refusedRow = ({ row, key, refusal }: RowRefusal, wordsOf: WordsOf) => ({
  row,
  key: key ?? null,
  code: refusal.code,
  text: wordsOf(refusal),
});

/** Formats that are tables; others are ground. @throws Refusal `import.not-a-table` */
export const tableFormat = (format: FileRow['format']): TableOrder['format'] => {
  if (format === 'osm-pbf' || format === 'elevation') throw refuse('import.not-a-table', { format });
  return format;
};

const factOf = (work: Work, { importId, target, file, order }: TableRun, report: Report): void =>
  work.record({
    type: 'DataImported',
    objectKind: 'import',
    objectId: importId,
    jurisdictionPath: [],
    body: {
      target: target.id,
      file: file.name,
      sha256: file.sha256,
      ...(order.datum === undefined ? {} : { datum: order.datum }),
      read: report.read,
      taken: report.taken,
      changed: report.changed,
      unchanged: report.unchanged,
      passedOver: report.passedOver,
      refused: report.refused.length,
    },
  });

const datumOf = ({ target, order }: TableRun): Datum | undefined => {
  if (target.needsDatum && order.datum === undefined) throw refuse('import.datum-needed');
  return order.datum;
};

const prepare = async (run: TableRun, deps: TableDeps) => {
  const { target, file, path, order } = run;
  const datum = datumOf(run);
  const { sheet, headerRows } = order;
  const table: Table = await readInThread({ path, format: tableFormat(file.format), sheet, headerRows });
  checkCrs(table.crs, datum);
  const columns: Columns = order.columns ?? suggestColumns(target.fields, table);
  const mapped = mapRows(table, target.fields, columns, target.keepsRest);
  if (target.needsDatum) checkAxes(mapped.rows, deps.city());
  return { datum, columns, ...mapped, read: table.rows.length };
};

/**
 * Judges or imports the rows of a table; all that are not refused, or none, and the report with them.
 * @throws Refusal when the file as a whole cannot be taken
 */
export const runTable = async (run: TableRun, deps: TableDeps): Promise<void> => {
  const { importId, target, order, context, session } = run;
  const { columns, rows, refused, read, datum } = await prepare(run, deps);
  const dryRun = order.dryRun === true;
  let isKept = false;
  const save = async (work: Work, outcome: ImportOutcome): Promise<void> => {
    isKept = true;
    const { taken, changed, unchanged, passedOver = 0 } = outcome;
    const all = [...refused, ...outcome.refused].sort((a, b) => a.row - b.row);
    const report: Report = {
      ...{ columns, read, taken, changed, unchanged, passedOver },
      refused: all.map((one) => refusedRow(one, deps.wordsOf)),
      preview: previewText(outcome),
      changes: dryRun ? [] : outcome.changes,
    };
    await saveReport(work.client, importId, report, work.recordedAt);
    if (!dryRun) factOf(work, run, report);
  };
  const outcome = await target.run({
    importId,
    context,
    rows,
    datum,
    settings: order.settings ?? {},
    dryRun,
    may: (path) => session.may(target.right, path),
    keep: save,
  });
  if (!isKept) await deps.database.write(context, (work) => save(work, { ...outcome, changes: [] }));
};
