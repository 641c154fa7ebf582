import type { GroundFeature } from '@liandong/laws';
import type { Tags } from '../tags.ts';
import type { AreaKind } from './area-kind.ts';
import { labelPlaceOf, type Polygon, signedAreaM2 } from './geometry.ts';
import { addNames } from './names.ts';
import { poiKindOf } from './poi-kind.ts';

/** From what size on an area shows at which zoom. */
const zoomsBySize: readonly (readonly [leastM2: number, minZoom: number])[] = [
  [50_000_000, 6],
  [5_000_000, 8],
  [500_000, 10],
  [50_000, 12],
  [5_000, 13],
  [0, 14],
];
const zoomOfSize = (areaM2: number): number => zoomsBySize.find(([least]) => areaM2 >= least)?.[1] ?? 14;

/** The features of an area: itself and, where it has one, its name or sign in its middle. */
export const areaFeatures = (kind: AreaKind, tags: Tags, polygons: readonly Polygon[]): readonly GroundFeature[] => {
  const [first] = polygons;
  if (first === undefined) return [];
  let [areaM2, largest, largestM2] = [0, first, 0];
  for (const polygon of polygons) {
    const size = Math.abs(signedAreaM2(polygon[0] ?? []));
    areaM2 += size;
    if (size > largestM2) [largest, largestM2] = [polygon, size];
  }
  const geometry: GroundFeature['geometry'] =
    polygons.length === 1 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: polygons };
  const minZoom = kind.minZoom ?? zoomOfSize(areaM2);
  const area: GroundFeature = { layer: kind.layer, geometry, properties: kind.properties, minZoom };
  const sign = kind.layer === 'water' ? waterSign(kind, tags, minZoom) : poiSign(tags, areaM2);
  if (sign === undefined) return [area];
  return [area, { ...sign, geometry: { type: 'Point', coordinates: labelPlaceOf(largest) } }];
};

type Sign = Omit<GroundFeature, 'geometry'>;

/** Names of lakes stand on points of their own, once for each lake and not once for each tile. */
const waterSign = ({ properties }: AreaKind, tags: Tags, minZoom: number): Sign | undefined => {
  if (!tags.has('name') || properties.kind === 'swimming_pool') return undefined;
  const named: Record<string, string | number | boolean> = { kind: properties.kind ?? 'water', min_zoom: minZoom + 1 };
  addNames(named, tags);
  return { layer: 'water', properties: named, minZoom: Math.min(15, minZoom + 1) };
};

const poiSign = (tags: Tags, areaM2: number): Sign | undefined => {
  const poi = poiKindOf(tags, areaM2);
  return poi === undefined ? undefined : { layer: 'pois', ...poi };
};
