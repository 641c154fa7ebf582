import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { MapColours } from './colours.ts';
import { all, byZoom, isTrue, kind, kindDetail, kindIn, not } from './expressions.ts';
import type { GroundParts } from './ground-parts.ts';
import { isRail, railLayers } from './rail-style.ts';

/** One value for each class of road, the widest first. */
type ByClass<Value> = readonly [
  trunk: Value,
  primary: Value,
  secondary: Value,
  tertiary: Value,
  minor: Value,
  service: Value,
];

/** Chooses by `kind_detail`, and by `kind` where a tile does not tell the detail. */
const byClass = <Value extends string | number>(values: ByClass<Value>): ExpressionSpecification => {
  const [trunk, primary, secondary, tertiary, minor, service] = values;
  return [
    'match',
    kindDetail,
    ['motorway', 'trunk'],
    trunk,
    ['primary', 'motorway_link', 'trunk_link'],
    primary,
    ['secondary', 'primary_link'],
    secondary,
    ['tertiary', 'secondary_link'],
    tertiary,
    ['residential', 'unclassified', 'tertiary_link', 'living_street', 'road'],
    minor,
    ['service', 'track'],
    service,
    ['match', kind, 'highway', trunk, 'major_road', secondary, minor],
  ];
};

// Widths of the surface in pixels of CSS, and so much edge on either side.
const widths: readonly (readonly [zoom: number, widths: ByClass<number>])[] = [
  [7, [0.9, 0.5, 0.3, 0, 0, 0]],
  [10, [2, 1.4, 0.9, 0.4, 0, 0]],
  [12, [3.6, 2.8, 2, 1.4, 0.6, 0]],
  [13, [5, 4, 3.2, 2.3, 1.3, 0.4]],
  [15, [9.5, 8.2, 6.8, 5.4, 4, 2]],
  [17, [20, 18, 15, 13, 10, 5]],
  [19, [46, 42, 35, 30, 25, 13]],
];
const edges: ByClass<number> = [1, 0.9, 0.8, 0.7, 0.7, 0.6];

const width = (scale: number): ExpressionSpecification =>
  byZoom(
    1.5,
    widths.map(([zoom, sizes]) => [zoom, ['*', scale, byClass(sizes)]] as const),
  );

const casingWidth = (scale: number): ExpressionSpecification =>
  byZoom(
    1.5,
    widths.map(([zoom, sizes]) => {
      // Far out an edge would be all that is seen.
      const share = zoom <= 7 ? 0 : zoom <= 10 ? 0.55 : zoom <= 13 ? 0.8 : 1.1;
      return [zoom, ['+', ['*', scale, byClass(sizes)], ['*', 2 * share, byClass(edges)]]] as const;
    }),
  );

const colour = ({ road, roadMinor, roadFar }: MapColours): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  10.5,
  byClass([roadFar, roadFar, roadFar, roadFar, roadMinor, roadMinor]),
  12.5,
  byClass([road, road, road, roadMinor, roadMinor, roadMinor]),
];

const order: ExpressionSpecification = byClass([6, 5, 4, 3, 2, 1]);
const isRoad = kindIn(['highway', 'major_road', 'minor_road']);
const isPath = kindIn(['path', 'other']);
const layout: NonNullable<LineLayerSpecification['layout']> = {
  'line-join': 'round',
  'line-cap': 'round',
  'line-sort-key': order,
};

const tunnelLayers = ({ colours, vector }: GroundParts, scale: number): LayerSpecification[] => [
  {
    ...vector('tunnel-casing', 'line', 'roads'),
    minzoom: 11,
    filter: all(isRoad, isTrue('is_tunnel')),
    layout: { 'line-join': 'round', 'line-sort-key': order },
    paint: { 'line-color': colours.casing, 'line-width': casingWidth(scale), 'line-dasharray': [0.6, 0.35] },
  },
  {
    ...vector('tunnel', 'line', 'roads'),
    filter: all(isRoad, isTrue('is_tunnel')),
    layout: { ...layout, 'line-cap': 'butt' },
    paint: { 'line-color': colours.tunnel, 'line-width': width(scale) },
  },
];

const openLayers = ({ colours, vector }: GroundParts, scale: number): LayerSpecification[] => {
  const open = all(isRoad, not(isTrue('is_tunnel')), not(isTrue('is_bridge')));
  return [
    {
      ...vector('path', 'line', 'roads'),
      minzoom: 14.5,
      filter: all(isPath, not(isRail)),
      layout: { 'line-join': 'round', 'line-cap': 'butt' },
      paint: {
        'line-color': colours.roadPath,
        'line-width': byZoom(1.5, [
          [14.5, 0.6],
          [17, 1.8],
          [19, 4],
        ]),
        'line-dasharray': [2.2, 1.2],
      },
    },
    {
      ...vector('road-casing', 'line', 'roads'),
      filter: open,
      layout,
      paint: {
        'line-color': byClass([
          colours.casingMain,
          colours.casing,
          colours.casing,
          colours.casingMinor,
          colours.casingMinor,
          colours.casingMinor,
        ]),
        'line-width': casingWidth(scale),
        'line-opacity': byZoom(1, [
          [10.5, 0],
          [12, 1],
        ]),
      },
    },
    {
      ...vector('road', 'line', 'roads'),
      filter: open,
      layout,
      paint: { 'line-color': colour(colours), 'line-width': width(scale) },
    },
  ];
};

const bridgeLayers = ({ colours, vector }: GroundParts, scale: number): LayerSpecification[] => [
  {
    ...vector('bridge-casing', 'line', 'roads'),
    filter: all(isRoad, isTrue('is_bridge')),
    layout: { ...layout, 'line-cap': 'butt' },
    paint: { 'line-color': colours.casing, 'line-width': casingWidth(scale) },
  },
  {
    ...vector('bridge', 'line', 'roads'),
    filter: all(isRoad, isTrue('is_bridge')),
    layout,
    paint: { 'line-color': colour(colours), 'line-width': width(scale) },
  },
];

const glowLayers = ({ colours, vector }: GroundParts): LayerSpecification[] => [
  {
    ...vector('road-glow', 'line', 'roads'),
    filter: all(kindIn(['highway', 'major_road']), not(isTrue('is_tunnel'))),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: {
      'line-color': colours.roadGlow,
      'line-width': byZoom(1.5, [
        [8, byClass([5, 3, 0, 0, 0, 0])],
        [12, byClass([13, 9, 4, 0, 0, 0])],
        [16, byClass([38, 30, 18, 0, 0, 0])],
      ]),
      'line-blur': byZoom(1.5, [
        [8, 4],
        [12, 8],
        [16, 24],
      ]),
    },
  },
];

/** Roads by class with fine edges, tunnels below, bridges above, rails between. */
export const roadLayers = (parts: GroundParts): LayerSpecification[] => {
  // From ten metres a hair line is no line; luminous roads may be thinner than paper ones all the same.
  const scale = parts.variant === 'wall' ? 0.85 : 1;
  return [
    ...(parts.variant === 'wall' ? glowLayers(parts) : []),
    ...tunnelLayers(parts, scale),
    ...openLayers(parts, scale),
    ...railLayers(parts),
    ...bridgeLayers(parts, scale),
  ];
};
