import type { AssetKind, AssetOrder, AssetView } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import {
  type AssetsReport,
  type AssetUndo,
  type EnsureOptions,
  ensureAssets,
  type UndoOptions,
  type UndoReport,
  undoAssets,
} from './change-assets.ts';
import { createKindFinder, type KindFinder } from './kinds.ts';
import type { PlaceQuestions } from './plan-asset.ts';
import { type AssetRow, assetColumns } from './store.ts';

export type AssetsOptions = {
  readonly database: Database;
  readonly places: PlaceQuestions;
  /** 资产类别 of the profile; assets of other kinds are refused. */
  readonly kinds: readonly AssetKind[];
};

export type AssetFilter = {
  readonly kind?: string | undefined;
  /** West, south, east, north in WGS-84. */
  readonly box?: readonly [number, number, number, number] | undefined;
  readonly geometry?: boolean | undefined;
  readonly limit?: number | undefined;
};

/** 资产/设施 of the city: things that stand still and that somebody is responsible for. */
export type Assets = {
  readonly kinds: readonly AssetKind[];
  /** By code, or by name in any language. */
  readonly findKind: KindFinder;
  ensureAssets(context: ActContext, orders: readonly AssetOrder[], options?: EnsureOptions): Promise<AssetsReport>;
  undoAssets(context: ActContext, changes: readonly AssetUndo[], options: UndoOptions): Promise<UndoReport>;
  /** By id; those that are gone are left out. For followers and screens that check rights themselves. */
  byIds(ids: readonly string[]): Promise<readonly (AssetView & { readonly jurisdictionPath: readonly string[] })[]>;
  /** In one of these jurisdictions or below, by code. */
  list(roots: readonly string[], filter?: AssetFilter): Promise<readonly AssetView[]>;
  /** @throws Refusal `asset.unknown`, also for one that may not be seen */
  one(roots: readonly string[], id: string): Promise<AssetView>;
  /** How many of each kind lie in these jurisdictions. */
  counts(roots: readonly string[]): Promise<ReadonlyMap<string, number>>;
};

const usualLimit = 5000;

const viewOf = (row: AssetRow): AssetView => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  name: row.name,
  ...(row.name_en === null ? {} : { nameEn: row.name_en }),
  jurisdictionCode: row.jurisdiction_code,
  place: { lon: row.lon, lat: row.lat, ...(row.address === null ? {} : { address: row.address }) },
  sourceDatum: row.source_datum,
  ...(row.manager === null ? {} : { manager: row.manager }),
  ...(row.department === null ? {} : { department: row.department }),
  ...(row.phone === null ? {} : { phone: row.phone }),
  ...(row.capacity === null ? {} : { capacity: row.capacity }),
  ...(row.area_m2 === null ? {} : { areaM2: row.area_m2 }),
  generated: row.generated,
  ...(row.geometry === null ? {} : { geometry: row.geometry }),
  ...(row.more === null ? {} : { more: row.more }),
});

const isId = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id);

/** Makes the room; everything is asked of the database. */
export const createAssets = ({ database, places, kinds }: AssetsOptions): Assets => {
  const list: Assets['list'] = async (roots, { kind, box, geometry = false, limit = usualLimit } = {}) => {
    const [west = -180, south = -90, east = 180, north = 90] = box ?? [];
    const { rows } = await database.pool.query<AssetRow>(
      `select ${assetColumns(geometry)} from assets.asset a
       where a.jurisdiction_path && $1::text[] and ($2::text is null or a.kind = $2)
         and ($3::boolean or point(a.lon, a.lat) <@ box(point($4, $5), point($6, $7)))
       order by a.code limit $8`,
      [roots, kind ?? null, box === undefined, west, south, east, north, limit],
    );
    return rows.map(viewOf);
  };
  const findKind = createKindFinder(kinds);
  const deps = { database, places, kinds, findKind };
  return {
    kinds,
    findKind,
    ensureAssets: (context, orders, options = {}) => ensureAssets(context, orders, options, deps),
    undoAssets: (context, changes, options) => undoAssets(context, changes, options, { database }),
    byIds: async (ids) => {
      const { rows } = await database.pool.query<AssetRow>(
        `select ${assetColumns(false)} from assets.asset a where a.id = any($1::uuid[])`,
        [ids.filter(isId)],
      );
      return rows.map((row) => ({ ...viewOf(row), jurisdictionPath: row.jurisdiction_path }));
    },
    list,
    one: async (roots, id) => {
      const { rows } = await database.pool.query<AssetRow>(
        `select ${assetColumns(true)} from assets.asset a where a.id = $1 and a.jurisdiction_path && $2::text[]`,
        [isId(id) ? id : '00000000-0000-0000-0000-000000000000', roots],
      );
      const [row] = rows;
      if (row === undefined) throw refuse('asset.unknown');
      return viewOf(row);
    },
    counts: async (roots) => {
      const { rows } = await database.pool.query<{ kind: string; count: number }>(
        `select a.kind, count(*)::int as count from assets.asset a where a.jurisdiction_path && $1::text[] group by 1`,
        [roots],
      );
      return new Map(rows.map((row) => [row.kind, row.count]));
    },
  };
};
