import type { AssetKind, AssetOrder } from '@liandong/contract';
import { type Datum, type LonLat, refuse } from '@liandong/words';
import { readGeometry } from './geometry.ts';
import type { KindFinder } from './kinds.ts';
import type { AssetState } from './store.ts';

/** What other rooms know of places. */
export type PlaceQuestions = {
  /** Brings degrees of a datum to WGS-84. @throws Refusal when they are none */
  toWgs84(lon: number, lat: number, datum: Datum): LonLat;
  /** Root … self of a jurisdiction; undefined when its code is unknown. */
  jurisdictionPathOf(code: string): readonly string[] | undefined;
  /** The lowest jurisdiction around a place in WGS-84; undefined when it lies in none. */
  jurisdictionAt(lon: number, lat: number): string | undefined;
};

export type PlanDeps = {
  readonly places: PlaceQuestions;
  readonly kinds: readonly AssetKind[];
  readonly findKind: KindFinder;
};

const textOf = (value: string | undefined, field: string, maxLength: number): string | null => {
  const text = value?.trim().normalize('NFC');
  if (text === undefined || text === '') return null;
  if (text.length > maxLength || /\p{Cc}/u.test(text.replaceAll(/[\n\t\r]/g, '')))
    throw refuse('asset.malformed', { field });
  return text;
};

const needed = (value: string, field: string, maxLength: number): string => {
  const text = textOf(value, field, maxLength);
  if (text === null) throw refuse('asset.malformed', { field });
  return text;
};

const measureOf = (value: number | undefined, field: string): number | null => {
  if (value === undefined) return null;
  if (!Number.isFinite(value) || value < 0) throw refuse('asset.malformed', { field });
  return value;
};

const jurisdictionOf = (order: AssetOrder, { lon, lat }: LonLat, places: PlaceQuestions) => {
  const code = order.jurisdictionCode ?? places.jurisdictionAt(lon, lat);
  if (code === undefined) throw refuse('asset.outside-city', { lon: lon.toFixed(6), lat: lat.toFixed(6) });
  const path = places.jurisdictionPathOf(code);
  if (path === undefined || path.length === 0) throw refuse('asset.unknown-jurisdiction', { jurisdictionCode: code });
  return { jurisdiction_code: code, jurisdiction_path: path };
};

const kindOf = (order: AssetOrder, { kinds, findKind }: PlanDeps): string => {
  const kind = findKind(order.kind);
  if (kind !== undefined) return kind.code;
  throw refuse('asset.unknown-kind', { kind: order.kind, known: kinds.map((one) => one.code).join(', ') });
};

/** What an order makes of an asset. @throws Refusal */
export const planAsset = (order: AssetOrder, deps: PlanDeps): AssetState => {
  const { datum } = order;
  const { places } = deps;
  const home = places.toWgs84(order.lon, order.lat, datum);
  const outline =
    order.geometry === undefined || order.geometry === null
      ? null
      : readGeometry(order.geometry, ([lon, lat]) => {
          const at = places.toWgs84(lon, lat, datum);
          return [at.lon, at.lat];
        });
  const more = Object.entries(order.more ?? {}).filter(([, value]) => value !== '');
  return {
    code: needed(order.code, 'code', 120),
    kind: kindOf(order, deps),
    name: needed(order.name, 'name', 200),
    name_en: textOf(order.nameEn, 'nameEn', 200),
    ...jurisdictionOf(order, home, places),
    lon: home.lon,
    lat: home.lat,
    source_lon: order.lon,
    source_lat: order.lat,
    source_datum: datum,
    address: textOf(order.address, 'address', 400),
    manager: textOf(order.manager, 'manager', 200),
    department: textOf(order.department, 'department', 200),
    phone: textOf(order.phone, 'phone', 60),
    capacity: measureOf(order.capacity, 'capacity'),
    area_m2: measureOf(order.areaM2, 'areaM2'),
    generated: order.generated ?? false,
    // A point says nothing that the place doesn't.
    geometry: outline?.type === 'Point' ? null : outline,
    more: more.length === 0 ? null : Object.fromEntries(more),
  };
};
