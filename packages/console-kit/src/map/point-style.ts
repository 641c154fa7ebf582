import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import type { MapColours, MapVariant } from './colours.ts';
import { byZoom } from './expressions.ts';
import type { Lettering } from './ground-labels.ts';

/** What every layer of points is made from. */
export type PointParts = {
  readonly variant: MapVariant;
  readonly colours: MapColours;
  readonly palette: Palette;
  readonly letters: Lettering;
};

/** From here on a terminal shows what it is where there is room; farther out it is a dot. */
const iconZoom = (variant: MapVariant): number => (variant === 'wall' ? 16.5 : 14.5);
/** From here on every terminal shows what it is, also where many stand close; until then some stay dots. */
const allIconsZoom = 17.5;
const state: ExpressionSpecification = ['get', 'state'];
const isHollow: ExpressionSpecification = ['!=', state, 'fresh'];

const coneLayers = ({ palette }: PointParts): LayerSpecification[] => [
  { id: 'cone', type: 'fill', source: 'cone', paint: { 'fill-color': palette.accent, 'fill-opacity': 0.16 } },
  {
    id: 'cone-line',
    type: 'line',
    source: 'cone',
    paint: { 'line-color': palette.accent, 'line-width': 1.2, 'line-opacity': 0.75 },
  },
];

const assetLayers = ({ colours, letters: { fonts, scale } }: PointParts): LayerSpecification[] => [
  {
    id: 'asset-outline',
    type: 'line',
    source: 'asset',
    filter: ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]],
    minzoom: 13,
    paint: { 'line-color': colours.labelQuiet, 'line-width': 1.2, 'line-dasharray': [2, 1.4] },
  },
  {
    id: 'asset',
    type: 'symbol',
    source: 'asset',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': byZoom(1, [
        [10, 0.6 * scale],
        [14, 0.9 * scale],
        [16, scale],
      ]),
      'icon-allow-overlap': ['step', ['zoom'], false, 14, true],
      'icon-padding': 1,
      'text-field': ['step', ['zoom'], '', 14.5, ['get', 'label']],
      'text-font': [...fonts],
      'text-size': 11.5 * scale,
      'text-anchor': 'top',
      'text-offset': [0, 1],
      'text-max-width': 9,
      'text-optional': true,
    },
    paint: { 'text-color': colours.label, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
  },
];

const terminalLayers = ({ variant, colours, letters: { fonts, scale } }: PointParts): LayerSpecification[] => [
  {
    id: 'terminal-dot',
    type: 'circle',
    source: 'terminal',
    maxzoom: allIconsZoom,
    layout: { 'circle-sort-key': ['get', 'order'] },
    paint: {
      // A ring for what is not heard, so that the state is not a matter of colour alone.
      'circle-radius': byZoom(1, [
        [9, ['case', isHollow, 1, 0.8]],
        [12.5, ['case', isHollow, 1.7, 1.4]],
        [14, ['case', isHollow, 2.6, 2.1]],
        [16.5, ['case', isHollow, 4.4, 3.6]],
      ]),
      'circle-color': ['case', isHollow, colours.land, colours.dot],
      'circle-stroke-color': ['case', isHollow, colours.labelQuiet, colours.dotEdge],
      'circle-stroke-width': byZoom(1, [
        [9, ['case', isHollow, 0.6, 0]],
        [12.5, ['case', isHollow, 0.9, 0.3]],
        [14, ['case', isHollow, 1.1, 0.7]],
      ]),
      'circle-opacity': byZoom(1, [
        [9, 0.5],
        [12.5, 0.7],
        [14, 1],
      ]),
      'circle-stroke-opacity': byZoom(1, [
        [9, 0.6],
        [14, 1],
      ]),
    },
  },
  {
    id: 'terminal',
    type: 'symbol',
    source: 'terminal',
    minzoom: iconZoom(variant),
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': ['step', ['zoom'], false, allIconsZoom, true],
      'icon-size': byZoom(1, [
        [14.5, 0.62 * scale],
        [16, 0.8 * scale],
        [17.5, scale],
      ]),
      'icon-padding': 1,
      // What is not heard comes first.
      'symbol-sort-key': ['-', 0, ['get', 'order']],
    },
  },
  {
    id: 'terminal-label',
    type: 'symbol',
    source: 'terminal',
    minzoom: 16.2,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': [...fonts],
      'text-size': 11 * scale,
      'text-offset': [0, 1.15],
      'text-anchor': 'top',
      'text-max-width': 9,
      'text-padding': 4,
    },
    paint: { 'text-color': colours.labelQuiet, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
  },
];

const caseAndAlertLayers = ({ palette, colours, letters: { fonts, scale } }: PointParts): LayerSpecification[] => [
  {
    id: 'pulse',
    type: 'circle',
    source: 'pulse',
    paint: {
      'circle-radius': 0,
      'circle-color': 'rgba(0, 0, 0, 0)',
      'circle-stroke-width': 2.5,
      'circle-stroke-color': [
        'match',
        ['get', 'order'],
        4,
        palette['level-4'],
        3,
        palette['level-3'],
        2,
        palette['level-2'],
        palette['level-1'],
      ],
    },
  },
  {
    id: 'alert',
    type: 'symbol',
    source: 'alert',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'icon-size': byZoom(1, [
        [8, 0.72 * scale],
        [12, scale],
      ]),
      'symbol-sort-key': ['get', 'order'],
      'text-field': ['get', 'label'],
      'text-font': [...fonts],
      'text-size': 12.5 * scale,
      'text-anchor': 'left',
      'text-offset': [2.05, 0.1],
      'text-optional': true,
    },
    paint: { 'text-color': palette.ink, 'text-halo-color': colours.halo, 'text-halo-width': 1.8 },
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
      'icon-size': byZoom(1, [
        [8, 0.7 * scale],
        [12, scale],
      ]),
      'symbol-sort-key': ['get', 'order'],
    },
  },
];

const chosenLayers = ({ palette, colours, letters: { fonts, scale } }: PointParts): LayerSpecification[] => [
  {
    id: 'selection',
    type: 'circle',
    source: 'selection',
    paint: {
      'circle-radius': 19.5 * scale,
      'circle-color': 'rgba(0, 0, 0, 0)',
      'circle-stroke-color': palette.ink,
      'circle-stroke-width': 2,
    },
  },
  {
    id: 'marker',
    type: 'symbol',
    source: 'marker',
    layout: {
      'icon-image': 'marker',
      'icon-anchor': 'bottom',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['get', 'label'],
      'text-font': [...fonts],
      'text-size': 13 * scale,
      'text-anchor': 'top',
      'text-offset': [0, 0.35],
      'text-max-width': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.ink, 'text-halo-color': colours.halo, 'text-halo-width': 2 },
  },
];

/** Points over the map, bottom to top: views of cameras, assets, terminals, alerts, cases, what is chosen. */
export const pointLayers = (parts: PointParts): LayerSpecification[] => [
  ...coneLayers(parts),
  ...assetLayers(parts),
  ...terminalLayers(parts),
  ...caseAndAlertLayers(parts),
  ...chosenLayers(parts),
];
