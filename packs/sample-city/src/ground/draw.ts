import type { GroundFeature, GroundLayer } from '@liandong/laws';
import type { Words } from '@liandong/words';
import { areaOf, toLonLat, toPositions } from '../city/plane.ts';
import type { Ring, XY } from '../city/types.ts';

/** What the basemap schema asks to be told about a feature. */
export type Properties = Readonly<Record<string, string | number | boolean>>;

/** A name in the three languages of the schema, and the script that its local form is written in. */
export const named = (name: Words | undefined): Properties =>
  name === undefined
    ? {}
    : {
        name: name['zh-Hans'],
        'name:zh-Hans': name['zh-Hans'],
        'name:zh-Hant': name['zh-Hant'],
        'name:en': name.en,
        script: 'Han',
      };

export const area = (
  layer: GroundLayer,
  minZoom: number,
  properties: Properties,
  ring: Ring,
  holes: readonly Ring[] = [],
): GroundFeature => ({
  layer,
  minZoom,
  properties: { ...properties, min_zoom: minZoom },
  geometry: {
    type: 'Polygon',
    coordinates: [
      toPositions(areaOf(ring) < 0 ? ring.toReversed() : ring),
      ...holes.map((hole) => toPositions(areaOf(hole) > 0 ? hole.toReversed() : hole)),
    ],
  },
});

export const line = (
  layer: GroundLayer,
  minZoom: number,
  properties: Properties,
  points: readonly XY[],
): GroundFeature => ({
  layer,
  minZoom,
  properties: { ...properties, min_zoom: minZoom },
  geometry: { type: 'LineString', coordinates: toPositions(points) },
});

export const point = (layer: GroundLayer, minZoom: number, properties: Properties, at: XY): GroundFeature => {
  const { lon, lat } = toLonLat(at);
  return {
    layer,
    minZoom,
    properties: { ...properties, min_zoom: minZoom },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  };
};
