import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

export const datasets = path.resolve(import.meta.dirname, '../..', process.env.LIANDONG_DATASETS ?? '../shared/data');

const files = {
  cities: 'admin/china-codes/cities.csv.gz',
  areas: 'admin/china-codes/areas.csv.gz',
  streetCodes: 'admin/china-codes/streets.csv.gz',
  streets: 'admin/shenzhen-streets/shenzhen-streets.geojson.gz',
  zones: 'admin/shenzhen-taz/shenzhen-taz-491.geojson.gz',
  parks: 'basemap/shenzhen-parks/shenzhen-parks.geojson.gz',
} as const;

export const hasShenzhen = (): boolean => Object.values(files).every((file) => existsSync(path.join(datasets, file)));

export const bytesOf = (file: keyof typeof files): Buffer => gunzipSync(readFileSync(path.join(datasets, files[file])));

export type Position = readonly [lon: number, lat: number];
export type Shape = readonly (readonly (readonly Position[])[])[];

export type Feature = {
  readonly properties: Readonly<Record<string, string>>;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: Position }
    | { readonly type: 'Polygon'; readonly coordinates: Shape[number] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: Shape };
};

export const featuresOf = (file: 'streets' | 'zones' | 'parks'): readonly Feature[] =>
  JSON.parse(bytesOf(file).toString('utf8')).features;

/** Polygons of a geometry; none for a point. */
export const shapeOf = ({ geometry }: Pick<Feature, 'geometry'>): Shape => {
  if (geometry.type === 'Point') return [];
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
};

/** Longitudes where a parallel cuts the rings of some shapes, ascending: inside lies between each pair. */
export const cutsAt = (shape: Shape, lat: number): readonly number[] => {
  const cuts: number[] = [];
  for (const ring of shape.flat()) {
    for (let i = 1; i < ring.length; i += 1) {
      const [x1, y1] = ring[i - 1] ?? [0, 0];
      const [x2, y2] = ring[i] ?? [0, 0];
      if (y1 > lat !== y2 > lat) cuts.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
    }
  }
  return cuts.sort((a, b) => a - b);
};

/** A place of the feature: its point, or the middle of the longest stretch inside it at half its height. */
export const placeOf = (feature: Feature): Position => {
  if (feature.geometry.type === 'Point') return feature.geometry.coordinates;
  const shape = shapeOf(feature);
  const lats = shape.flat(2).map(([, lat]) => lat);
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const cuts = cutsAt(shape, lat);
  let best: readonly [number, number] = [0, 0];
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const [from, to] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
    if (to - from > best[1] - best[0]) best = [from, to];
  }
  return [(best[0] + best[1]) / 2, lat];
};

const metresPerDegree = 111_320;

/** Metres from a place to the nearest edge of a shape. */
export const metresToEdge = (shape: Shape, [lon, lat]: Position): number => {
  const kx = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of shape.flat()) {
    for (let i = 1; i < ring.length; i += 1) {
      const [x1, y1] = ring[i - 1] ?? [0, 0];
      const [x2, y2] = ring[i] ?? [0, 0];
      const [ax, ay] = [(x1 - lon) * kx, (y1 - lat) * metresPerDegree];
      const [dx, dy] = [(x2 - x1) * kx, (y2 - y1) * metresPerDegree];
      const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy));
    }
  }
  return nearest;
};
