/** WGS-84 degrees. */
export type GroundPosition = readonly [lon: number, lat: number];

/** GeoJSON geometry in WGS-84 degrees; outer rings counter-clockwise, rings closed. */
export type GroundGeometry =
  | { readonly type: 'Point'; readonly coordinates: GroundPosition }
  | { readonly type: 'LineString'; readonly coordinates: readonly GroundPosition[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly GroundPosition[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly GroundPosition[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly GroundPosition[])[])[] };

/** Layers of the basemap (底图): those of the Protomaps basemap schema 4, with contour lines and grid outlines added. */
export const groundLayers = [
  'earth',
  'landcover',
  'landuse',
  'water',
  'roads',
  'transit',
  'buildings',
  'boundaries',
  'places',
  'pois',
  'contours',
  'grids',
] as const;
export type GroundLayer = (typeof groundLayers)[number];

/**
 * One thing that the basemap draws. Properties follow the Protomaps schema: `kind`, `kind_detail`, `name`,
 * `name:zh-Hans`, `name:zh-Hant`, `name:en`, `sort_rank`, `height` (m), `is_tunnel`, `is_bridge`, `oneway`, `population_rank`.
 */
export type GroundFeature = {
  readonly layer: GroundLayer;
  readonly geometry: GroundGeometry;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** First zoom at which it is drawn, 0 … 15. */
  readonly minZoom: number;
};
