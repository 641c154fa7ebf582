import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { noFeatures } from './features.ts';
import { groundLayers, landLayers } from './ground-layers.ts';

/** Sources of the desk map, bottom to top. */
export const mapSources = ['ground', 'grid', 'areas', 'labels', 'terminal', 'case', 'alert', 'selection'] as const;
export type MapSource = (typeof mapSources)[number];

const areaLayers = (palette: Palette): LayerSpecification[] => [
  { id: 'background', type: 'background', paint: { 'background-color': palette['map-ground'] } },
  ...landLayers(palette),
  { id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': palette['map-grid'], 'line-width': 0.75 } },
  {
    id: 'area-fill',
    type: 'fill',
    source: 'areas',
    filter: ['any', ['==', ['get', 'rank'], 0], ['get', 'served']],
    paint: {
      'fill-color': ['case', ['get', 'served'], palette['map-land-served'], palette['map-land']],
      'fill-antialias': true,
    },
  },
  ...groundLayers(palette),
  {
    id: 'area-line',
    type: 'line',
    source: 'areas',
    filter: ['any', ['<', ['get', 'rank'], 3], ['>=', ['zoom'], 13]],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': ['case', ['<', ['get', 'rank'], 2], palette['map-border'], palette['map-border-quiet']],
      'line-width': ['match', ['get', 'rank'], 0, 1.6, 1, 1.1, 0.8],
    },
  },
];

const labelLayer = (palette: Palette, font: string): LayerSpecification => ({
  id: 'labels',
  type: 'symbol',
  source: 'labels',
  filter: [
    'any',
    ['all', ['==', ['get', 'rank'], 0], ['<', ['zoom'], 8]],
    ['==', ['get', 'rank'], 1],
    ['all', ['==', ['get', 'rank'], 2], ['>=', ['zoom'], 11]],
    ['all', ['>', ['get', 'rank'], 2], ['>=', ['zoom'], 13]],
  ],
  layout: {
    'text-field': ['get', 'label'],
    'text-font': font.split(','),
    'text-size': ['match', ['get', 'rank'], 0, 16, 1, 15, 2, 12.5, 11.5],
    'text-letter-spacing': ['match', ['get', 'rank'], 0, 0.15, 1, 0.07, 0.02],
    'text-max-width': 8,
    'symbol-sort-key': ['get', 'rank'],
    'text-padding': 4,
    // Alerts are placed first; a name steps aside rather than vanish.
    'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'],
    'text-radial-offset': 1,
    'text-justify': 'auto',
  },
  paint: {
    'text-color': palette['map-label'],
    'text-halo-color': palette['map-land'],
    'text-halo-width': 1.4,
  },
});

const textPaint = (palette: Palette) => ({
  'text-color': palette.ink,
  'text-halo-color': palette['map-land'],
  'text-halo-width': 1.6,
});

const pointLayers = (palette: Palette, font: string): LayerSpecification[] => [
  {
    id: 'terminal',
    type: 'symbol',
    source: 'terminal',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 12, 1, 16, 1.5],
      'symbol-sort-key': ['get', 'order'],
    },
  },
  {
    id: 'terminal-label',
    type: 'symbol',
    source: 'terminal',
    minzoom: 13.5,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': font.split(','),
      'text-size': 11.5,
      'text-offset': [0, 0.9],
      'text-anchor': 'top',
      'text-max-width': 9,
    },
    paint: { ...textPaint(palette), 'text-color': palette['map-label'] },
  },
  {
    id: 'alert',
    type: 'symbol',
    source: 'alert',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.72, 12, 1],
      'symbol-sort-key': ['get', 'order'],
      'text-field': ['get', 'label'],
      'text-font': font.split(','),
      'text-size': 12.5,
      'text-anchor': 'left',
      'text-offset': [2.05, 0.1],
      'text-optional': true,
    },
    paint: textPaint(palette),
  },
  {
    id: 'case',
    type: 'symbol',
    source: 'case',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      // A case mostly stands where its alert stands: then it sits on the alert's shoulder.
      'icon-offset': ['case', ['get', 'shoulder'], ['literal', [-17, -17]], ['literal', [0, 0]]],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 12, 1],
      'symbol-sort-key': ['get', 'order'],
    },
  },
];

/** The whole style: no tiles, no glyph server, nothing from outside. */
export const mapStyle = (palette: Palette, font: string): StyleSpecification => ({
  version: 8,
  sources: Object.fromEntries(mapSources.map((name) => [name, { type: 'geojson', data: noFeatures }] as const)),
  layers: [
    ...areaLayers(palette),
    labelLayer(palette, font),
    ...pointLayers(palette, font),
    {
      id: 'selection',
      type: 'circle',
      source: 'selection',
      paint: {
        'circle-radius': 19.5,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
      },
    },
  ],
});
