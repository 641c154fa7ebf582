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

/** Dots of one kind: filled where all is well, rings for what is not heard, so that the state is not a matter of colour alone. */
const dots = (
  id: string,
  colours: MapColours,
  isRing: boolean,
  radii: readonly [z9: number, z12: number, z14: number, z16: number],
): LayerSpecification => ({
  id,
  type: 'circle',
  source: 'terminal',
  maxzoom: allIconsZoom,
  filter: [isRing ? '!=' : '==', state, 'fresh'],
  paint: {
    'circle-radius': byZoom(1, [
      [9, radii[0]],
      [12.5, radii[1]],
      [14, radii[2]],
      [16.5, radii[3]],
    ]),
    'circle-color': isRing ? colours.land : colours.dot,
    'circle-stroke-color': isRing ? colours.labelQuiet : colours.dotEdge,
    'circle-stroke-width': byZoom(1, [
      [9, isRing ? 0.6 : 0],
      [12.5, isRing ? 0.9 : 0.3],
      [14, isRing ? 1.1 : 0.7],
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
});

/** Terminals that are well, as dots: below every name, so that they make none hard to read. */
export const quietDotLayer = (colours: MapColours): LayerSpecification =>
  dots('terminal-dot', colours, false, [0.8, 1.4, 2.1, 3.6]);

const terminalLayers = ({ variant, colours, letters: { fonts, scale } }: PointParts): LayerSpecification[] => [
  dots('terminal-ring', colours, true, [1, 1.7, 2.6, 4.4]),
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
