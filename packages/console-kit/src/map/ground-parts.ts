import type { LayerSpecification } from 'maplibre-gl';
import type { MapColours, MapVariant } from './colours.ts';

/** What a person may switch off; `tilted` follows the camera. */
export const groundDetails = ['hillshade', 'contours', 'buildings', 'grids'] as const;
export type GroundDetail = (typeof groundDetails)[number];
type Switch = GroundDetail | 'tilted';

type Vector<Type extends LayerSpecification['type']> = {
  readonly id: string;
  readonly type: Type;
  readonly source: string;
  readonly 'source-layer': string;
  readonly metadata?: { readonly switch: Switch };
};

/** What every layer of one basemap is made from. */
export type GroundParts = {
  readonly colours: MapColours;
  readonly variant: MapVariant;
  /** Beginning of a layer over a layer of the vector tiles. */
  readonly vector: <Type extends LayerSpecification['type']>(
    name: string,
    type: Type,
    sourceLayer: string,
    belongsTo?: Switch,
  ) => Vector<Type>;
  /** Beginning of a layer over the terrain tiles; undefined where heights are unknown. */
  readonly terrain: ((name: string) => TerrainLayer) | undefined;
};

type TerrainLayer = {
  readonly id: string;
  readonly type: 'hillshade';
  readonly source: string;
  readonly metadata: { readonly switch: Switch };
};

/** Ids of sources and layers begin with the basemap's own id, so that several may lie side by side. */
export const groundParts = (
  id: string,
  hasTerrain: boolean,
  colours: MapColours,
  variant: MapVariant,
): GroundParts => ({
  colours,
  variant,
  vector: (name, type, sourceLayer, belongsTo) => ({
    id: `${id}/${name}`,
    type,
    source: `${id}/tiles`,
    'source-layer': sourceLayer,
    ...(belongsTo === undefined ? {} : { metadata: { switch: belongsTo } }),
  }),
  terrain: hasTerrain
    ? (name) => ({
        id: `${id}/${name}`,
        type: 'hillshade',
        source: `${id}/terrain`,
        metadata: { switch: 'hillshade' },
      })
    : undefined,
});

/** The switch that a layer obeys, if any. */
export const switchOf = (layer: LayerSpecification): Switch | undefined => {
  const { metadata } = layer;
  if (typeof metadata !== 'object' || metadata === null || !('switch' in metadata)) return undefined;
  const found = metadata.switch;
  if (found === 'tilted') return found;
  return groundDetails.find((one) => one === found);
};
