import { type GroundFeature, type GroundGeometry, type GroundPosition, groundLayers } from '@liandong/laws';
import { rateCorners } from './importance.ts';
import { doubleArea, kinds, type Part, stride } from './shape.ts';
import type { NewShape } from './spill.ts';
import { columnOf, deepestZoom, rowOf } from './world.ts';

const layerNumbers = new Map<string, number>(groundLayers.map((layer, index) => [layer, index]));

/** Number of a layer. */
export const layerNumber = (layer: (typeof groundLayers)[number]): number => layerNumbers.get(layer) ?? 0;

/** A feature as shapes: every polygon of a multipolygon is one of its own. */
export const shapesOf = (feature: GroundFeature): readonly NewShape[] => {
  const { geometry, properties } = feature;
  const layer = layerNumber(feature.layer);
  const minZoom = Math.min(deepestZoom, Math.max(0, Math.ceil(feature.minZoom)));
  return partsOf(geometry).map(({ kind, parts }) => ({ looks: { layer, kind, minZoom }, properties, parts }));
};

type Drawn = { readonly kind: NewShape['looks']['kind']; readonly parts: readonly Part[] };

const partsOf = (geometry: GroundGeometry): readonly Drawn[] => {
  switch (geometry.type) {
    case 'Point':
      return [{ kind: kinds.point, parts: [corners([geometry.coordinates])] }];
    case 'LineString':
      return [{ kind: kinds.line, parts: [lineOf(geometry.coordinates)] }];
    case 'MultiLineString':
      return [{ kind: kinds.line, parts: geometry.coordinates.map(lineOf) }];
    case 'Polygon':
      return [{ kind: kinds.polygon, parts: geometry.coordinates.map(ringOf) }];
    case 'MultiPolygon':
      return geometry.coordinates.map((polygon) => ({ kind: kinds.polygon, parts: polygon.map(ringOf) }));
  }
};

const corners = (positions: readonly GroundPosition[]): Part => {
  const part = new Int32Array(positions.length * stride);
  for (let index = 0; index < positions.length; index += 1) {
    const position = positions[index];
    if (position === undefined) continue;
    part[index * stride] = columnOf(position[0]);
    part[index * stride + 1] = rowOf(position[1]);
  }
  return part;
};

const lineOf = (positions: readonly GroundPosition[]): Part => {
  const part = corners(positions);
  rateCorners(part);
  return part;
};

/** Turned such that outer rings run clockwise on the screen and holes against it, as vector tiles want them. */
const ringOf = (positions: readonly GroundPosition[], index: number): Part => {
  const part = lineOf(positions);
  const area = doubleArea(part);
  return area > 0 === (index === 0) ? part : reversed(part);
};

const reversed = (part: Part): Part => {
  const turned = new Int32Array(part.length);
  for (let at = 0; at < part.length; at += stride) {
    turned.set(part.subarray(part.length - at - stride, part.length - at), at);
  }
  return turned;
};
