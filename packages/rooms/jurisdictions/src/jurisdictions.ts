import type { ImportReport, Jurisdiction } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type ActContext, type Datum, fillWords, Refusal, type Words } from '@liandong/words';
import { type Columns, type ImportPlan, planImport, type RawRow, type RefusedRow, readRows } from './import/index.ts';
import { jurisdictionRefusals } from './refusals.ts';
import { lockForImport, readAll, saveRecords, saveTiers } from './store.ts';
import { createTree, type JurisdictionRecord, type JurisdictionTree, type TierRecord } from './tree.ts';

/** Which part of the tree this node works for: everything within the codes, or only these tiers of it. */
export type ServedArea = { readonly codes: readonly string[]; readonly tiers?: readonly string[] | undefined };

export type JurisdictionsOptions = {
  readonly database: Database;
  readonly serves: ServedArea;
  /** Share of the smaller of two siblings that may lie in the other: drawing tolerance; 0.01 unless told. */
  readonly toleratedOverlap?: number;
};

export type ImportOrder = {
  readonly format: 'geojson' | 'csv';
  readonly datum: Datum;
  readonly text: string;
  readonly columns?: Columns | undefined;
  readonly dryRun?: boolean | undefined;
};

/** A jurisdiction that is already data in the house, e.g. from a pack; geometry in WGS-84. */
export type JurisdictionOrder = {
  readonly code: string;
  readonly parentCode?: string | undefined;
  readonly tier: string;
  readonly name: Words;
  readonly functional?: boolean | undefined;
  readonly geometry?: unknown;
};

/** 行政区划: the tree of jurisdictions, held in memory and rebuilt from the database at every start. */
export type Jurisdictions = JurisdictionTree & {
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
  /** Imports a file; a repeated import changes nothing. */
  importFile(context: ActContext, order: ImportOrder): Promise<ImportReport>;
  importRows(context: ActContext, rows: readonly JurisdictionOrder[]): Promise<ImportReport>;
};

export const createJurisdictions = ({
  database,
  serves,
  toleratedOverlap = 0.01,
}: JurisdictionsOptions): Jurisdictions => {
  let tree = createTree([]);
  let tierList: readonly TierRecord[] = [];

  const use = (tiers: ReadonlyMap<string, TierRecord>, records: readonly JurisdictionRecord[]): void => {
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

  const importRaw = async (context: ActContext, raw: readonly RawRow[], datum: Datum, dryRun: boolean) => {
    const plan = await database.write(context, async (work) => {
      await lockForImport(work);
      const { tiers, records } = await readAll(work);
      const existing = new Map<string, JurisdictionRecord>(records.map((record) => [record.code, record]));
      const made = planImport(raw, { datum, tiers, existing, toleratedOverlap });
      if (dryRun || made.taken.length + made.changed.length === 0) return made;
      await saveRecords(work, [...made.taken, ...made.changed]);
      for (const record of [...made.taken, ...made.changed]) existing.set(record.code, record);
      const imported = createTree([...existing.values()]);
      work.record(importedFact(made, imported));
      work.afterCommit(() => use(tiers, [...existing.values()]));
      return made;
    });
    return reportOf(plan);
  };

  const isServed = (code: string): boolean => {
    const tier = tree.find(code)?.tier.code;
    const isServedTier = serves.tiers === undefined || (tier !== undefined && serves.tiers.includes(tier));
    return isServedTier && serves.codes.some((root) => tree.isWithin(code, root));
  };

  return {
    start: reload,
    reload,
    tiers: () => tierList,
    isServed,
    view: (record, withGeometry = false) => viewOf(record, isServed(record.code), withGeometry),
    defineTiers,
    importFile: async (context, { format, datum, text, columns = {}, dryRun = false }) => {
      const raw = readRows({ format, datum, text, columns });
      return importRaw(context, raw, datum, dryRun);
    },
    importRows: (context, rows) => importRaw(context, rows.map(toRaw), 'WGS-84', false),
    list: () => tree.list(),
    find: (code) => tree.find(code),
    path: (code) => tree.path(code),
    isWithin: (code, root) => tree.isWithin(code, root),
    at: (lon, lat, tier) => tree.at(lon, lat, tier),
    around: (lon, lat) => tree.around(lon, lat),
  };
};

const checkRanks = (tiers: ReadonlyMap<string, TierRecord>, records: readonly JurisdictionRecord[]): void => {
  const byCode = new Map<string, JurisdictionRecord>(records.map((record) => [record.code, record]));
  for (const { tier, parentCode } of records) {
    const parent = parentCode === undefined ? undefined : byCode.get(parentCode);
    const [rank, above] = [tiers.get(tier.code)?.rank ?? 0, tiers.get(parent?.tier.code ?? '')?.rank ?? -1];
    if (rank <= above) {
      throw new Refusal('jurisdiction.wrong-tier', { tier: tier.code, parentTier: parent?.tier.code });
    }
  }
};

const importedFact = ({ taken, changed, unchanged, refused }: ImportPlan, tree: JurisdictionTree) => {
  const [first] = [...taken, ...changed];
  return {
    type: 'JurisdictionsImported',
    objectKind: 'jurisdiction',
    objectId: first?.code ?? '',
    jurisdictionPath: first === undefined ? [] : tree.path(first.code).slice(0, 1),
    body: {
      taken: taken.map(({ code }) => code),
      changed: changed.map(({ code }) => code),
      unchanged: unchanged.length,
      refused: refused.length,
    },
  };
};

const textOf = (refusal: Refusal): string => {
  const entry = Object.entries(jurisdictionRefusals).find(([code]) => code === refusal.code)?.[1];
  return entry === undefined ? refusal.code : fillWords(entry.text.en, refusal.data);
};

const refusedView = ({ row, key, refusal }: RefusedRow): ImportReport['refused'][number] => ({
  row,
  code: refusal.code,
  text: textOf(refusal),
  ...(key === undefined ? {} : { key }),
});

const reportOf = ({ read, taken, changed, unchanged, refused }: ImportPlan): ImportReport => ({
  read,
  taken: taken.length,
  changed: changed.length,
  unchanged: unchanged.length,
  refused: refused.map(refusedView),
});

const toRaw = (order: JurisdictionOrder, index: number): RawRow => ({
  row: index + 1,
  geometry: order.geometry,
  values: {
    code: order.code,
    parentCode: order.parentCode,
    tier: order.tier,
    name: order.name['zh-Hans'],
    nameHant: order.name['zh-Hant'],
    nameEn: order.name.en,
    functional: order.functional,
  },
});

const viewOf = (
  { code, parentCode, tier, name, functional, ground }: JurisdictionRecord,
  servedByThisNode: boolean,
  withGeometry: boolean,
): Jurisdiction => ({
  code,
  ...(parentCode === undefined ? {} : { parentCode }),
  tier: tier.code,
  tierName: tier.name,
  rank: tier.rank,
  name,
  functional,
  servedByThisNode,
  ...(ground === undefined ? {} : { sourceDatum: ground.sourceDatum, bbox: [...ground.bbox] }),
  ...(ground === undefined || !withGeometry ? {} : { geometry: { type: 'MultiPolygon', coordinates: ground.shape } }),
});
