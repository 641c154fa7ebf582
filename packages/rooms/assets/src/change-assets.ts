import type { AssetOrder } from '@liandong/contract';
import type { Database, Work } from '@liandong/platform';
import { type ActContext, type Brand, canonicalJson, type Json, newId, Refusal, refuse } from '@liandong/words';
import { type PlanDeps, planAsset } from './plan-asset.ts';
import { type AssetRow, type AssetState, deleteAssets, lockForChange, readByCodes, saveAssets } from './store.ts';

type AssetId = Brand<string, 'AssetId'>;

export type ChangeDeps = PlanDeps & { readonly database: Database };

/** What an order did; `index` is its place among the orders. */
export type AssetChange = {
  readonly index: number;
  readonly before: AssetState | null;
  readonly after: AssetState;
};

export type AssetsReport = {
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly index: number; readonly refusal: Refusal }[];
  readonly changes: readonly AssetChange[];
  /** Every order that was not refused, as it is then. */
  readonly states: readonly {
    readonly index: number;
    readonly outcome: 'taken' | 'changed' | 'unchanged';
    readonly state: AssetState;
  }[];
};

export type EnsureOptions = {
  /** Judge only. */
  readonly dryRun?: boolean | undefined;
  /** Whether the orderer may manage assets here (root … self); everywhere when absent. */
  may?(path: readonly string[]): boolean;
  /** Runs inside the transaction that writes the assets. */
  keep?(work: Work, report: AssetsReport): Promise<void>;
};

const stateOf = ({ id: _id, ...state }: AssetRow): AssetState => state;

/** Null and absent are the same, and so are numbers however they were written. */
const isSameState = (a: AssetState, b: AssetState): boolean =>
  canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);

type Planned = { readonly index: number; readonly state: AssetState };

const demandPlace = (state: AssetState, may: EnsureOptions['may']): void => {
  if (may === undefined || may(state.jurisdiction_path)) return;
  throw refuse('asset.not-your-jurisdiction', { jurisdictionCode: state.jurisdiction_code });
};

const planAll = (orders: readonly AssetOrder[], options: EnsureOptions, deps: PlanDeps) => {
  const planned: Planned[] = [];
  const refused: { index: number; refusal: Refusal }[] = [];
  const codes = new Set<string>();
  for (const [index, order] of orders.entries()) {
    try {
      const state = planAsset(order, deps);
      demandPlace(state, options.may);
      if (codes.has(state.code)) throw refuse('asset.duplicate-code', { code: state.code });
      codes.add(state.code);
      planned.push({ index, state });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ index, refusal: cause });
    }
  }
  return { planned, refused };
};

const judge = (
  { planned, refused }: ReturnType<typeof planAll>,
  known: ReadonlyMap<string, AssetRow>,
  options: EnsureOptions,
): AssetsReport => {
  const all = [...refused];
  const changes: AssetChange[] = [];
  const states: AssetsReport['states'][number][] = [];
  for (const { index, state } of planned) {
    const row = known.get(state.code);
    const before = row === undefined ? null : stateOf(row);
    if (before !== null && options.may?.(before.jurisdiction_path) === false) {
      all.push({
        index,
        refusal: refuse('asset.not-your-jurisdiction', { jurisdictionCode: before.jurisdiction_code }),
      });
      continue;
    }
    const outcome = before === null ? 'taken' : isSameState(before, state) ? 'unchanged' : 'changed';
    states.push({ index, outcome, state });
    if (outcome !== 'unchanged') changes.push({ index, before, after: state });
  }
  const count = (outcome: string): number => states.filter((one) => one.outcome === outcome).length;
  return {
    taken: count('taken'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: all.sort((a, b) => a.index - b.index),
    changes,
    states,
  };
};

const idsPerFact = 1000;

/** The jurisdiction that all of them lie in. */
const commonPath = (paths: readonly (readonly string[])[]): readonly string[] => {
  const [first = []] = paths;
  const depth = first.findIndex((code, index) => !paths.every((path) => path[index] === code));
  return depth < 0 ? first : first.slice(0, depth);
};

const recordAssets = (work: Work, type: 'AssetsChanged' | 'AssetsRemoved', rows: readonly AssetRow[]): void => {
  for (let from = 0; from < rows.length; from += idsPerFact) {
    const part = rows.slice(from, from + idsPerFact);
    work.record({
      type,
      objectKind: 'asset',
      objectId: part[0]?.id ?? '',
      jurisdictionPath: commonPath(part.map((row) => row.jurisdiction_path)),
      body: { ids: part.map((row) => row.id), codes: part.map((row) => row.code) },
    });
  }
};

/**
 * Adds assets, or brings those of the same code up to date; what is the same already is left alone. An order that
 * cannot be taken is refused by itself; all others are written in one transaction.
 */
export const ensureAssets = async (
  context: ActContext,
  orders: readonly AssetOrder[],
  options: EnsureOptions,
  deps: ChangeDeps,
): Promise<AssetsReport> => {
  const plan = planAll(orders, options, deps);
  const codes = plan.planned.map((one) => one.state.code);
  if (options.dryRun === true) return judge(plan, await readByCodes(deps.database.pool, codes), options);
  return deps.database.write(context, async (work) => {
    await lockForChange(work.client);
    const known = await readByCodes(work.client, codes);
    const report = judge(plan, known, options);
    if (report.changes.length === 0) return report;
    const rows = report.changes.map(({ after }) => ({
      ...after,
      id: known.get(after.code)?.id ?? newId<AssetId>(work.recordedAt),
    }));
    await saveAssets(work.client, rows, work.recordedAt);
    recordAssets(work, 'AssetsChanged', rows);
    await options.keep?.(work, report);
    return report;
  });
};

/** One change to take back. */
export type AssetUndo = { readonly code: string; readonly before: AssetState | null; readonly after: AssetState };

export type UndoReport = {
  /** Indexes of the changes that were taken back. */
  readonly undone: readonly number[];
  readonly left: readonly { readonly index: number; readonly why: 'changed-since' | 'not-yours' }[];
};

export type UndoOptions = {
  may(path: readonly string[]): boolean;
  keep(work: Work, report: UndoReport): Promise<void>;
};

/** Restores what was before, or removes, where the asset is still as the change left it. */
export const undoAssets = (
  context: ActContext,
  changes: readonly AssetUndo[],
  options: UndoOptions,
  { database }: Pick<ChangeDeps, 'database'>,
): Promise<UndoReport> =>
  database.write(context, async (work) => {
    await lockForChange(work.client);
    const known = await readByCodes(
      work.client,
      changes.map((one) => one.code),
    );
    const undone: number[] = [];
    const left: UndoReport['left'][number][] = [];
    const restored: AssetRow[] = [];
    const removed: AssetRow[] = [];
    for (const [index, { code, before, after }] of changes.entries()) {
      const row = known.get(code);
      if (row === undefined || !isSameState(stateOf(row), after)) left.push({ index, why: 'changed-since' });
      else if (!options.may(row.jurisdiction_path)) left.push({ index, why: 'not-yours' });
      else {
        undone.push(index);
        if (before === null) removed.push(row);
        else restored.push({ ...before, id: row.id });
      }
    }
    await saveAssets(work.client, restored, work.recordedAt);
    await deleteAssets(
      work.client,
      removed.map((row) => row.id),
    );
    recordAssets(work, 'AssetsChanged', restored);
    recordAssets(work, 'AssetsRemoved', removed);
    const report = { undone, left };
    await options.keep(work, report);
    return report;
  });
