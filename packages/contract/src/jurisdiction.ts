import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { DatumShape, Nothing, Shape, WordsShape } from './schemas.ts';

/** 行政区划; geometry is GeoJSON in WGS-84. */
export const JurisdictionShape = Shape({
  code: Type.String(),
  parentCode: Type.Optional(Type.String()),
  tier: Type.String(),
  tierName: WordsShape,
  rank: Type.Integer({ description: '0 for the top tier' }),
  name: WordsShape,
  /** Other names that people and files use. */
  aliases: Type.Array(Type.String()),
  functional: Type.Boolean({ description: 'functional area (功能区): its parts may carry another code' }),
  servedByThisNode: Type.Boolean(),
  sourceDatum: Type.Optional(DatumShape),
  bbox: Type.Optional(Type.Array(Type.Number())),
  /** Metres from the point that was asked for to its ground, when the point lies outside. */
  outsideByM: Type.Optional(Type.Number()),
  geometry: Type.Optional(Nothing),
});
export type Jurisdiction = Static<typeof JurisdictionShape>;

export const jurisdictionRoutes = {
  list: defineRoute({
    method: 'GET',
    path: '/api/v1/jurisdictions',
    access: 'map.read',
    tag: 'jurisdictions',
    summary: 'The tree of jurisdictions, parents first',
    query: Shape({
      geometry: Type.Optional(Type.Boolean()),
      /** Only tiers down to this rank. */
      maxRank: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
    response: Type.Array(JurisdictionShape),
  }),
  at: defineRoute({
    method: 'GET',
    path: '/api/v1/jurisdictions/at',
    access: 'map.read',
    tag: 'jurisdictions',
    summary: 'The jurisdictions around a point, top tier first',
    query: Shape({
      lon: Type.Number(),
      lat: Type.Number(),
      datum: Type.Optional(DatumShape),
      /** When the point lies in none (on water, beyond a border): the nearest within so many metres. */
      withinM: Type.Optional(Type.Number({ minimum: 0, maximum: 20_000 })),
    }),
    response: Type.Array(JurisdictionShape),
  }),
} as const;
