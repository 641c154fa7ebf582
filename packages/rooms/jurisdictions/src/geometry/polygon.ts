/** Longitude and latitude in degrees. */
export type Position = readonly [number, number];
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[];
/** The outer ring, then its holes. */
export type Polygon = readonly Ring[];
export type MultiPolygon = readonly Polygon[];
/** West, south, east, north in degrees. */
export type Bbox = readonly [number, number, number, number];

/** The smallest box around all outer rings. */
export const bboxOf = (shape: MultiPolygon): Bbox => {
  let [west, south, east, north] = boxAround([]);
  for (const polygon of shape) {
    for (const [lon, lat] of polygon[0] ?? []) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
};

/** The smallest box around some boxes; an inside-out one around none. */
export const boxAround = (boxes: readonly Bbox[]): Bbox =>
  boxes.reduce<Bbox>(
    ([west, south, east, north], [w, s, e, n]) => [
      Math.min(west, w),
      Math.min(south, s),
      Math.max(east, e),
      Math.max(north, n),
    ],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

/** Whether two boxes share a point. */
export const boxesMeet = (one: Bbox, other: Bbox): boolean =>
  one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];

/** Positive when a closed ring runs counter-clockwise; square degrees. */
export const signedArea = (ring: Ring): number => {
  // Relative to the first position: products of raw degrees would eat the digits that matter.
  const [originLon, originLat] = ring[0] ?? [0, 0];
  let twice = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1, y1] = ring[i - 1] ?? [0, 0];
    const [x2, y2] = ring[i] ?? [0, 0];
    twice += (x1 - originLon) * (y2 - originLat) - (x2 - originLon) * (y1 - originLat);
  }
  return twice / 2;
};

/**
 * Whether the shape contains a point, by the crossing number over all its rings (so holes and islands in holes count).
 * A ring owns its western and southern edges and not its eastern and northern ones: of two neighbours that share an
 * edge exactly one contains a point on it. Edges are taken from their southern end, so both neighbours compute alike.
 */
export const contains = (shape: MultiPolygon, lon: number, lat: number): boolean => {
  let inside = false;
  for (const polygon of shape) {
    for (const ring of polygon) {
      if (crossesOddly(ring, lon, lat)) inside = !inside;
    }
  }
  return inside;
};

const crossesOddly = (ring: Ring, lon: number, lat: number): boolean => {
  let odd = false;
  let before = ring.at(-1);
  for (const here of ring) {
    if (before !== undefined && before[1] > lat !== here[1] > lat) {
      const [low, high] = before[1] < here[1] ? [before, here] : [here, before];
      const lonAtLat = low[0] + ((lat - low[1]) / (high[1] - low[1])) * (high[0] - low[0]);
      if (lon < lonAtLat) odd = !odd;
    }
    before = here;
  }
  return odd;
};
