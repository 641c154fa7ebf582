import type { FillLayerSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { Palette, Token } from '../tokens.ts';

// What a node gives to be drawn below everything: areas and lines by `kind`. Quiet on purpose, so that what is
// abnormal stands out; without a ground the plain background shows.

const fill = (palette: Palette, kind: string, colour: Token): FillLayerSpecification => ({
  id: `ground-${kind}`,
  type: 'fill',
  source: 'ground',
  filter: ['==', ['get', 'kind'], kind],
  paint: { 'fill-color': palette[colour], 'fill-antialias': true },
});

const line = (
  palette: Palette,
  kind: string,
  colour: Token,
  widths: readonly [number, number],
): LineLayerSpecification => ({
  id: `ground-${kind}`,
  type: 'line',
  source: 'ground',
  filter: ['==', ['get', 'kind'], kind],
  layout: { 'line-join': 'round', 'line-cap': 'round' },
  paint: {
    'line-color': palette[colour],
    'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 10, widths[0], 16, widths[1]],
  },
});

/** Below the jurisdictions. */
export const landLayers = (palette: Palette): LayerSpecification[] => [fill(palette, 'land', 'map-ground')];

/** Above the fill of the jurisdictions, below their borders. */
export const groundLayers = (palette: Palette): LayerSpecification[] => [
  fill(palette, 'built', 'map-built'),
  fill(palette, 'park', 'map-park'),
  { ...line(palette, 'road', 'map-road', [0.3, 9]), minzoom: 11 },
  line(palette, 'main-road', 'map-road-main', [0.9, 16]),
  { ...line(palette, 'railway', 'map-rail', [0.8, 3]), minzoom: 10 },
  fill(palette, 'river', 'map-water'),
  fill(palette, 'sea', 'map-water'),
];
