import type { Work } from '@liandong/platform';
import { type ActContext, Refusal, refuse } from '@liandong/words';
import { datastreamsFor } from './define-types.ts';
import {
  isSameState,
  type Plan,
  planTerminal,
  type Registration,
  type TerminalState as State,
  stateOf,
} from './plan-terminal.ts';
import { putTerminals, type RegisterDeps, recordMany, storeTerminals } from './register-terminals.ts';
import { never } from './terminal.ts';
import {
  type DatastreamRow,
  deleteTerminals,
  type FullTerminalRow,
  readFullByCodes,
  saveDatastreams,
  saveTerminals,
} from './terminal-store.ts';

/** What one order did; `index` is its place among the orders. */
export type TerminalChange = { readonly index: number; readonly before: State | null; readonly after: State };

export type TerminalsReport = {
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly { readonly index: number; readonly refusal: Refusal }[];
  readonly changes: readonly TerminalChange[];
  /** Every order that was not refused, as it is then. */
  readonly states: readonly { readonly index: number; readonly outcome: Plan['outcome']; readonly state: State }[];
};

export type ImportTerminalsOptions = {
  /** Judge only. */
  readonly dryRun: boolean;
  may(path: readonly string[]): boolean;
  /** Runs inside the transaction that writes the terminals. */
  keep(work: Work, report: TerminalsReport): Promise<void>;
};

type Planned = Plan & { readonly index: number };

const notYours = (code: string): Refusal => refuse('perception.not-your-jurisdiction', { code });

const planAll = (
  orders: readonly Registration[],
  known: ReadonlyMap<string, FullTerminalRow>,
  { may }: ImportTerminalsOptions,
  deps: RegisterDeps,
) => {
  const plans: Planned[] = [];
  const refused: { index: number; refusal: Refusal }[] = [];
  const codes = new Set<string>();
  for (const [index, order] of orders.entries()) {
    try {
      const plan = planTerminal(order, known.get(order.code), deps);
      if (!may(plan.row.jurisdiction_path)) throw notYours(plan.row.jurisdiction_code);
      if (plan.before !== undefined && !may(plan.before.jurisdiction_path))
        throw notYours(plan.before.jurisdiction_code);
      if (codes.has(order.code)) throw refuse('perception.code-twice', { code: order.code });
      codes.add(order.code);
      plans.push({ ...plan, index });
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ index, refusal: cause });
    }
  }
  return { plans, refused };
};

const reportOf = ({ plans, refused }: ReturnType<typeof planAll>): TerminalsReport => {
  const count = (outcome: string): number => plans.filter((one) => one.outcome === outcome).length;
  return {
    taken: count('taken'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused,
    changes: plans
      .filter((one) => one.outcome !== 'unchanged')
      .map(({ index, before, row }) => ({
        index,
        before: before === undefined ? null : stateOf(before),
        after: stateOf(row),
      })),
    states: plans.map(({ index, outcome, row }) => ({ index, outcome, state: stateOf(row) })),
  };
};

/**
 * Registers many terminals of a list: an order that cannot be taken is refused by itself, all others are written in
 * one transaction. New terminals get credentials that nobody has seen; who needs one replaces it.
 */
export const importTerminals = async (
  orders: readonly Registration[],
  context: ActContext,
  options: ImportTerminalsOptions,
  deps: RegisterDeps,
): Promise<TerminalsReport> => {
  const known = await readFullByCodes(
    deps.database.pool,
    orders.map((order) => order.code),
  );
  const all = planAll(orders, known, options, deps);
  const report = reportOf(all);
  if (options.dryRun || report.changes.length === 0) return report;
  const changed = all.plans.filter((one) => one.outcome !== 'unchanged');
  const streams = await deps.database.write(context, async (work) => {
    const stored = await storeTerminals(work, changed);
    await options.keep(work, report);
    return stored;
  });
  putTerminals(deps.registry, changed, streams);
  return report;
};

/** One change to take back. */
export type TerminalUndo = { readonly code: string; readonly before: State | null; readonly after: State };

export type TerminalsUndone = {
  /** Indexes of the changes that were taken back. */
  readonly undone: readonly number[];
  readonly left: readonly { readonly index: number; readonly why: 'changed-since' | 'in-use' | 'not-yours' }[];
};

export type UndoTerminalsOptions = {
  may(path: readonly string[]): boolean;
  keep(work: Work, report: TerminalsUndone): Promise<void>;
};

type Judged = {
  readonly undone: number[];
  readonly left: TerminalsUndone['left'][number][];
  readonly restored: FullTerminalRow[];
  readonly removed: FullTerminalRow[];
};

const judgeUndo = (
  changes: readonly TerminalUndo[],
  known: ReadonlyMap<string, FullTerminalRow>,
  { registry }: RegisterDeps,
  { may }: UndoTerminalsOptions,
): Judged => {
  const judged: Judged = { undone: [], left: [], restored: [], removed: [] };
  for (const [index, { code, before, after }] of changes.entries()) {
    const row = known.get(code);
    if (row === undefined || !isSameState(stateOf(row), after)) judged.left.push({ index, why: 'changed-since' });
    else if (!may(row.jurisdiction_path)) judged.left.push({ index, why: 'not-yours' });
    else if (before !== null) {
      judged.undone.push(index);
      judged.restored.push({ ...before, id: row.id, token_hash: row.token_hash });
    } else if (registry.terminal(row.id)?.lastHeardAt !== never) judged.left.push({ index, why: 'in-use' });
    else {
      judged.undone.push(index);
      judged.removed.push(row);
    }
  }
  return judged;
};

/**
 * Takes back what an import of terminals did, where they still are as it left them; a terminal that was heard stays.
 * @param settle resolves when every reading taken so far is stored
 */
export const undoTerminals = async (
  context: ActContext,
  changes: readonly TerminalUndo[],
  options: UndoTerminalsOptions,
  deps: RegisterDeps & { settle(): Promise<void> },
): Promise<TerminalsUndone> => {
  await deps.settle();
  const { registry, database } = deps;
  const result = await database.write(context, async (work) => {
    const known = await readFullByCodes(
      work.client,
      changes.map((one) => one.code),
    );
    const judged = judgeUndo(changes, known, deps, options);
    await saveTerminals(work, judged.restored, work.recordedAt);
    const streams: readonly DatastreamRow[] = await saveDatastreams(
      work,
      judged.restored.flatMap((row) => streamsOf(row, deps)),
    );
    await deleteTerminals(
      work,
      judged.removed.map((row) => row.id),
    );
    recordMany(work, 'TerminalsRegistered', judged.restored);
    recordMany(work, 'TerminalsRemoved', judged.removed);
    await options.keep(work, judged);
    return { ...judged, streams };
  });
  for (const { id } of result.removed) registry.removeTerminal(id);
  putTerminals(
    registry,
    result.restored.map((row) => ({ row })),
    result.streams,
  );
  return result;
};

const streamsOf = (row: FullTerminalRow, { registry }: RegisterDeps) => {
  const model = registry.models.get(row.type_code);
  return model === undefined ? [] : datastreamsFor(row.id, model);
};
