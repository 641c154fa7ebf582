import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapColours } from './colours.ts';
import { byZoom } from './expressions.ts';
import type { Lettering } from './ground-labels.ts';

const rank: ExpressionSpecification = ['get', 'rank'];

/** Beyond the basemaps nothing is known: what their outermost tiles show there fades into the plain ground. */
const frameLayers = (colours: MapColours): LayerSpecification[] => [
  {
    id: 'frame',
    type: 'fill',
    source: 'frame',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colours.ground, 'fill-antialias': false },
  },
  {
    id: 'frame-edge',
    type: 'line',
    source: 'frame',
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colours.ground, 'line-width': 48, 'line-blur': 44 },
  },
];

/** Jurisdictions over the basemap: a veil over what others serve, and borders by tier. */
export const areaLayers = (colours: MapColours): LayerSpecification[] => [
  ...frameLayers(colours),
  {
    id: 'area-land',
    type: 'fill',
    source: 'areas',
    filter: ['all', ['==', rank, 0], ['get', 'bare']],
    paint: { 'fill-color': colours.land, 'fill-antialias': false },
  },
  {
    id: 'area-veil',
    type: 'fill',
    source: 'areas',
    filter: ['get', 'veiled'],
    paint: { 'fill-color': colours.veil, 'fill-antialias': false },
  },
  {
    id: 'area-halo',
    type: 'line',
    source: 'areas',
    filter: ['<', rank, 2],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.borderHalo,
      'line-width': byZoom(1.3, [
        [8, ['match', rank, 0, 4, 2.5]],
        [14, ['match', rank, 0, 8, 5]],
      ]),
    },
  },
  {
    id: 'area-line-street',
    type: 'line',
    source: 'areas',
    minzoom: 11.2,
    filter: ['>=', rank, 2],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.borderQuiet,
      'line-width': byZoom(1.3, [
        [11, 0.6],
        [15, 1.3],
      ]),
      'line-dasharray': [3, 2],
      'line-opacity': byZoom(1, [
        [11.2, 0],
        [12, 0.8],
      ]),
    },
  },
  {
    id: 'area-line',
    type: 'line',
    source: 'areas',
    filter: ['==', rank, 0],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.border,
      'line-width': byZoom(1.3, [
        [8, 1.1],
        [14, 1.7],
      ]),
      'line-opacity': byZoom(1, [
        [10, 1],
        [14, 0.7],
      ]),
    },
  },
  {
    id: 'area-line-district',
    type: 'line',
    source: 'areas',
    filter: ['==', rank, 1],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.borderQuiet,
      'line-width': byZoom(1.3, [
        [8, 0.6],
        [14, 1.3],
      ]),
      'line-opacity': 0.9,
      'line-dasharray': [5, 2.5],
    },
  },
];

/** Names of the jurisdictions, each once. */
export const areaLabelLayer = (colours: MapColours, { fonts, scale }: Lettering): LayerSpecification => ({
  id: 'area-label',
  type: 'symbol',
  source: 'labels',
  filter: [
    'any',
    ['all', ['==', rank, 0], ['<', ['zoom'], 8.5]],
    ['all', ['==', rank, 1], ['<', ['zoom'], 14]],
    ['all', ['==', rank, 2], ['>=', ['zoom'], 11.6], ['<', ['zoom'], 16]],
    ['all', ['>', rank, 2], ['>=', ['zoom'], 14]],
  ],
  layout: {
    'text-field': ['get', 'label'],
    'text-font': [...fonts],
    'text-size': byZoom(1, [
      [8, ['match', rank, 0, 16 * scale, 1, 13.5 * scale, 11 * scale]],
      [13, ['match', rank, 0, 20 * scale, 1, 18 * scale, 13 * scale]],
      [16, ['match', rank, 0, 20 * scale, 1, 20 * scale, 15 * scale]],
    ]),
    'text-letter-spacing': ['match', rank, 0, 0.18, 1, 0.14, 0.06],
    'text-max-width': 8,
    'symbol-sort-key': rank,
    'text-padding': 4,
    // Alerts are placed first; a name steps aside rather than vanish.
    'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'],
    'text-radial-offset': 1,
    'text-justify': 'auto',
  },
  paint: {
    'text-color': ['match', rank, [0, 1], colours.label, colours.labelQuiet],
    'text-halo-color': colours.halo,
    'text-halo-width': 1.8,
  },
});
