import { randomUUID } from 'node:crypto';
import type { ImportOrder } from '@liandong/contract';
import type { Logger, Session, Work } from '@liandong/platform';
import { type ActContext, type Brand, newId, Refusal, refuse } from '@liandong/words';
import { pathOfBytes } from './files/receive-file.ts';
import { refusedRow, runTable, type TableDeps } from './run-table.ts';
import { insertImport, saveFailure, saveReport, saveUndo } from './save.ts';
import { type FileRow, type ImportRowOfTable, readChanges } from './store.ts';
import type { GroundImport, ImportTarget, UndoOutcome } from './target.ts';
import type { Progress } from './views.ts';

type ImportId = Brand<string, 'ImportId'>;

/** Who gives an order. */
export type By = { readonly session: Session; readonly context: ActContext };

export type RunnerDeps = TableDeps & { readonly log: Logger; readonly directory: string };

type Started = { readonly id: string; readonly file: FileRow; readonly order: ImportOrder; readonly by: By };

/** What a target may be set to. @throws Refusal `import.no-such-setting` */
const checkSettings = (target: ImportTarget | GroundImport, settings: ImportOrder['settings'] = {}): void => {
  for (const key of Object.keys(settings)) {
    if (!target.settings.some((one) => one.key === key)) throw refuse('import.no-such-setting', { setting: key });
  }
};

const checkFormat = (target: ImportTarget | GroundImport, { format }: FileRow): void => {
  if (target.formats.includes(format)) return;
  throw refuse('import.wrong-format', { target: target.name['zh-Hans'], format, formats: target.formats.join(', ') });
};

/** Carries imports out: tables one after the other, ground in the background. */
export const createRunner = (deps: RunnerDeps) => {
  const { database, log, wordsOf, directory } = deps;
  const progress = new Map<string, Progress>();
  const busyGrounds = new Set<string>();
  const background = new Set<Promise<void>>();
  const stopping = new AbortController();
  // A table of 64 MiB may take a gigabyte while it is judged: one at a time.
  let queue: Promise<void> = Promise.resolve();

  const fail = async (id: string, cause: unknown): Promise<void> => {
    const logId = randomUUID();
    const refusal = cause instanceof Refusal ? cause : refuse('import.broke', { id: logId });
    if (refusal !== cause) log.error({ err: cause, importId: id, logId }, 'import broke');
    const failure = { code: refusal.code, text: wordsOf(refusal) };
    await saveFailure(database.pool, id, failure, database.clock.machine());
  };

  const table = async (target: ImportTarget, { id, file, order, by }: Started): Promise<void> => {
    const before = queue;
    const { promise, resolve } = Promise.withResolvers<void>();
    queue = promise;
    await before;
    try {
      const path = pathOfBytes(directory, file.sha256);
      await runTable({ importId: id, target, file, path, order, ...by }, deps);
    } catch (cause) {
      await fail(id, cause);
    } finally {
      resolve();
    }
  };

  const ground = async (target: GroundImport, { id, file, order, by: { context } }: Started): Promise<void> => {
    try {
      const { read, taken } = await target.run({
        importId: id,
        context,
        path: pathOfBytes(directory, file.sha256),
        fileName: file.name,
        sha256: file.sha256,
        settings: order.settings ?? {},
        dryRun: order.dryRun === true,
        signal: stopping.signal,
        onProgress: (share, phase) => progress.set(id, { share, phase }),
      });
      await database.write(context, async (work) => {
        const counts = { read, taken, changed: 0, unchanged: 0, passedOver: 0, refused: [], changes: [] };
        await saveReport(work.client, id, { ...counts, columns: {}, preview: '[]' }, work.recordedAt);
        if (order.dryRun !== true) recordGround(work, id, target, file, counts);
      });
    } catch (cause) {
      await fail(id, stopping.signal.aborted ? refuse('import.interrupted') : cause);
    } finally {
      busyGrounds.delete(target.id);
      progress.delete(id);
    }
  };

  const start = async (target: ImportTarget | GroundImport, file: FileRow, order: ImportOrder, by: By) => {
    if (by.session.roots(target.right).length === 0) throw refuse('http.no-right', { right: target.right });
    checkFormat(target, file);
    checkSettings(target, order.settings);
    const isGround = !('fields' in target);
    if (isGround && busyGrounds.has(target.id)) throw refuse('import.busy');
    if (isGround) busyGrounds.add(target.id);
    const id = newId<ImportId>();
    const { datum, columns = {}, settings = {}, dryRun = false } = order;
    const row = { id, target: target.id, fileId: file.id, datum, columns, settings, dryRun };
    await insertImport(database.pool, row, database.clock.machine(), by.context.actor);
    const started = { id, file, order, by };
    if ('fields' in target) await table(target, started);
    else {
      const job = ground(target, started).catch((cause: unknown) => log.error({ err: cause }, 'import of ground'));
      background.add(job);
      void job.finally(() => background.delete(job));
    }
    return id;
  };

  const undoTable = async (target: ImportTarget, row: ImportRowOfTable, { context, session }: By): Promise<void> => {
    const changes = await readChanges(database.pool, row.id);
    const ordinals = new Map(changes.map((one) => [`${one.row}\n${one.key}`, one.ordinal]));
    let isKept = false;
    const keep = async (work: Work, { undone, refused }: UndoOutcome): Promise<void> => {
      isKept = true;
      const taken = undone.flatMap((one) => ordinals.get(`${one.row}\n${one.key}`) ?? []);
      const rows = refused.map((one) => refusedRow(one, wordsOf));
      await saveUndo(work.client, row.id, taken, rows, work.recordedAt);
      recordUndo(work, row, undone.length, refused.length);
    };
    const may = (path: readonly string[]): boolean => session.may(target.right, path);
    const outcome = await target.undo({ importId: row.id, context, changes, may, keep });
    if (!isKept) await database.write(context, (work) => keep(work, outcome));
  };

  const undo = async (target: ImportTarget | GroundImport, row: ImportRowOfTable, by: By): Promise<void> => {
    if (by.session.roots(target.right).length === 0) throw refuse('http.no-right', { right: target.right });
    const isOver = row.state !== 'done' && row.state !== 'undone';
    if (isOver || row.dry_run) throw refuse('import.not-to-undo');
    if ('fields' in target) return undoTable(target, row, by);
    if (row.state === 'undone') return;
    await target.undo({ importId: row.id, context: by.context, sha256: row.file.sha256 });
    await database.write(by.context, async (work) => {
      await saveUndo(work.client, row.id, [], [], work.recordedAt);
      recordUndo(work, row, 1, 0);
    });
  };

  return {
    start,
    undo,
    progressOf: (id: string): Progress | undefined => progress.get(id),
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.all([queue, ...background]);
    },
  };
};

const recordGround = (
  work: Work,
  objectId: string,
  target: GroundImport,
  file: FileRow,
  { read, taken }: { readonly read: number; readonly taken: number },
): void =>
  work.record({
    type: 'DataImported',
    objectKind: 'import',
    objectId,
    jurisdictionPath: [],
    body: { target: target.id, file: file.name, sha256: file.sha256, read, taken },
  });

const recordUndo = (work: Work, row: ImportRowOfTable, undone: number, refused: number): void =>
  work.record({
    type: 'ImportUndone',
    objectKind: 'import',
    objectId: row.id,
    jurisdictionPath: [],
    body: { target: row.target, file: row.file.name, undone, refused },
  });
