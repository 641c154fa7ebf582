import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from '../tokens.ts';
import { areaLabelLayer, areaLayers } from './area-style.ts';
import { extrusionLayer } from './building-style.ts';
import { type MapColours, type MapVariant, mapColours } from './colours.ts';
import { noFeatures } from './features.ts';
import { fontFacesOf } from './font-faces.ts';
import { groundLabelLayers, type Lettering } from './ground-labels.ts';
import { type GroundParts, groundParts } from './ground-parts.ts';
import { gridLayers, surfaceLayers } from './ground-style.ts';
import { pointLayers, quietDotLayer } from './point-style.ts';
import { roadLayers } from './road-style.ts';

/** Sources that the page fills itself. */
export const mapSources = [
  'frame',
  'areas',
  'labels',
  'cone',
  'asset',
  'terminal',
  'pulse',
  'case',
  'alert',
  'selection',
  'marker',
] as const;
export type MapSource = (typeof mapSources)[number];

/** Everything that decides how a map looks. */
export type MapLook = { readonly variant: MapVariant; readonly palette: Palette; readonly letters: Lettering };

/** Where the layers of a basemap go: before these. */
export const anchors = { surface: 'frame', names: 'area-label' } as const;

/** The style without any basemap: no sprite, no glyph server, nothing from outside. */
export const mapStyle = ({ variant, palette, letters }: MapLook): StyleSpecification => {
  const colours: MapColours = mapColours[variant];
  return {
    version: 8,
    'font-faces': fontFacesOf(letters.fonts),
    light: { anchor: 'map', position: [1.15, 300, 35], intensity: variant === 'wall' ? 0.5 : 0.16 },
    sources: Object.fromEntries(mapSources.map((name) => [name, { type: 'geojson', data: noFeatures }] as const)),
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': colours.ground } },
      ...areaLayers(colours),
      quietDotLayer(colours),
      areaLabelLayer(colours, letters),
      ...pointLayers({ variant, colours, palette, letters }),
    ],
  };
};

/** The layers of one basemap: below the jurisdictions, and names above their borders. */
export const groundStyle = (
  id: string,
  hasTerrain: boolean,
  { variant, letters }: MapLook,
): { readonly surface: readonly LayerSpecification[]; readonly names: readonly LayerSpecification[] } => {
  const parts: GroundParts = groundParts(id, hasTerrain, mapColours[variant], variant);
  return {
    surface: [...surfaceLayers(parts), ...roadLayers(parts), ...gridLayers(parts)],
    names: [extrusionLayer(parts), ...groundLabelLayers(parts, letters)],
  };
};
