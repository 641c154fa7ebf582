import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { all, byZoom, isGeometry, isTrue, kindDetail, kindIn, not } from './expressions.ts';
import type { GroundParts } from './ground-parts.ts';

export const isRail: ExpressionSpecification = [
  'any',
  kindIn(['rail']),
  ['in', kindDetail, ['literal', ['rail', 'subway', 'light_rail', 'tram', 'metro']]],
];

const railWidth = byZoom(1.4, [
  [9, 0.6],
  [13, 1.1],
  [16, 2.4],
  [19, 6],
]);

/** Railways and metro lines. */
export const railLayers = ({ colours, vector }: GroundParts): LayerSpecification[] => [
  {
    // Metro lines run below everything: a fine broken line that disturbs no road.
    ...vector('metro', 'line', 'transit'),
    filter: all(isGeometry('LineString')),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.rail,
      'line-width': byZoom(1.4, [
        [11, 1],
        [16, 2.4],
      ]),
      'line-dasharray': [3, 1.5],
      'line-opacity': 0.6,
    },
  },
  {
    ...vector('rail', 'line', 'roads'),
    filter: all(isRail),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colours.rail,
      'line-width': railWidth,
      // What runs below the ground is seen, but faintly.
      'line-opacity': ['case', isTrue('is_tunnel'), 0.35, 0.9],
    },
  },
  {
    ...vector('rail-sleeper', 'line', 'roads'),
    minzoom: 13,
    filter: all(isRail, not(isTrue('is_tunnel'))),
    paint: {
      'line-color': colours.railSleeper,
      'line-width': byZoom(1.4, [
        [13, 0.5],
        [16, 1.4],
        [19, 4],
      ]),
      'line-dasharray': [5, 4],
    },
  },
];
