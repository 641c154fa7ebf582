import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { buildingLayers } from './building-style.ts';
import type { MapColours } from './colours.ts';
import { all, byZoom, isGeometry, kind, kindIn } from './expressions.ts';
import type { GroundParts } from './ground-parts.ts';

/** Kinds of land in the Protomaps basemap schema, by the colour that they get. */
const landKinds: readonly (readonly [colour: keyof MapColours, kinds: readonly string[]])[] = [
  ['forest', ['forest', 'wood', 'nature_reserve', 'national_park', 'protected_area', 'scrub']],
  ['park', ['park', 'garden', 'golf_course', 'zoo', 'cemetery', 'recreation_ground']],
  [
    'grass',
    ['grass', 'grassland', 'meadow', 'village_green', 'playground', 'pitch', 'allotments', 'sports', 'stadium'],
  ],
  ['farmland', ['farmland', 'farm', 'orchard', 'farmyard']],
  ['sand', ['beach', 'sand', 'barren', 'quarry', 'pier']],
  ['residential', ['residential', 'village', 'urban_area', 'military']],
  ['commercial', ['commercial', 'retail', 'office', 'store']],
  ['industrial', ['industrial', 'port', 'railway', 'aerodrome', 'airfield', 'waterworks', 'pumping', 'landfill']],
  ['civic', ['school', 'university', 'college', 'kindergarten', 'library', 'government', 'civic', 'townhall']],
  ['hospital', ['hospital', 'clinic']],
  ['square', ['pedestrian', 'square', 'plaza', 'platform', 'footway']],
];

const landColour = (colours: MapColours): ExpressionSpecification => {
  const [first = ['land', ['land']], ...rest] = landKinds;
  return [
    'match',
    kind,
    [...first[1]],
    colours[first[0]],
    ...rest.flatMap(([colour, kinds]) => [[...kinds], colours[colour]]),
    'rgba(0, 0, 0, 0)',
  ];
};

const landLayers = ({ colours, vector }: GroundParts): LayerSpecification[] => [
  {
    ...vector('earth', 'fill', 'earth'),
    filter: all(isGeometry('Polygon')),
    paint: { 'fill-color': colours.land },
  },
  {
    ...vector('landcover', 'fill', 'landcover'),
    paint: {
      'fill-color': landColour(colours),
      'fill-antialias': false,
      'fill-opacity': byZoom(1, [
        [8, 1],
        [13, 0.7],
      ]),
    },
  },
  {
    ...vector('landuse', 'fill', 'landuse'),
    filter: all(isGeometry('Polygon')),
    paint: {
      'fill-color': landColour(colours),
      'fill-opacity': byZoom(1, [
        [8, 0.4],
        [13, 1],
      ]),
    },
  },
];

const heightLayers = ({ colours, vector, terrain, variant }: GroundParts): LayerSpecification[] => [
  ...(terrain === undefined
    ? []
    : [
        {
          ...terrain('hillshade'),
          paint: {
            'hillshade-method': 'multidirectional' as const,
            'hillshade-illumination-direction': [280, 315, 350, 35],
            // At 30° level ground stays as it is.
            'hillshade-illumination-altitude': [30, 30, 30, 30],
            'hillshade-shadow-color': Array.from({ length: 4 }, () => colours.shadow),
            'hillshade-highlight-color': Array.from({ length: 4 }, () => colours.highlight),
            'hillshade-exaggeration': byZoom(1, [
              [9, variant === 'wall' ? 0.6 : 0.42],
              [15, variant === 'wall' ? 0.4 : 0.22],
            ]),
          },
        },
      ]),
  {
    ...vector('contours', 'line', 'contours', 'contours'),
    minzoom: 12,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.contour,
      'line-width': ['case', ['to-boolean', ['get', 'index']], 1.3, 0.6],
    },
  },
];

const waterLayers = ({ colours, vector, variant }: GroundParts): LayerSpecification[] => [
  {
    ...vector('water', 'fill', 'water'),
    filter: all(isGeometry('Polygon')),
    paint: {
      'fill-color': ['match', kind, ['ocean', 'sea', 'bay'], colours.waterDeep, colours.water],
    },
  },
  {
    ...vector('stream', 'line', 'water'),
    filter: all(isGeometry('LineString'), kindIn(['river', 'stream', 'canal', 'drain', 'ditch'])),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': colours.water,
      'line-width': byZoom(1.5, [
        [9, ['match', kind, 'river', 1, 0.3]],
        [17, ['match', kind, 'river', 9, 'canal', 6, 3]],
      ]),
    },
  },
  {
    ...vector('shore-glow', 'line', 'water'),
    filter: all(isGeometry('Polygon')),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.waterGlow,
      'line-width': byZoom(
        1.4,
        variant === 'wall'
          ? [
              [8, 5],
              [12, 10],
              [17, 20],
            ]
          : [
              [8, 2],
              [12, 5],
              [17, 12],
            ],
      ),
      'line-blur': byZoom(
        1.4,
        variant === 'wall'
          ? [
              [8, 4],
              [12, 8],
              [17, 16],
            ]
          : [
              [8, 1],
              [12, 3],
              [17, 8],
            ],
      ),
    },
  },
  {
    ...vector('shore', 'line', 'water'),
    filter: all(isGeometry('Polygon')),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.waterEdge,
      'line-width': byZoom(1.3, [
        [9, 0.5],
        [13, 0.9],
        [17, 1.4],
      ]),
      'line-opacity': variant === 'wall' ? 0.85 : 0.75,
    },
  },
];

/** Borders and grids that are too many for the page: they come with the tiles. */
export const gridLayers = ({ colours, vector }: GroundParts): LayerSpecification[] => [
  {
    ...vector('boundary', 'line', 'boundaries'),
    minzoom: 13,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.borderQuiet,
      'line-width': byZoom(1.3, [
        [13, 0.5],
        [16, 1],
      ]),
      'line-dasharray': [4, 2, 1, 2],
      'line-opacity': byZoom(1, [
        [13, 0],
        [14, 0.7],
      ]),
    },
  },
  {
    ...vector('grid-unit', 'line', 'grids', 'grids'),
    minzoom: 15,
    filter: all(kindIn(['unit', 'unit-grid', 'unit_grid'])),
    layout: { visibility: 'none' },
    paint: { 'line-color': colours.grid, 'line-width': 0.6, 'line-opacity': 0.7, 'line-dasharray': [2, 2] },
  },
  {
    ...vector('grid-service', 'line', 'grids', 'grids'),
    minzoom: 14,
    filter: all(kindIn(['service', 'service-grid', 'service_grid', 'grid'])),
    layout: { visibility: 'none', 'line-join': 'round' },
    paint: {
      'line-color': colours.grid,
      'line-width': byZoom(1.3, [
        [14, 0.8],
        [17, 1.4],
      ]),
      'line-dasharray': [5, 2],
    },
  },
];

/** Land, heights, water and buildings, bottom to top. */
export const surfaceLayers = (parts: GroundParts): LayerSpecification[] => [
  ...landLayers(parts),
  ...heightLayers(parts),
  ...waterLayers(parts),
  ...buildingLayers(parts),
];
