import type { Database, Fact, Work } from '@liandong/platform';
import type { ActContext, Datum } from '@liandong/words';
import { checkRanks } from '../check-ranks.ts';
import type { FunctionalArea } from '../functional-areas.ts';
import { lockForImport, readAll, saveRecords, saveTiers } from '../store.ts';
import type { JurisdictionRecord, TierRecord } from '../tree.ts';
import { prepareRows } from './code-list.ts';
import { deriveOutlines, type Outlines } from './derive-outlines.ts';
import { createNameReader } from './match-names.ts';
import { type PlannedRow, planImport, type RefusedRow } from './plan-import.ts';
import { readCandidate } from './read-candidate.ts';
import { changesOf, type RecordChange } from './record-image.ts';
import type { JurisdictionRow } from './rows.ts';

/** What an import did, or would do; rows of no file (0) are in the changes and in no count. */
export type JurisdictionsOutcome = {
  readonly taken: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that lie outside of what was asked for (`within`). */
  readonly passedOver: number;
  readonly refused: readonly RefusedRow[];
  readonly rows: readonly PlannedRow[];
  readonly changes: readonly RecordChange[];
  /** Codes that were given an outline by the union of their children, or another one. */
  readonly outlined: readonly string[];
};

export type TableOrder = {
  readonly rows: Iterable<JurisdictionRow>;
  readonly datum: Datum;
  /** `name`: rows have no code; each is a known jurisdiction, found by its name within its named parent. */
  readonly match?: 'code' | 'name' | undefined;
  /** Only what lies below this code, by the beginning of codes. */
  readonly within?: string | undefined;
  readonly functionalAreas?: readonly FunctionalArea[] | undefined;
  /** Added to the tiers of this node with the import. */
  readonly tiers?: readonly TierRecord[] | undefined;
  /** Give an outline to what has none: the union of its children. */
  readonly dissolve?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  /** Whether the importer may put something there; root … self. */
  readonly may?: ((path: readonly string[]) => boolean) | undefined;
  /** Called once in the transaction when something changes. */
  readonly keep?: ((work: Work, outcome: JurisdictionsOutcome) => Promise<void>) | undefined;
};

export type ImportOptions = {
  readonly database: Database;
  readonly toleratedOverlap: number;
  readonly toleratedReachM: number;
  /** Takes the tree as it is after the commit. */
  use(tiers: ReadonlyMap<string, TierRecord>, records: readonly JurisdictionRecord[]): void;
};

/** Judges rows and writes what is right of them, all in one transaction; a dry run writes nothing. */
export const runImport = (
  context: ActContext,
  order: TableOrder,
  { database, use, ...tolerated }: ImportOptions,
): Promise<JurisdictionsOutcome> =>
  database.write(context, async (work) => {
    await lockForImport(work);
    const { tiers, records } = withTiers(await readAll(work), order.tiers ?? []);
    const { rows, refused, passedOver } = planRows(order, {
      ...tolerated,
      tiers,
      existing: records,
      datum: order.datum,
      may: order.may,
    });
    const written = rows.filter(({ outcome }) => outcome !== 'unchanged').map(({ record }) => record);
    for (const record of written) records.set(record.code, record);
    const touched = rows.map(({ record }) => record.code);
    const outlines = deriveOutlines(records, touched, order.dissolve === true);
    const outcome = { ...outcomeOf(rows, refused, outlines), passedOver };
    const codes = new Set([...written.map(({ code }) => code), ...outcome.outlined]);
    if (order.dryRun === true || codes.size === 0) return outcome;
    for (const record of outlines.changed) records.set(record.code, record);
    if (order.tiers !== undefined) await saveTiers(work, order.tiers);
    await saveRecords(
      work,
      [...codes].flatMap((code) => records.get(code) ?? []),
    );
    const all = [...records.values()];
    work.record(factOf('JurisdictionsImported', records, [...codes], countsOf(outcome, outlines)));
    await order.keep?.(work, outcome);
    work.afterCommit(() => use(tiers, all));
    return outcome;
  });

type Known = {
  readonly tiers: ReadonlyMap<string, TierRecord>;
  readonly records: Map<string, JurisdictionRecord>;
};

/** What is known, with the ranks that it would have with some more tiers. */
const withTiers = (known: Awaited<ReturnType<typeof readAll>>, more: readonly TierRecord[]): Known => {
  const tiers = new Map([...known.tiers, ...more.map((tier) => [tier.code, tier] as const)]);
  if (more.length > 0) checkRanks(tiers, known.records);
  const records = known.records.map((record) => ({ ...record, tier: tiers.get(record.tier.code) ?? record.tier }));
  return { tiers, records: new Map(records.map((record) => [record.code, record])) };
};

type PlanOrder = Parameters<typeof planImport>[2];

const planRows = (order: TableOrder, options: PlanOrder) => {
  if (order.match === 'name')
    return { ...planImport(order.rows, createNameReader(options.existing), options), passedOver: 0 };
  const { within, functionalAreas = [] } = order;
  const prepared =
    within === undefined && functionalAreas.length === 0
      ? { rows: order.rows, passedOver: 0 }
      : prepareRows(order.rows, { within, functionalAreas, existing: options.existing });
  const plan = planImport(prepared.rows, (row) => readCandidate(row, options.tiers), options);
  return { ...plan, passedOver: prepared.passedOver };
};

const outcomeOf = (
  rows: readonly PlannedRow[],
  refused: readonly RefusedRow[],
  outlines: Outlines,
): Omit<JurisdictionsOutcome, 'passedOver'> => {
  const counts = { taken: 0, changed: 0, unchanged: 0 };
  for (const { row, outcome } of rows) if (row > 0) counts[outcome] += 1;
  const outlined = outlines.changed.map(({ code }) => code);
  return { ...counts, refused: refused.filter(({ row }) => row > 0), rows, changes: changesOf(rows), outlined };
};

const countsOf = (
  { taken, changed, unchanged, passedOver, refused, outlined }: JurisdictionsOutcome,
  { without }: Outlines,
) => ({
  taken,
  changed,
  unchanged,
  passedOver,
  refused: refused.length,
  outlined: outlined.length,
  withoutOutline: without,
});

/** A national list has forty thousand; whoever follows reads the tree anew. */
const codesInFact = 1_000;

export const factOf = (
  type: 'JurisdictionsImported' | 'JurisdictionsImportUndone',
  records: ReadonlyMap<string, JurisdictionRecord>,
  codes: readonly string[],
  counts: Fact['body'],
): Fact => {
  let root = records.get(codes[0] ?? '');
  while (root?.parentCode !== undefined) root = records.get(root.parentCode);
  return {
    type,
    objectKind: 'jurisdiction',
    objectId: codes[0] ?? '',
    jurisdictionPath: root === undefined ? [] : [root.code],
    body: { ...counts, codes: codes.slice(0, codesInFact) },
  };
};
