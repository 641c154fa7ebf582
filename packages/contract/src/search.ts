import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { DatumShape, Id, IdParams, OneOf, Shape, Time, WordsShape } from './schemas.ts';

export const searchKinds = ['place', 'jurisdiction', 'terminal', 'asset', 'case', 'organisation', 'road'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** One thing that was found. */
export const FoundShape = Shape({
  kind: OneOf(searchKinds),
  id: Id,
  name: Type.String(),
  /** The name in three languages, when the thing has it. */
  names: Type.Optional(WordsShape),
  /** What tells it from others of that name: code, address, jurisdiction. */
  detail: Type.String(),
  /** Type of terminal, kind of asset, tier. */
  subkind: Type.Optional(Type.String()),
  lon: Type.Optional(Type.Number()),
  lat: Type.Optional(Type.Number()),
  matched: OneOf(['name', 'code', 'address', 'pinyin', 'coordinates']),
});
export type Found = Static<typeof FoundShape>;

/** 保存的视图: where the map stands and what it shows. */
export const SavedViewShape = Shape({
  id: Id,
  name: Type.String(),
  lon: Type.Number(),
  lat: Type.Number(),
  zoom: Type.Number(),
  /** Layers that are shown. */
  layers: Type.Array(Type.String()),
  /** Everybody at this node sees it. */
  shared: Type.Boolean(),
  mine: Type.Boolean(),
  ownerName: Type.String(),
  savedAt: Time,
});
export type SavedView = Static<typeof SavedViewShape>;

export const SavedViewOrder = Shape({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  zoom: Type.Number({ minimum: 0, maximum: 24 }),
  layers: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60 }),
  shared: Type.Boolean(),
});
export type SavedViewOrder = Static<typeof SavedViewOrder>;

export const searchRoutes = {
  search: defineRoute({
    method: 'GET',
    path: '/api/v1/search',
    access: 'map.read',
    tag: 'search',
    summary: 'Search by name, code, address, pinyin or its initials, or coordinates in any datum',
    query: Shape({
      text: Type.String({ minLength: 1, maxLength: 120 }),
      kind: Type.Optional(OneOf(searchKinds)),
      /** Of coordinates without a datum in the text; WGS-84 unless told. */
      datum: Type.Optional(DatumShape),
      /** Near places come first. */
      lon: Type.Optional(Type.Number()),
      lat: Type.Optional(Type.Number()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    }),
    response: Type.Array(FoundShape),
  }),
  views: defineRoute({
    method: 'GET',
    path: '/api/v1/views',
    access: 'map.read',
    tag: 'search',
    summary: 'Saved views: own ones and shared ones',
    response: Type.Array(SavedViewShape),
  }),
  saveView: defineRoute({
    method: 'POST',
    path: '/api/v1/views',
    access: 'map.read',
    tag: 'search',
    summary: 'Save a view; one of the same name and owner is replaced; sharing needs map.manage',
    body: SavedViewOrder,
    response: SavedViewShape,
  }),
  removeView: defineRoute({
    method: 'DELETE',
    path: '/api/v1/views/:id',
    access: 'map.read',
    tag: 'search',
    summary: 'Remove an own view, or with map.manage any shared one',
    params: IdParams,
    response: Shape({}),
  }),
} as const;
