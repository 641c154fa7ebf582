import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { DatumShape, Id, IdParams, Nothing, PlaceShape, Shape, WordsShape } from './schemas.ts';

/** 资产类别: park, school, hospital, shelter, store, pump station, …; data of a profile (`asset-kinds.json`). */
export const AssetKindShape = Shape({ code: Type.String(), name: WordsShape, icon: Type.String() });
export type AssetKind = Static<typeof AssetKindShape>;

/** 资产/设施: a thing of the city that stands still and that somebody is responsible for. */
export const AssetShape = Shape({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  nameEn: Type.Optional(Type.String()),
  jurisdictionCode: Type.String(),
  place: PlaceShape,
  sourceDatum: DatumShape,
  /** Unit that manages it, department that is responsible, as the source names them. */
  manager: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String({ description: 'of the unit, never of a person' })),
  capacity: Type.Optional(Type.Number({ description: 'persons, beds or places, by kind' })),
  areaM2: Type.Optional(Type.Number()),
  generated: Type.Boolean(),
  /** GeoJSON outline in WGS-84, when it has one. */
  geometry: Type.Optional(Nothing),
  /** Other members of the source, kept as they came. */
  more: Type.Optional(Type.Record(Type.String(), Type.String())),
});
export type AssetView = Static<typeof AssetShape>;

/** One asset as an import or a pack gives it; `code` is what makes a repeat the same asset. */
export const AssetOrder = Shape({
  code: Type.String({ minLength: 1, maxLength: 120 }),
  kind: Type.String({ minLength: 1, maxLength: 60 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  nameEn: Type.Optional(Type.String({ maxLength: 200 })),
  jurisdictionCode: Type.Optional(Type.String({ description: 'found from the place when absent' })),
  lon: Type.Number(),
  lat: Type.Number(),
  datum: DatumShape,
  address: Type.Optional(Type.String({ maxLength: 400 })),
  manager: Type.Optional(Type.String({ maxLength: 200 })),
  department: Type.Optional(Type.String({ maxLength: 200 })),
  phone: Type.Optional(Type.String({ maxLength: 60 })),
  capacity: Type.Optional(Type.Number({ minimum: 0 })),
  areaM2: Type.Optional(Type.Number({ minimum: 0 })),
  generated: Type.Optional(Type.Boolean()),
  geometry: Type.Optional(Nothing),
  more: Type.Optional(Type.Record(Type.String(), Type.String())),
});
export type AssetOrder = Static<typeof AssetOrder>;

export const assetRoutes = {
  kinds: defineRoute({
    method: 'GET',
    path: '/api/v1/assets/kinds',
    access: 'map.read',
    tag: 'assets',
    summary: 'The kinds of assets, with how many the reader may see',
    response: Type.Array(Shape({ ...AssetKindShape.properties, count: Type.Integer() })),
  }),
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/assets',
    access: 'map.read',
    tag: 'assets',
    summary: 'Assets in the jurisdictions of the reader',
    query: Shape({
      kind: Type.Optional(Type.String()),
      /** `west,south,east,north` in WGS-84 degrees. */
      bbox: Type.Optional(Type.String({ maxLength: 120 })),
      geometry: Type.Optional(Type.Boolean()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000 })),
    }),
    response: Type.Array(AssetShape),
  }),
  one: defineRoute({
    method: 'GET',
    path: '/api/v1/assets/:id',
    access: 'map.read',
    tag: 'assets',
    summary: 'One asset with its outline',
    params: IdParams,
    response: AssetShape,
  }),
} as const;
