import type { ExpressionSpecification, FillExtrusionLayerSpecification, LayerSpecification } from 'maplibre-gl';
import { byZoom } from './expressions.ts';
import type { GroundParts } from './ground-parts.ts';

const buildingHeight: ExpressionSpecification = ['to-number', ['get', 'height'], 6];

/** Buildings from above; the taller, the darker. */
export const buildingLayers = ({ colours, vector }: GroundParts): LayerSpecification[] => [
  {
    ...vector('building', 'fill', 'buildings', 'buildings'),
    minzoom: 13.5,
    paint: {
      'fill-color': ['interpolate', ['linear'], buildingHeight, 10, colours.building, 60, colours.buildingTall],
      'fill-outline-color': colours.buildingEdge,
      'fill-opacity': byZoom(1, [
        [13.5, 0],
        [14.5, 1],
      ]),
    },
  },
];

/** Buildings that stand up; shown only while the map is tilted. */
export const extrusionLayer = ({ colours, vector, variant }: GroundParts): FillExtrusionLayerSpecification => ({
  ...vector('building-3d', 'fill-extrusion', 'buildings', 'tilted'),
  minzoom: 13,
  layout: { visibility: 'none' },
  paint: {
    'fill-extrusion-color': [
      'interpolate',
      ['linear'],
      buildingHeight,
      6,
      colours.building3d,
      120,
      colours.building3dTall,
    ],
    'fill-extrusion-height': byZoom(1, [
      [13, 0],
      [14, buildingHeight],
    ]),
    'fill-extrusion-base': ['to-number', ['get', 'min_height'], 0],
    'fill-extrusion-opacity': variant === 'wall' ? 0.92 : 0.85,
    'fill-extrusion-vertical-gradient': true,
  },
});
