import type { ImportReport, Jurisdiction } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import type { ActContext, Words } from '@liandong/words';
import { checkRanks } from './check-ranks.ts';
import { communitiesWithGrids, createUnitGrids, type UnitGrids } from './grids/unit-grids.ts';
import {
  type AskInUse,
  type ImportOptions,
  type JurisdictionRow,
  type JurisdictionsOutcome,
  runImport,
  runUndo,
  type TableOrder,
  type UndoneImport,
  type UndoOrder,
} from './import/index.ts';
import { lockForImport, readAll, saveTiers } from './store.ts';
import { createTree, type JurisdictionRecord, type JurisdictionTree, type TierRecord } from './tree.ts';
import { reportOf, viewOf } from './views.ts';

/** Which part of the tree this node works for: everything within the codes, or only these tiers of it. */
export type ServedArea = { readonly codes: readonly string[]; readonly tiers?: readonly string[] | undefined };

export type JurisdictionsOptions = {
  readonly database: Database;
  readonly serves: ServedArea;
  /** Share of the smaller of two siblings that may lie in the other: drawing tolerance; 0.01 unless told. */
  readonly toleratedOverlap?: number;
  /** Metres that ground may reach out of its parent's before its datum is doubted; 200 unless told. */
  readonly toleratedReachM?: number;
  /** What other rooms have standing in a jurisdiction: such a one is not removed by an undo. */
  readonly inUse?: AskInUse;
};

/** A jurisdiction that is already data in the house, e.g. from a pack; geometry in WGS-84. */
export type JurisdictionOrder = {
  readonly code: string;
  readonly parentCode?: string | undefined;
  readonly tier: string;
  readonly name: Words;
  readonly aliases?: readonly string[] | undefined;
  readonly functional?: boolean | undefined;
  readonly geometry?: unknown;
};

/** 行政区划: the tree of jurisdictions, held in memory and rebuilt from the database at every start. */
export type Jurisdictions = JurisdictionTree &
  UnitGrids & {
    /** Reads the tree; before it, everything is unknown. */
    start(): Promise<void>;
    /** Reads it again, e.g. after another process imported. */
    reload(): Promise<void>;
    tiers(): readonly TierRecord[];
    isServed(code: string): boolean;
    /** The record as the contract shows it. */
    view(record: JurisdictionRecord, withGeometry?: boolean): Jurisdiction;
    /** Adds or renames tiers; @throws Refusal when a tier's rank would no longer fit the tree. */
    defineTiers(context: ActContext, tiers: readonly TierRecord[]): Promise<void>;
    /** Imports the rows of a table or of GeoJSON; a repeated import changes nothing. */
    importTable(context: ActContext, order: TableOrder): Promise<JurisdictionsOutcome>;
    importRows(context: ActContext, rows: Iterable<JurisdictionOrder>): Promise<ImportReport>;
    /** Takes an import back as far as nothing has been changed or built on it since. */
    undoImport(context: ActContext, order: UndoOrder): Promise<UndoneImport>;
  };

export const createJurisdictions = (options: JurisdictionsOptions): Jurisdictions => {
  const { database, serves, toleratedOverlap = 0.01, toleratedReachM = 200 } = options;
  let tree = createTree([]);
  let tierList: readonly TierRecord[] = [];

  const use: ImportOptions['use'] = (tiers, records) => {
    tierList = [...tiers.values()].sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
    tree = createTree(records);
  };

  const reload = async (): Promise<void> => {
    const { tiers, records } = await readAll(database);
    use(tiers, records);
  };

  const defineTiers: Jurisdictions['defineTiers'] = async (context, orders) => {
    await database.write(context, async (work) => {
      await lockForImport(work);
      const { tiers, records } = await readAll(work);
      const next = new Map([...tiers, ...orders.map((order) => [order.code, order] as const)]);
      checkRanks(next, records);
      await saveTiers(work, orders);
    });
    await reload();
  };

  const isServed = (code: string): boolean => {
    const tier = tree.find(code)?.tier.code;
    const isServedTier = serves.tiers === undefined || (tier !== undefined && serves.tiers.includes(tier));
    return isServedTier && serves.codes.some((root) => tree.isWithin(code, root));
  };

  const inUse: AskInUse = async (codes, work) =>
    new Set([
      ...serves.codes,
      ...(await communitiesWithGrids(work, codes)),
      ...((await options.inUse?.(codes, work)) ?? []),
    ]);

  const importTable: Jurisdictions['importTable'] = (context, order) =>
    runImport(context, order, { database, toleratedOverlap, toleratedReachM, use });

  return {
    ...createUnitGrids(database, (code) => tree.find(code) !== undefined),
    start: reload,
    reload,
    tiers: () => tierList,
    isServed,
    view: (record, withGeometry = false) => viewOf(record, isServed(record.code), withGeometry),
    defineTiers,
    importTable,
    importRows: async (context, rows) => reportOf(await importTable(context, { rows: rowsOf(rows), datum: 'WGS-84' })),
    undoImport: (context, order) => runUndo(context, order, { database, use, inUse }),
    list: () => tree.list(),
    find: (code) => tree.find(code),
    path: (code) => tree.path(code),
    isWithin: (code, root) => tree.isWithin(code, root),
    at: (lon, lat, tier) => tree.at(lon, lat, tier),
    around: (lon, lat) => tree.around(lon, lat),
    nearest: (lon, lat, withinM) => tree.nearest(lon, lat, withinM),
  };
};

function* rowsOf(orders: Iterable<JurisdictionOrder>): Iterable<JurisdictionRow> {
  let row = 0;
  for (const order of orders) {
    row += 1;
    const { code, parentCode, tier, name, aliases, functional, geometry } = order;
    yield {
      row,
      geometry,
      values: {
        code,
        parentCode,
        tier,
        name: name['zh-Hans'],
        nameHant: name['zh-Hant'],
        nameEn: name.en,
        aliases,
        functional,
      },
    };
  }
}
