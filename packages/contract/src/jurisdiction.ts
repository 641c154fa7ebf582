import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { DatumShape, ImportReport, Nothing, OneOf, Shape, WordsShape } from './schemas.ts';

/** 行政区划; geometry is GeoJSON in WGS-84. */
export const JurisdictionShape = Shape({
  code: Type.String(),
  parentCode: Type.Optional(Type.String()),
  tier: Type.String(),
  tierName: WordsShape,
  rank: Type.Integer({ description: '0 for the top tier' }),
  name: WordsShape,
  functional: Type.Boolean({ description: 'functional area (功能区): its parts may carry another code' }),
  servedByThisNode: Type.Boolean(),
  sourceDatum: Type.Optional(DatumShape),
  bbox: Type.Optional(Type.Array(Type.Number())),
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
    query: Shape({ geometry: Type.Optional(Type.Boolean()) }),
    response: Type.Array(JurisdictionShape),
  }),
  at: defineRoute({
    method: 'GET',
    path: '/api/v1/jurisdictions/at',
    access: 'map.read',
    tag: 'jurisdictions',
    summary: 'The jurisdictions around a point, top tier first',
    query: Shape({ lon: Type.Number(), lat: Type.Number(), datum: Type.Optional(DatumShape) }),
    response: Type.Array(JurisdictionShape),
  }),
  import: defineRoute({
    method: 'POST',
    path: '/api/v1/jurisdictions/import',
    access: 'jurisdiction.manage',
    tag: 'jurisdictions',
    summary: 'Import GeoJSON or CSV; can be repeated without doubling',
    bodyLimit: 64 * 1024 * 1024,
    query: Shape({ dryRun: Type.Optional(Type.Boolean()) }),
    body: Shape({
      format: OneOf(['geojson', 'csv']),
      datum: DatumShape,
      text: Type.String(),
      /** Which member or column holds what; defaults are code, parentCode, tier, name. */
      columns: Type.Optional(Type.Record(Type.String(), Type.String())),
    }),
    response: ImportReport,
  }),
} as const;
