import { chanceBetween } from '../chance.ts';
import { cityName } from '../names.ts';
import type { Layout } from './layout.ts';
import type { Line, Point } from './mesh.ts';
import { distanceTo, isInside, toLonLat, toPositions } from './plane.ts';

/** What the map draws below the city's own things. */
export type GroundKind = 'sea' | 'land' | 'river' | 'park' | 'built' | 'road' | 'main-road' | 'railway';

export type GroundFeature = {
  readonly type: 'Feature';
  readonly properties: { readonly kind: GroundKind };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly [number, number])[])[] }
    | { readonly type: 'LineString'; readonly coordinates: readonly (readonly [number, number])[] };
};

export type GroundCollection = {
  readonly type: 'FeatureCollection';
  readonly properties: { readonly generated: true; readonly name: typeof cityName; readonly datum: 'WGS-84' };
  readonly features: readonly GroundFeature[];
};

const area = (kind: GroundKind, ring: Line): GroundFeature => ({
  type: 'Feature',
  properties: { kind },
  geometry: { type: 'Polygon', coordinates: [toPositions(ring)] },
});

const line = (kind: GroundKind, points: Line): GroundFeature => ({
  type: 'Feature',
  properties: { kind },
  geometry: { type: 'LineString', coordinates: toPositions(points) },
});

const frame = { west: -40, south: -40, east: 70, north: 62 } as const;

/** The plain ground of the sample in WGS-84, in drawing order. */
export const mapGround = (layout: Layout): GroundCollection => ({
  type: 'FeatureCollection',
  properties: { generated: true, name: cityName, datum: 'WGS-84' },
  features: [
    area('land', rectangle(frame.west, frame.south, frame.east, frame.north)),
    ...builtUp(layout).map((ring) => area('built', ring)),
    ...parks(layout).map((ring) => area('park', ring)),
    area('river', riverOf(layout)),
    area('sea', seaOf(layout)),
    ...localRoads(layout).map((points) => line('road', points)),
    ...layout.arterials.map((points) => line('main-road', points)),
    line('railway', layout.railway),
  ],
});

/** Middle of the sample and a zoom that shows the whole city. */
export const mapCentre = (): { readonly lon: number; readonly lat: number; readonly zoom: number } => ({
  ...toLonLat([13.8, 10.6]),
  zoom: 10.6,
});

const rectangle = (west: number, south: number, east: number, north: number): Line => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const seaOf = ({ coast }: Layout): Line => {
  const ring: Line = [
    [frame.west, -3],
    [-14, 0.4],
    [-5, -0.8],
    ...coast,
    [33, 1.4],
    [41, 4.2],
    [frame.east, 7],
    [frame.east, frame.south],
    [frame.west, frame.south],
  ];
  return [...ring, ...ring.slice(0, 1)];
};

/** Both banks of the river: it widens towards the sea. */
const riverOf = ({ river }: Layout): Line => {
  const upper: Line = [[6.4, 44], [8.8, 34], [7.9, 27], ...river];
  const last = upper.at(-1) ?? [0, 0];
  const course: Line = [...upper, [last[0] + 0.3, last[1] - 2.2]];
  const halfWidth = (index: number): number => 0.06 + 0.36 * (index / course.length) ** 3;
  const bank = (sideOf: 1 | -1): Line =>
    course.map(([x, y], index) => {
      const [ax, ay] = course[Math.max(0, index - 2)] ?? [x, y];
      const [bx, by] = course[Math.min(course.length - 1, index + 2)] ?? [x, y];
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const off = (sideOf * halfWidth(index)) / length;
      return [x - (by - ay) * off, y + (bx - ax) * off];
    });
  const ring = [...bank(1), ...bank(-1).toReversed()];
  return [...ring, ...ring.slice(0, 1)];
};

const blob = (seed: number, name: string, [x, y]: Point, radiusKm: number): Line => {
  const corners = 28;
  const ring = Array.from({ length: corners }, (_, index): Point => {
    const angle = (index / corners) * 2 * Math.PI;
    const wave =
      1 +
      0.18 * Math.sin(3 * angle + 6 * chanceBetween(seed, name, 0, 1)) +
      chanceBetween(seed, name, -0.06, 0.06, index);
    return [x + Math.cos(angle) * radiusKm * wave, y + Math.sin(angle) * radiusKm * wave];
  });
  return [...ring, ...ring.slice(0, 1)];
};

const builtUp = ({ seed, streets }: Layout): readonly Line[] =>
  streets.map(({ code, middle }) => blob(seed, `built-${code}`, middle, builtKm(seed, code)));

/** The middle of the city is built up more widely. */
const builtKm = (seed: number, code: string): number =>
  (code.startsWith('990102') ? 3.5 : 2.5) + chanceBetween(seed, `size-${code}`, 0, 0.5);

const parks = ({ seed, streets }: Layout): readonly Line[] =>
  streets.map(({ code, middle: [x, y] }) => {
    const name = `park-${code}`;
    const place: Point = [x + chanceBetween(seed, name, -2.4, 2.4, 1), y + chanceBetween(seed, name, -1.8, 1.8, 2)];
    return blob(seed, name, place, chanceBetween(seed, name, 0.35, 0.8, 3));
  });

const gridKm = 0.58;
const stepKm = 0.12;
const waterKm = 0.55;

/** A slightly turned grid of streets in every built-up blob, cut off at water and borders of the blob. */
const localRoads = (layout: Layout): readonly Line[] =>
  layout.streets.flatMap((street) => {
    const turn = chanceBetween(layout.seed, `turn-${street.code}`, -0.45, 0.45);
    const built = blob(layout.seed, `built-${street.code}`, street.middle, builtKm(layout.seed, street.code));
    const isRoad = (point: Point): boolean =>
      isInside(built, point) && isInside(layout.city, point) && distanceTo(layout.river, point) > waterKm;
    return [...Array(13).keys()].flatMap((index) => {
      const off = (index - 6) * gridKm;
      return [
        ...runs(straight(street.middle, turn, off), isRoad),
        ...runs(straight(street.middle, turn + Math.PI / 2, off), isRoad),
      ];
    });
  });

const straight = ([x, y]: Point, angle: number, offKm: number): Line =>
  Array.from({ length: 74 }, (_, index) => {
    const along = (index - 37) * stepKm;
    return [
      x + Math.cos(angle) * along - Math.sin(angle) * offKm,
      y + Math.sin(angle) * along + Math.cos(angle) * offKm,
    ];
  });

/** The parts of a straight line that are allowed, each as its two ends. */
const runs = (points: Line, isAllowed: (point: Point) => boolean): readonly Line[] => {
  const found: Line[] = [];
  let start: Point | undefined;
  let end: Point | undefined;
  for (const point of [...points, undefined]) {
    if (point !== undefined && isAllowed(point)) {
      start ??= point;
      end = point;
    } else {
      if (start !== undefined && end !== undefined && start !== end) found.push([start, end]);
      start = undefined;
    }
  }
  return found;
};
