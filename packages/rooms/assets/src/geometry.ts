import { type LonLat, refuse } from '@liandong/words';

type Position = readonly [number, number];
type Ring = readonly Position[];

/** An outline, line or point that an asset may have, in whatever datum. */
export type AssetGeometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiLineString' | 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

const depths = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const;

/** More positions are no outline of one thing. */
const maxPositions = 20_000;

const bad = (reason: string): Error => refuse('asset.bad-geometry', { reason });

const isType = (type: unknown): type is keyof typeof depths => typeof type === 'string' && Object.hasOwn(depths, type);

/** Checks nested positions and brings each to where `turn` says. */
const turned = (
  coordinates: unknown,
  depth: number,
  turn: (at: Position) => Position,
  budget: { left: number },
): unknown => {
  if (!Array.isArray(coordinates) || (depth > 0 && coordinates.length === 0)) throw bad('coordinates');
  if (depth > 0) return coordinates.map((part: unknown) => turned(part, depth - 1, turn, budget));
  const [lon, lat] = coordinates as readonly unknown[];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon + lat)) throw bad('coordinates');
  budget.left -= 1;
  if (budget.left < 0) throw bad(`> ${maxPositions}`);
  return turn([lon, lat]);
};

/**
 * Reads a GeoJSON geometry and brings its positions elsewhere, e.g. to WGS-84; heights are left out.
 * @throws Refusal `asset.bad-geometry`, and what `turn` throws
 */
export const readGeometry = (geometry: unknown, turn: (at: Position) => Position): AssetGeometry => {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry) || !isType(geometry.type)) {
    throw bad('GeoJSON');
  }
  const coordinates = 'coordinates' in geometry ? geometry.coordinates : undefined;
  // The shape was checked level by level.
  const read = turned(coordinates, depths[geometry.type], turn, { left: maxPositions });
  return { type: geometry.type, coordinates: read } as AssetGeometry;
};

const ringArea = (ring: Ring): number => {
  let sum = 0;
  for (const [index, here] of ring.entries()) {
    const next = ring[(index + 1) % ring.length] ?? here;
    sum += here[0] * next[1] - next[0] * here[1];
  }
  return Math.abs(sum / 2);
};

/** Where a line at this latitude enters and leaves an area, from west to east. */
const crossings = (rings: readonly Ring[], lat: number): readonly number[] =>
  rings
    .flatMap((ring) =>
      ring.flatMap((here, index) => {
        const next = ring[(index + 1) % ring.length] ?? here;
        if (here[1] > lat === next[1] > lat) return [];
        return [here[0] + ((lat - here[1]) / (next[1] - here[1])) * (next[0] - here[0])];
      }),
    )
    .sort((a, b) => a - b);

/** A point inside an area: the middle of its widest stretch at half its height. */
const insideOf = (rings: readonly Ring[]): LonLat => {
  const outer = rings[0] ?? [];
  const lats = outer.map(([, lat]) => lat);
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const cuts = crossings(rings, lat);
  let best = { lon: outer[0]?.[0] ?? 0, lat: outer[0]?.[1] ?? 0 };
  let widest = 0;
  for (let index = 0; index + 1 < cuts.length; index += 2) {
    const [from = 0, to = 0] = [cuts[index], cuts[index + 1]];
    if (to - from <= widest) continue;
    widest = to - from;
    best = { lon: (from + to) / 2, lat };
  }
  return best;
};

const middleOf = (line: readonly Position[]): LonLat => {
  const [lon = 0, lat = 0] = line[Math.floor(line.length / 2)] ?? [];
  return { lon, lat };
};

/** One place that stands for a geometry, inside it when it is an area. */
export const pointOf = (geometry: AssetGeometry): LonLat => {
  switch (geometry.type) {
    case 'Point':
      return { lon: geometry.coordinates[0], lat: geometry.coordinates[1] };
    case 'MultiPoint':
    case 'LineString':
      return middleOf(geometry.coordinates);
    case 'MultiLineString':
      return middleOf(geometry.coordinates.toSorted((a, b) => b.length - a.length)[0] ?? []);
    case 'Polygon':
      return insideOf(geometry.coordinates);
    case 'MultiPolygon':
      return insideOf(geometry.coordinates.toSorted((a, b) => ringArea(b[0] ?? []) - ringArea(a[0] ?? []))[0] ?? []);
  }
};
