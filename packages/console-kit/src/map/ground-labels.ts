import type { Language } from '@liandong/words';
import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { all, byZoom, isGeometry, isTrue, kind, kindDetail, kindIn, not } from './expressions.ts';
import type { GroundParts } from './ground-parts.ts';
import { poiIcon } from './type-icons.ts';

/** The type faces and the language of the names. */
export type Lettering = {
  readonly fonts: readonly string[];
  readonly language: Language;
  /** 1 on a desk; more where people stand far away. */
  readonly scale: number;
};

/** The name of a feature in a language, else in the one it was given in. */
const nameIn = (language: Language): ExpressionSpecification => {
  const wanted = language === 'en' ? ['name:en'] : [`name:${language}`, 'name:zh'];
  return ['coalesce', ...[...wanted, 'name', 'name:en'].map((key): ExpressionSpecification => ['get', key]), ''];
};

const textOf = ({ fonts, language }: Lettering): NonNullable<SymbolLayerSpecification['layout']> => ({
  'text-field': nameIn(language),
  'text-font': [...fonts],
});

const contourLabels = ({ colours, vector }: GroundParts, letters: Lettering): LayerSpecification => ({
  ...vector('contour-label', 'symbol', 'contours', 'contours'),
  minzoom: 13,
  filter: all(isTrue('index')),
  layout: {
    ...textOf(letters),
    'text-field': ['to-string', ['coalesce', ['get', 'height'], ['get', 'ele']]],
    'symbol-placement': 'line',
    'symbol-spacing': 500,
    'text-size': 10 * letters.scale,
    'text-padding': 12,
  },
  paint: {
    'text-color': colours.labelQuiet,
    'text-opacity': 0.75,
    'text-halo-color': colours.halo,
    'text-halo-width': 1,
  },
});

const roadLabels = ({ colours, vector, variant }: GroundParts, letters: Lettering): LayerSpecification[] => {
  const common = {
    ...textOf(letters),
    'symbol-placement': 'line',
    'text-rotation-alignment': 'map',
    'text-pitch-alignment': 'viewport',
    'text-max-angle': 32,
    'text-padding': 8,
    // Names written along a line need more room between the letters than names in a row.
    'text-letter-spacing': letters.language === 'en' ? 0.02 : 0.12,
  } as const;
  const paint = { 'text-color': colours.labelRoad, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 };
  const isMinor = kindIn(['minor_road', 'path', 'other']);
  return [
    {
      ...vector('road-label-minor', 'symbol', 'roads'),
      // A wall shows few big facts.
      minzoom: variant === 'wall' ? 16.2 : 14.8,
      filter: all(isMinor),
      layout: {
        ...common,
        'symbol-spacing': 420,
        'text-size': byZoom(1, [
          [15, 10 * letters.scale],
          [18, 12.5 * letters.scale],
        ]),
      },
      paint,
    },
    {
      ...vector('road-label', 'symbol', 'roads'),
      minzoom: 12.2,
      filter: all(kindIn(['highway', 'major_road'])),
      layout: {
        ...common,
        'symbol-spacing': 560,
        'symbol-sort-key': ['match', kindDetail, 'motorway', 0, 'trunk', 1, 'primary', 2, 'secondary', 3, 4],
        'text-size': byZoom(1, [
          [12, 10.5 * letters.scale],
          [15, 12 * letters.scale],
          [18, 14 * letters.scale],
        ]),
      },
      paint,
    },
  ];
};

const waterLabels = ({ colours, vector }: GroundParts, letters: Lettering): LayerSpecification[] => {
  const paint = { 'text-color': colours.labelWater, 'text-halo-color': colours.water, 'text-halo-width': 1.2 };
  const isSea = kindIn(['ocean', 'sea', 'bay', 'strait']);
  return [
    {
      ...vector('river-label', 'symbol', 'water'),
      minzoom: 12,
      filter: all(isGeometry('LineString')),
      layout: {
        ...textOf(letters),
        'symbol-placement': 'line',
        'symbol-spacing': 700,
        'text-max-angle': 40,
        'text-padding': 24,
        'text-letter-spacing': 0.24,
        'text-size': byZoom(1, [
          [11, 11.5 * letters.scale],
          [16, 14.5 * letters.scale],
        ]),
      },
      paint,
    },
    {
      ...vector('water-label', 'symbol', 'water'),
      filter: all(isGeometry('Point'), ['any', isSea, ['>=', ['zoom'], 12.5]]),
      layout: {
        ...textOf(letters),
        'symbol-sort-key': ['case', isSea, 0, 1],
        'text-max-width': 7,
        'text-padding': 16,
        'text-letter-spacing': ['case', isSea, 0.32, 0.08],
        'text-size': byZoom(1, [
          [9, ['case', isSea, 13.5 * letters.scale, 10 * letters.scale]],
          [15, ['case', isSea, 19 * letters.scale, 12.5 * letters.scale]],
        ]),
      },
      paint,
    },
  ];
};

const landmarks = ['peak', 'station', 'hospital', 'university', 'stadium', 'aerodrome', 'harbour', 'townhall', 'beach'];

const poiLabels = ({ colours, vector, variant }: GroundParts, letters: Lettering): LayerSpecification => ({
  ...vector('poi', 'symbol', 'pois'),
  minzoom: 11.5,
  // Landmarks as early as the tiles bring them, everything else one step later: the ground stays quiet.
  filter: all([
    '>=',
    ['zoom'],
    ['+', ['to-number', ['get', 'min_zoom'], 15], ['case', kindIn(landmarks), 0, variant === 'wall' ? 2 : 1]],
  ]),
  layout: {
    ...textOf(letters),
    'icon-image': poiIcon,
    'icon-size': 0.86 * letters.scale,
    'icon-padding': 3,
    'text-size': 11 * letters.scale,
    'text-max-width': 8,
    'text-variable-anchor': ['top', 'right', 'left'],
    'text-radial-offset': 0.85,
    'text-justify': 'auto',
    'text-optional': true,
    'text-padding': 6,
    'symbol-sort-key': ['to-number', ['get', 'min_zoom'], 15],
  },
  paint: {
    'text-color': ['match', kind, ['park', 'garden', 'forest', 'peak'], colours.labelPark, colours.labelQuiet],
    'text-halo-color': colours.halo,
    'text-halo-width': 1.3,
  },
});

/** From city (0) to neighbourhood (4). */
const placeRank: ExpressionSpecification = [
  'match',
  kindDetail,
  'city',
  0,
  ['town', 'district', 'county', 'borough'],
  1,
  ['suburb', 'street', 'village'],
  2,
  ['match', kind, ['country', 'region'], 0, 'locality', 1, ['borough', 'macrohood'], 2, 4],
];

const placeLabels = ({ colours, vector }: GroundParts, letters: Lettering): LayerSpecification => ({
  ...vector('place', 'symbol', 'places'),
  filter: all(['any', ['<', placeRank, 3], ['>=', ['zoom'], 14]]),
  layout: {
    ...textOf(letters),
    'symbol-sort-key': ['-', placeRank, ['/', ['to-number', ['get', 'population_rank'], 0], 20]],
    'text-max-width': 7,
    'text-padding': 8,
    'text-letter-spacing': 0.06,
    'text-size': byZoom(1, [
      [9, ['match', placeRank, 0, 17 * letters.scale, 1, 13 * letters.scale, 11 * letters.scale]],
      [15, ['match', placeRank, 0, 22 * letters.scale, 1, 17 * letters.scale, 12.5 * letters.scale]],
    ]),
  },
  paint: {
    'text-color': ['match', placeRank, [0, 1], colours.label, colours.labelQuiet],
    'text-halo-color': colours.halo,
    'text-halo-width': 1.6,
  },
});

/** Names, the least important first: MapLibre gives room to the last layer first. */
export const groundLabelLayers = (parts: GroundParts, letters: Lettering): LayerSpecification[] => [
  contourLabels(parts, letters),
  poiLabels(parts, letters),
  ...roadLabels(parts, letters),
  ...waterLabels(parts, letters),
  placeLabels(parts, letters),
];

/** Keeps names that the jurisdictions write already from being written twice. */
export const placesWithout = (names: readonly string[]) =>
  all(['any', ['<', placeRank, 3], ['>=', ['zoom'], 14]], not(['in', ['get', 'name'], ['literal', [...names]]]));
