import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { Nothing, OneOf, Shape, Time, WordsShape } from './schemas.ts';

/** A basemap (底图) that this node has built: vector tiles in the Protomaps schema, terrain tiles, road graph. */
export const GroundShape = Shape({
  id: Type.String(),
  name: WordsShape,
  generated: Type.Boolean({ description: 'no real place looks like this' }),
  attribution: Type.String(),
  /** West, south, east, north in WGS-84 degrees. */
  bounds: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
  builtAt: Time,
  /** Changes with every build: part of the tile addresses, so that a browser may keep tiles for ever. */
  version: Type.String(),
  maxZoom: Type.Integer(),
  /** Deepest zoom of the terrain tiles; absent when heights are unknown. */
  terrainMaxZoom: Type.Optional(Type.Integer()),
  features: Type.Integer(),
  roadEdges: Type.Integer(),
});
export type GroundView = Static<typeof GroundShape>;

/** The steps of a build, in order: contour lines come out of the terrain and go into the tiles. */
export const groundPhases = ['features', 'terrain', 'tiles', 'roads'] as const;
export type GroundPhase = (typeof groundPhases)[number];

/** What the map stands on now. */
export const GroundStateShape = Shape({
  grounds: Type.Array(GroundShape, { description: 'newest first' }),
  /** A build that is under way. */
  building: Type.Optional(
    Shape({ id: Type.String(), phase: OneOf(groundPhases), share: Type.Number({ minimum: 0, maximum: 1 }) }),
  ),
});
export type GroundState = Static<typeof GroundStateShape>;

const TileParams = Shape({
  id: Type.String({ maxLength: 80 }),
  version: Type.String({ maxLength: 80 }),
  z: Type.Integer({ minimum: 0, maximum: 22 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
});

const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });

export const groundRoutes = {
  state: defineRoute({
    method: 'GET',
    path: '/api/v1/ground',
    access: 'map.read',
    tag: 'ground',
    summary: 'The basemaps of this node and a build under way',
    response: GroundStateShape,
  }),
  tile: defineRoute({
    method: 'GET',
    path: '/api/v1/ground/:id/:version/tiles/:z/:x/:y',
    access: 'map.read',
    tag: 'ground',
    summary: 'One vector tile (application/vnd.mapbox-vector-tile, gzip); 204 where nothing is drawn',
    params: TileParams,
    response: Nothing,
  }),
  terrain: defineRoute({
    method: 'GET',
    path: '/api/v1/ground/:id/:version/terrain/:z/:x/:y',
    access: 'map.read',
    tag: 'ground',
    summary: 'One terrain tile (PNG, Terrarium: metres = red · 256 + green + blue / 256 − 32768); 204 where unknown',
    params: TileParams,
    response: Nothing,
  }),
  route: defineRoute({
    method: 'GET',
    path: '/api/v1/roads/route',
    access: 'map.read',
    tag: 'ground',
    summary: 'The quickest way by car between two places, WGS-84',
    query: Shape({ fromLon: Lon, fromLat: Lat, toLon: Lon, toLat: Lat }),
    response: Shape({
      lengthM: Type.Number(),
      durationS: Type.Number({ description: 'at the usual speed of each road class, no traffic' }),
      line: Type.Array(Type.Array(Type.Number())),
    }),
  }),
  remove: defineRoute({
    method: 'DELETE',
    path: '/api/v1/ground/:id',
    access: 'map.manage',
    tag: 'ground',
    summary: 'Remove a basemap of this node',
    params: Shape({ id: Type.String({ maxLength: 80 }) }),
    response: GroundStateShape,
  }),
} as const;
