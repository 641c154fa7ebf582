import type { Work } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import { lockForImport, readAll, removeRecords, saveRecords } from '../store.ts';
import { createTree, type JurisdictionRecord, type TierRecord } from '../tree.ts';
import { deriveOutlines } from './derive-outlines.ts';
import { fingerprint } from './fingerprint.ts';
import type { RefusedRow } from './plan-import.ts';
import { type RecordChange, recordOf } from './record-image.ts';
import { factOf, type ImportOptions } from './run-import.ts';

/** Which of these codes somebody's things stand in: terminals, cases, organisations, grids. */
export type AskInUse = (codes: readonly string[], work: Work) => Promise<ReadonlySet<string>>;

export type UndoneImport = { readonly undone: readonly RecordChange[]; readonly refused: readonly RefusedRow[] };

export type UndoOrder = {
  readonly changes: readonly RecordChange[];
  readonly may?: ((path: readonly string[]) => boolean) | undefined;
  /** Called once in the transaction when something is undone. */
  readonly keep?: ((work: Work, outcome: UndoneImport) => Promise<void>) | undefined;
};

export type UndoOptions = Pick<ImportOptions, 'database' | 'use'> & { readonly inUse: AskInUse };

type State = {
  readonly tiers: ReadonlyMap<string, TierRecord>;
  readonly records: Map<string, JurisdictionRecord>;
  readonly used: ReadonlySet<string>;
  /** Which codes have which children, as the undo goes on. */
  readonly children: Map<string, Set<string>>;
};

/** Takes changes back: restores or removes what is still as the import left it and what nothing stands in or below. */
export const runUndo = (
  context: ActContext,
  { changes, may, keep }: UndoOrder,
  { database, use, inUse }: UndoOptions,
): Promise<UndoneImport> =>
  database.write(context, async (work) => {
    await lockForImport(work);
    const { tiers, records: list } = await readAll(work);
    const tree = createTree(list);
    const records = new Map<string, JurisdictionRecord>(list.map((record) => [record.code, record]));
    const removable = changes.filter(({ before }) => before === null).map(({ key }) => key);
    const used = await inUse(removable, work);
    const state: State = { tiers, records, used, children: childrenOf(list) };
    const undone: RecordChange[] = [];
    const refused: RefusedRow[] = [];
    const depthOf = ({ key }: RecordChange): number => (tree.find(key) === undefined ? 0 : tree.path(key).length);
    // The deepest first, so that a parent finds its children gone.
    for (const change of changes.toSorted((a, b) => depthOf(b) - depthOf(a))) {
      const path = tree.find(change.key) === undefined ? [] : tree.path(change.key);
      const refusal = takeBack(change, state, may === undefined || may(path));
      if (refusal === undefined) undone.push(change);
      else refused.push({ row: change.row, key: change.key, refusal });
    }
    const outcome = { undone, refused: refused.sort((a, b) => a.row - b.row) };
    if (undone.length > 0) await write(work, outcome, state, list, use, keep);
    return outcome;
  });

const childrenOf = (records: readonly JurisdictionRecord[]): Map<string, Set<string>> => {
  const children = new Map<string, Set<string>>();
  for (const { code, parentCode } of records) {
    if (parentCode === undefined) continue;
    const known = children.get(parentCode);
    if (known === undefined) children.set(parentCode, new Set([code]));
    else known.add(code);
  }
  return children;
};

const takeBack = ({ key, before, after }: RecordChange, state: State, isAllowed: boolean) => {
  const now = state.records.get(key);
  if (now === undefined || fingerprint(now) !== after) return refuse('jurisdiction.changed-since', { code: key });
  if (!isAllowed) return refuse('jurisdiction.not-yours', { code: key });
  if (before !== null) {
    state.records.set(key, recordOf(now, before, state.tiers));
    return undefined;
  }
  const below = state.children.get(key)?.size ?? 0;
  if (below > 0) return refuse('jurisdiction.has-children', { code: key, count: below });
  if (state.used.has(key)) return refuse('jurisdiction.in-use', { code: key });
  state.records.delete(key);
  state.children.get(now.parentCode ?? '')?.delete(key);
  return undefined;
};

const write = async (
  work: Work,
  outcome: UndoneImport,
  { tiers, records }: State,
  list: readonly JurisdictionRecord[],
  use: UndoOptions['use'],
  keep: UndoOrder['keep'],
): Promise<void> => {
  const before = new Map<string, JurisdictionRecord>(list.map((record) => [record.code, record]));
  const removed = outcome.undone.filter(({ key }) => !records.has(key)).map(({ key }) => key);
  const touched = outcome.undone.map(({ key }) => (records.has(key) ? key : (before.get(key)?.parentCode ?? '')));
  const outlines = deriveOutlines(records, new Set(touched), false);
  for (const record of outlines.changed) records.set(record.code, record);
  const all = [...records.values()];
  await removeRecords(work, removed);
  await saveRecords(
    work,
    all.filter((record) => before.get(record.code) !== record),
  );
  const codes = outcome.undone.map(({ key }) => key);
  const counts = { undone: codes.length, removed: removed.length, refused: outcome.refused.length };
  work.record(factOf('JurisdictionsImportUndone', records, codes, counts));
  await keep?.(work, outcome);
  work.afterCommit(() => use(tiers, all));
};
