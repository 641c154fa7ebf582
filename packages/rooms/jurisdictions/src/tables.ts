import type { JsonColumn, NullableInstantColumn } from '@liandong/platform';
import type { Datum, JurisdictionCode, Words } from '@liandong/words';
import type { Bbox, MultiPolygon } from './geometry/index.ts';

type TierTable = { code: string; rank: number; name: JsonColumn<Words> };

export type GeometryJson = { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon };

type JurisdictionTable = {
  code: JurisdictionCode;
  parent_code: JurisdictionCode | null;
  tier: string;
  name: JsonColumn<Words>;
  aliases: readonly string[];
  functional: boolean;
  geometry: JsonColumn<GeometryJson | null> | null;
  bbox: Bbox | null;
  source_datum: Datum | null;
  derived: boolean;
  imported_at: NullableInstantColumn;
};

/** The room's tables, for Kysely. */
export type JurisdictionTables = {
  'jurisdictions.tier': TierTable;
  'jurisdictions.jurisdiction': JurisdictionTable;
};
