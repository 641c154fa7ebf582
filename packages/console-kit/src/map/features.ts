import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon, Position } from 'geojson';

/** What the map can be asked about. */
export type MapKind = 'terminal' | 'alert' | 'case' | 'asset';

/** A point on the map; lon and lat in WGS-84 degrees. */
export type MapPoint = {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly icon: string;
  readonly label: string;
  /** Higher is drawn later. */
  readonly order: number;
  /** Of a terminal: what is not fresh is a ring instead of a dot. */
  readonly state?: string;
  /** Stands at the upper left of its place, because something else stands there already. */
  readonly shoulder?: boolean;
};

/** A jurisdiction on the map. */
export type MapArea = {
  readonly code: string;
  readonly label: string;
  /** In every language: the basemap does not write these again. */
  readonly names?: readonly string[];
  readonly rank: number;
  /** Lies under a veil: others serve it. */
  readonly veiled: boolean;
  readonly geometry?: Geometry | undefined;
  /** Where its name stands, when it has no geometry. */
  readonly labelAt?: readonly [number, number] | undefined;
};

export type Bounds = readonly [west: number, south: number, east: number, north: number];

export const noFeatures: FeatureCollection = { type: 'FeatureCollection', features: [] };

const point = (lon: number, lat: number): Point => ({ type: 'Point', coordinates: [lon, lat] });

export const pointCollection = (points: readonly MapPoint[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: points.map(({ id, lon, lat, icon, label, order, state = '', shoulder = false }) => ({
    type: 'Feature',
    geometry: point(lon, lat),
    properties: { id, icon, label, order, state, shoulder },
  })),
});

const isPolygon = (geometry: Geometry | undefined): geometry is Polygon | MultiPolygon =>
  geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon';

/** An area that lies under no basemap is bare: its land is all that can be drawn of it. */
export const areaCollection = (areas: readonly MapArea[], grounds: readonly Bounds[] = []): FeatureCollection => ({
  type: 'FeatureCollection',
  features: areas.flatMap(({ geometry, code, rank, veiled }): Feature[] => {
    if (!isPolygon(geometry)) return [];
    const box = boundsOf(cornersOf(geometry));
    const bare = box !== undefined && !grounds.some((ground) => touch(ground, box));
    return [{ type: 'Feature', geometry, properties: { code, rank, veiled, bare } }];
  }),
});

export const labelCollection = (areas: readonly MapArea[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: areas.flatMap(({ geometry, label, rank, labelAt }): Feature[] => {
    const at = isPolygon(geometry) ? middleOf(geometry) : labelAt;
    return at === undefined ? [] : [{ type: 'Feature', geometry: point(at[0], at[1]), properties: { label, rank } }];
  }),
});

/** Signed area and centroid of a ring by the shoelace formula, in degrees. */
const ringMiddle = (ring: readonly Position[]): { readonly area: number; readonly at: readonly [number, number] } => {
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [x0 = 0, y0 = 0] = ring[i] ?? [];
    const [x1 = 0, y1 = 0] = ring[i + 1] ?? [];
    const cross = x0 * y1 - x1 * y0;
    area += cross / 2;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  const [lon = 0, lat = 0] = ring[0] ?? [];
  return area === 0 ? { area: 0, at: [lon, lat] } : { area, at: [x / (6 * area), y / (6 * area)] };
};

/** Centroid of the largest part, WGS-84 degrees. */
const middleOf = (geometry: Polygon | MultiPolygon): readonly [number, number] => {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const middles = parts.map((rings) => ringMiddle(rings[0] ?? []));
  const largest = middles.reduce((a, b) => (Math.abs(b.area) > Math.abs(a.area) ? b : a), ringMiddle([]));
  return largest.at;
};

/** The box around points, or undefined without any. */
export const boundsOf = (places: Iterable<readonly [number, number]>): Bounds | undefined => {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const [lon, lat] of places) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west > east ? undefined : [west, south, east, north];
};

/** Every corner of a geometry, WGS-84 degrees. */
export const cornersOf = (geometry: Geometry): readonly (readonly [number, number])[] => {
  if (!isPolygon(geometry)) return [];
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts.flatMap((rings) => (rings[0] ?? []).map(([lon = 0, lat = 0]): readonly [number, number] => [lon, lat]));
};

/** Where a camera looks: clockwise from north, how wide in degrees, how far in metres. */
export type MapCone = {
  readonly lon: number;
  readonly lat: number;
  readonly headingDeg: number;
  readonly fieldOfViewDeg: number;
  readonly rangeM: number;
};

const metresPerDegree = 111_320;

/** The sector that a camera sees, as a polygon. */
export const coneCollection = ({ lon, lat, headingDeg, fieldOfViewDeg, rangeM }: MapCone): FeatureCollection => {
  const steps = Math.max(4, Math.ceil(fieldOfViewDeg / 6));
  const arc = Array.from({ length: steps + 1 }, (_, i): Position => {
    const bearing = ((headingDeg - fieldOfViewDeg / 2 + (fieldOfViewDeg * i) / steps) * Math.PI) / 180;
    const east = (rangeM * Math.sin(bearing)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
    return [lon + east, lat + (rangeM * Math.cos(bearing)) / metresPerDegree];
  });
  const ring = fieldOfViewDeg >= 360 ? arc : [[lon, lat], ...arc, [lon, lat]];
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: {} }],
  };
};

const touch = (a: Bounds, b: Bounds): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
const around = (a: Bounds, b: Bounds): Bounds => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

/** Boxes that touch become one. */
const merged = (boxes: readonly Bounds[]): readonly Bounds[] =>
  boxes.reduce<readonly Bounds[]>((apart, box) => {
    const near = apart.filter((one) => touch(one, box));
    const joined = near.reduce(around, box);
    const rest = apart.filter((one) => !near.includes(one));
    return near.length === 0 ? [...rest, joined] : merged([...rest, joined]);
  }, []);

const ringOf = ([west, south, east, north]: Bounds): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** Everything outside of these boxes, and their edges. */
export const frameCollection = (boxes: readonly Bounds[]): FeatureCollection => {
  if (boxes.length === 0) return noFeatures;
  const rings = merged(boxes).map(ringOf);
  const outside: Position[][] = [ringOf([-180, -85, 180, 85]), ...rings.map((ring) => ring.toReversed())];
  return {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', geometry: { type: 'Polygon', coordinates: outside }, properties: {} },
      ...rings.map(
        (ring): Feature => ({ type: 'Feature', geometry: { type: 'LineString', coordinates: ring }, properties: {} }),
      ),
    ],
  };
};
