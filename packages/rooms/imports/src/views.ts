import type { ImportFile, ImportTable, ImportTargetView, ImportView, RefusedRow } from '@liandong/contract';
import type { Session } from '@liandong/platform';
import { toIso } from '@liandong/words';
import type { FileRow, ImportRowOfTable, RefusedRowOfTable } from './store.ts';
import { columnSamples, suggestColumns, suggestTarget } from './suggest.ts';
import type { Table, Warning } from './table/table.ts';
import type { GroundImport, ImportTarget } from './target.ts';
import { warningWords } from './warning-words.ts';

export const fileView = (row: FileRow): ImportFile => ({
  id: row.id,
  name: row.name,
  bytes: row.bytes,
  sha256: row.sha256,
  format: row.format,
  uploadedAt: toIso(row.uploaded_at),
});

const refusedView = (row: RefusedRowOfTable): RefusedRow => ({
  row: row.row,
  ...(row.key === null ? {} : { key: row.key }),
  code: row.code,
  text: row.text,
});

export type Progress = { readonly share: number; readonly phase: string };

export const importView = (
  row: ImportRowOfTable,
  refused: readonly RefusedRowOfTable[],
  undoRefused: readonly RefusedRowOfTable[],
  progress: Progress | undefined,
): ImportView => ({
  id: row.id,
  target: row.target,
  file: fileView(row.file),
  ...(row.datum === null ? {} : { datum: row.datum }),
  columns: row.columns,
  settings: row.settings,
  dryRun: row.dry_run,
  state: row.state,
  share: row.state === 'running' ? (progress?.share ?? 0) : 1,
  ...(row.state === 'running' && progress !== undefined ? { phase: progress.phase } : {}),
  read: row.read,
  taken: row.taken,
  changed: row.changed,
  unchanged: row.unchanged,
  passedOver: row.passed_over,
  refusedCount: row.refused_count,
  refused: refused.map(refusedView),
  ...(row.failure === null ? {} : { failure: row.failure }),
  by: row.by,
  startedAt: toIso(row.started_at),
  ...(row.finished_at === null ? {} : { finishedAt: toIso(row.finished_at) }),
  ...(row.undone_at === null ? {} : { undoneAt: toIso(row.undone_at) }),
  undoRefused: undoRefused.map(refusedView),
});

export const targetView = (target: ImportTarget | GroundImport, session: Pick<Session, 'roots'>): ImportTargetView => ({
  id: target.id,
  name: target.name,
  allowed: session.roots(target.right).length > 0,
  formats: [...target.formats],
  needsDatum: 'needsDatum' in target && target.needsDatum,
  fields: 'fields' in target ? [...target.fields] : [],
  settings: [...target.settings],
});

/** A table as the wizard shows it, with a suggestion for this target, or for the one that fits best. */
export const tableView = (
  table: Table,
  format: FileRow['format'],
  targets: readonly ImportTarget[],
  wanted: ImportTarget | undefined,
  warnings: readonly Warning[],
): ImportTable => {
  const best = wanted?.id ?? suggestTarget(targets, table, format);
  const target = targets.find((one) => one.id === best);
  return {
    sheets: [...table.sheets],
    sheet: table.sheet,
    headerRows: [...table.headerRows],
    columns: table.columns.map(({ key, title }, index) => ({ key, title, ...columnSamples(table, index) })),
    rows: table.rows.length,
    hasGeometry: table.hasGeometry,
    warnings: [...table.warnings, ...warnings].map((one) => ({ code: one.code, text: warningWords(one) })),
    suggestion: {
      ...(best === undefined ? {} : { target: best }),
      columns: target === undefined ? {} : suggestColumns(target.fields, table),
    },
  };
};
