import type { Readable } from 'node:stream';
import type {
  ImportFile,
  ImportOrder,
  ImportTable,
  ImportTargetId,
  ImportTargetView,
  ImportView,
} from '@liandong/contract';
import type { Database, Logger, Session } from '@liandong/platform';
import { type ActContext, type Brand, type Language, newId, type RefusalList, refuse, toIso } from '@liandong/words';
import type { Bounds } from './check-places.ts';
import { clearOld } from './clear-old.ts';
import { errorsCsv } from './errors-csv.ts';
import { pathOfBytes, receiveFile } from './files/receive-file.ts';
import { placeWarnings } from './place-warnings.ts';
import { tableFormat } from './run-table.ts';
import { type By, createRunner } from './runner.ts';
import { insertFile, saveFailure } from './save.ts';
import { readFileRow, readImport, readImports, readKnownAs, readPreview, readRefused } from './store.ts';
import { readInThread } from './table/read-in-thread.ts';
import type { GroundImport, ImportTarget } from './target.ts';
import { fileView, importView, tableView, targetView } from './views.ts';
import { createWordsOf } from './words-of.ts';

export type ImportsOptions = {
  readonly database: Database;
  readonly log: Logger;
  /** Where files are kept. */
  readonly directory: string;
  readonly targets: readonly ImportTarget[];
  readonly grounds: readonly GroundImport[];
  /** Of all rooms: rows are refused in their words. */
  readonly refusals: RefusalList;
  /** The box around the city's jurisdictions in WGS-84; undefined while there are none. */
  city(): Bounds | undefined;
  /** Whether Chinese datums are used at this place. */
  isInChina(lon: number, lat: number): boolean;
};

export type TableAsked = {
  readonly sheet?: string | undefined;
  readonly headerRows?: readonly number[] | undefined;
  readonly target?: ImportTargetId | undefined;
};

/** 数据导入: files that were brought here, and what became of them. */
export type Imports = {
  /** Tells imports that a crash cut short, and clears old files away. */
  start(): Promise<void>;
  /** Ends what runs in the background. */
  stop(): Promise<void>;
  upload(context: ActContext, stream: Readable, name: string): Promise<ImportFile>;
  table(fileId: string, asked: TableAsked): Promise<ImportTable>;
  targets(session: Session): readonly ImportTargetView[];
  /** Judges (dryRun) or imports; a table is done when it resolves, ground runs on. */
  begin(by: By, order: ImportOrder): Promise<ImportView>;
  /** Newest first, without their refused rows. */
  list(): Promise<readonly ImportView[]>;
  one(id: string): Promise<ImportView>;
  preview(id: string): Promise<unknown>;
  /** All refused rows as CSV. */
  errors(id: string, language: Language): Promise<Uint8Array>;
  undo(by: By, id: string): Promise<ImportView>;
};

type FileId = Brand<string, 'ImportFileId'>;

const listed = 200;
const rowsShown = 100;
const allRows = 10_000_000;

export const createImports = (options: ImportsOptions): Imports => {
  const { database, directory, targets, grounds } = options;
  const wordsOf = createWordsOf(options.refusals);
  const runner = createRunner({ ...options, wordsOf });
  const known: readonly (ImportTarget | GroundImport)[] = [...targets, ...grounds];

  const targetOf = (id: string): ImportTarget | GroundImport => {
    const target = known.find((one) => one.id === id);
    if (target === undefined) throw refuse('import.no-such-target', { target: id });
    return target;
  };

  const fileOf = async (id: string) => {
    const file = await readFileRow(database.pool, id);
    if (file === undefined) throw refuse('import.unknown-file');
    return file;
  };

  const importOf = async (id: string) => {
    const row = await readImport(database.pool, id);
    if (row === undefined) throw refuse('import.unknown');
    return row;
  };

  const one = async (id: string): Promise<ImportView> => {
    const row = await importOf(id);
    const refused = await readRefused(database.pool, id, false, rowsShown);
    const undoRefused = await readRefused(database.pool, id, true, rowsShown);
    return importView(row, refused, undoRefused, runner.progressOf(id));
  };

  return {
    start: async () => {
      const failure = { code: 'import.interrupted', text: wordsOf(refuse('import.interrupted')) };
      const now = database.clock.machine();
      const { rows } = await database.pool.query<{ id: string }>(
        `select i.id from imports.import i where i.state = 'running'`,
      );
      for (const { id } of rows) await saveFailure(database.pool, id, failure, now);
      await clearOld(database, directory, now);
    },
    stop: runner.stop,
    upload: async ({ actor }, stream, name) => {
      const received = await receiveFile(directory, stream, name);
      const at = database.clock.machine();
      const id = newId<FileId>();
      await insertFile(database.pool, id, received, at, actor);
      const before = await readKnownAs(database.pool, received.sha256);
      const view = fileView({ ...received, id, uploaded_at: at });
      if (before === undefined) return view;
      return { ...view, knownAs: { importId: before.import_id, fileName: before.file_name, at: toIso(before.at) } };
    },
    table: async (fileId, { sheet, headerRows, target }) => {
      const file = await fileOf(fileId);
      const format = tableFormat(file.format);
      const table = await readInThread({ path: pathOfBytes(directory, file.sha256), format, sheet, headerRows });
      const wanted = targets.find((known) => known.id === target);
      if (target !== undefined && wanted === undefined) throw refuse('import.no-such-target', { target });
      return tableView(table, file.format, targets, wanted, placeWarnings(table, options));
    },
    targets: (session) => known.map((target) => targetView(target, session)),
    begin: async (by, order) => one(await runner.start(targetOf(order.target), await fileOf(order.fileId), order, by)),
    list: async () =>
      (await readImports(database.pool, listed)).map((row) => importView(row, [], [], runner.progressOf(row.id))),
    one,
    preview: async (id) => {
      await importOf(id);
      return { type: 'FeatureCollection', features: await readPreview(database.pool, id) };
    },
    errors: async (id, language) => {
      await importOf(id);
      return errorsCsv(await readRefused(database.pool, id, false, allRows), language);
    },
    undo: async (by, id) => {
      const row = await importOf(id);
      await runner.undo(targetOf(row.target), row, by);
      return one(id);
    },
  };
};
