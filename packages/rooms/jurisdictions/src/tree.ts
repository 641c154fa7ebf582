import { type Datum, type JurisdictionCode, refuse, type Words } from '@liandong/words';
import {
  areaOf,
  type Bbox,
  contains,
  createBoxIndex,
  type MultiPolygon,
  metresPerDegree,
  metresPerDegreeLon,
  metresToBoundary,
} from './geometry/index.ts';

/** 层级; rank 0 is the top, a child's rank is always greater than its parent's. */
export type TierRecord = { readonly code: string; readonly rank: number; readonly name: Words };

/** The ground that a jurisdiction covers, in WGS-84 degrees. */
export type Ground = {
  readonly shape: MultiPolygon;
  readonly bbox: Bbox;
  readonly sourceDatum: Datum;
  /** The union of the children's: nobody drew it, and it follows when theirs changes. */
  readonly derived: boolean;
};

/** 行政区划 */
export type JurisdictionRecord = {
  readonly code: JurisdictionCode;
  readonly parentCode: JurisdictionCode | undefined;
  readonly tier: TierRecord;
  readonly name: Words;
  /** Other names that people and files use, e.g. 大鹏区 for 大鹏新区. */
  readonly aliases: readonly string[];
  readonly functional: boolean;
  readonly ground: Ground | undefined;
};

/** The whole tree in memory; a new one is made after every import. */
export type JurisdictionTree = {
  /** Parents first, then by code. */
  list(): readonly JurisdictionRecord[];
  find(code: string): JurisdictionRecord | undefined;
  /** Root … self; @throws Refusal `jurisdiction.unknown` */
  path(code: string): readonly JurisdictionCode[];
  /** Whether `code` is `root` or lies below it; false when it is unknown. */
  isWithin(code: string, root: string): boolean;
  /**
   * The innermost jurisdiction around a point (WGS-84 degrees), or the one of a tier above it. Of several that overlap
   * the deepest wins, then the smallest, then the first by code. A ring owns its western and southern edges only.
   */
  at(lon: number, lat: number, tier?: string): JurisdictionCode | undefined;
  /** Root … innermost around a point; empty when there is none. */
  around(lon: number, lat: number): readonly JurisdictionCode[];
  /** The nearest ground within some metres of a point that lies in none; of equally near ones the deepest. */
  nearest(lon: number, lat: number, withinM: number): Nearest | undefined;
};

export type Nearest = { readonly code: JurisdictionCode; readonly metres: number };

const byCode = (a: JurisdictionRecord, b: JurisdictionRecord): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0;

/** @param records already checked: every parent is among them and no line of parents runs in a circle */
export const createTree = (records: readonly JurisdictionRecord[]): JurisdictionTree => {
  const byOwnCode = new Map<string, JurisdictionRecord>(records.map((record) => [record.code, record]));
  const paths = pathsOf(records, byOwnCode);
  const depth = (record: JurisdictionRecord): number => paths.get(record.code)?.length ?? 0;
  const ordered = [...records].sort((a, b) => depth(a) - depth(b) || byCode(a, b));
  const index = createBoxIndex(
    ordered.flatMap((record) =>
      record.ground === undefined
        ? []
        : [{ bbox: record.ground.bbox, item: { record, ground: record.ground, area: areaOf(record.ground.shape) } }],
    ),
  );

  const innermost = (lon: number, lat: number): JurisdictionCode | undefined =>
    index
      .candidates(lon, lat)
      .filter(({ ground }) => contains(ground.shape, lon, lat))
      .sort((a, b) => depth(b.record) - depth(a.record) || a.area - b.area || byCode(a.record, b.record))[0]?.record
      .code;

  const nearest: JurisdictionTree['nearest'] = (lon, lat, withinM) => {
    const [x, y] = [withinM / metresPerDegreeLon(lat), withinM / metresPerDegree];
    return index
      .meeting([lon - x, lat - y, lon + x, lat + y])
      .map(({ record, ground }) => ({ code: record.code, metres: metresToBoundary(ground.shape, [lon, lat]) }))
      .filter(({ metres }) => metres <= withinM)
      .sort(
        (a, b) =>
          Math.round(a.metres) - Math.round(b.metres) ||
          (paths.get(b.code)?.length ?? 0) - (paths.get(a.code)?.length ?? 0),
      )[0];
  };

  const around = (lon: number, lat: number): readonly JurisdictionCode[] => paths.get(innermost(lon, lat) ?? '') ?? [];

  return {
    list: () => ordered,
    find: (code) => byOwnCode.get(code),
    path: (code) => {
      const path = paths.get(code);
      if (path === undefined) throw refuse('jurisdiction.unknown', { code });
      return path;
    },
    isWithin: (code, root) => paths.get(code)?.some((one) => one === root) ?? false,
    at: (lon, lat, tier) =>
      tier === undefined
        ? innermost(lon, lat)
        : around(lon, lat).find((code) => byOwnCode.get(code)?.tier.code === tier),
    around,
    nearest,
  };
};

const pathsOf = (
  records: readonly JurisdictionRecord[],
  byOwnCode: ReadonlyMap<string, JurisdictionRecord>,
): ReadonlyMap<string, readonly JurisdictionCode[]> => {
  const paths = new Map<string, readonly JurisdictionCode[]>();
  const pathOf = (record: JurisdictionRecord): readonly JurisdictionCode[] => {
    const known = paths.get(record.code);
    if (known !== undefined) return known;
    const parent = record.parentCode === undefined ? undefined : byOwnCode.get(record.parentCode);
    const path = [...(parent === undefined ? [] : pathOf(parent)), record.code];
    paths.set(record.code, path);
    return path;
  };
  for (const record of records) pathOf(record);
  return paths;
};
