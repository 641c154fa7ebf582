import { findCrossing } from './crossing.ts';
import { metresPerDegree, metresPerDegreeLon } from './metres.ts';
import { bboxOf, contains, type MultiPolygon, type Polygon, type Position, type Ring, signedArea } from './polygon.ts';
import { type Edge, snapEdges } from './snap.ts';
import { splitAtPoints } from './split-edges.ts';

/** Metres within which two drawings of one border are taken for the same. */
const tolerancesM = [0.5, 3, 10, 30] as const;

/** A border that was drawn twice and did not join makes an outline longer than this, compared with one that did. */
const longerWhenTorn = 1.01;

/**
 * The union of shapes that lie beside each other: borders that two of them share are left out, the rest is joined to
 * rings. Borders that were drawn twice are brought together within a tolerance, the smallest that joins them, and
 * slivers narrower than it vanish.
 * @returns undefined when the borders do not meet within 30 m: an outline that crosses itself is none
 */
export const dissolve = (shapes: readonly MultiPolygon[]): MultiPolygon | undefined => {
  const [finest, ...coarser] = tolerancesM.map((toleranceM) => () => soundOutline(shapes, toleranceM));
  const first = finest?.();
  const last = coarser.pop()?.();
  // Most neighbours were drawn from one and the same line: the two ends of the scale agree then.
  if (first !== undefined && last !== undefined && first.lengthM <= last.lengthM * longerWhenTorn) return first.outline;
  const outlines = [first, ...coarser.map((make) => make()), last].filter((one) => one !== undefined);
  const shortest = Math.min(...outlines.map(({ lengthM }) => lengthM));
  return outlines.find(({ lengthM }) => lengthM <= shortest * longerWhenTorn)?.outline;
};

const soundOutline = (shapes: readonly MultiPolygon[], toleranceM: number) => {
  const outline = dissolveWithin(shapes, toleranceM);
  const isSound = outline !== undefined && outline.length > 0 && findCrossing(outline) === undefined;
  return isSound ? { outline, lengthM: outline.flat().reduce((sum, ring) => sum + lengthOf(ring), 0) } : undefined;
};

const dissolveWithin = (shapes: readonly MultiPolygon[], toleranceM: number): MultiPolygon | undefined => {
  const { points, edges } = snapEdges(shapes, toleranceM);
  const loose = cancelled(edges);
  const outer = cancelled(splitAtPoints(loose, points, toleranceM));
  const rings = joinRings(outer, points.places);
  return rings === undefined ? undefined : toPolygons(rings.filter((ring) => !isSliver(ring, toleranceM)));
};

const edgeKey = (from: number, to: number): number => from * 0x4000000 + to;

/** What is left when every edge is cancelled by the same one run the other way; an edge drawn twice counts once. */
const cancelled = (edges: readonly Edge[]): readonly Edge[] => {
  const counts = new Map<number, number>();
  for (const [from, to] of edges) counts.set(edgeKey(from, to), (counts.get(edgeKey(from, to)) ?? 0) + 1);
  const left = new Map<number, Edge>();
  for (const edge of edges) {
    const [from, to] = edge;
    const back = counts.get(edgeKey(to, from)) ?? 0;
    if ((counts.get(edgeKey(from, to)) ?? 0) > back) left.set(edgeKey(from, to), edge);
  }
  return [...left.values()];
};

/** Goes round: at a corner where several edges leave, the one that bounds the same ground is the next. */
const joinRings = (edges: readonly Edge[], places: readonly Position[]): readonly Ring[] | undefined => {
  const leaving = new Map(
    [...Map.groupBy(edges, ([from]) => from)].map(([from, list]) => [from, list.map(([, to]) => to)]),
  );
  const rings: Ring[] = [];
  for (const [start, ends] of leaving) {
    while (ends.length > 0) {
      const numbers = [start];
      let [before, here] = [start, ends.pop() ?? start];
      while (here !== start) {
        numbers.push(here);
        const next = takeNext(before, here, leaving.get(here) ?? [], places);
        if (next === undefined) return undefined;
        [before, here] = [here, next];
      }
      numbers.push(start);
      rings.push(numbers.map((number) => places[number] ?? [0, 0]));
    }
  }
  return rings;
};

const takeNext = (before: number, here: number, ends: number[], places: readonly Position[]): number | undefined => {
  if (ends.length < 2) return ends.pop();
  const back = direction(places, here, before);
  let best = 0;
  let smallest = Number.POSITIVE_INFINITY;
  ends.forEach((end, index) => {
    // Ground lies left of an edge: seen from the corner it begins clockwise of the way back.
    const turn = (back - direction(places, here, end) + 4 * Math.PI) % (2 * Math.PI);
    const clockwise = turn === 0 ? 2 * Math.PI : turn;
    if (clockwise < smallest) [best, smallest] = [index, clockwise];
  });
  return ends.splice(best, 1)[0];
};

const direction = (places: readonly Position[], from: number, to: number): number => {
  const [x1, y1] = places[from] ?? [0, 0];
  const [x2, y2] = places[to] ?? [0, 0];
  return Math.atan2(y2 - y1, x2 - x1);
};

const lengthOf = (ring: Ring): number => {
  const kx = metresPerDegreeLon(ring[0]?.[1] ?? 0);
  let length = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [x1, y1] = ring[i - 1] ?? [0, 0];
    const [x2, y2] = ring[i] ?? [0, 0];
    length += Math.hypot((x2 - x1) * kx, (y2 - y1) * metresPerDegree);
  }
  return length;
};

const isSliver = (ring: Ring, toleranceM: number): boolean => {
  if (ring.length < 4) return true;
  const area = Math.abs(signedArea(ring)) * metresPerDegreeLon(ring[0]?.[1] ?? 0) * metresPerDegree;
  return (2 * area) / lengthOf(ring) < toleranceM;
};

/** Rings that run clockwise are holes of the smallest ring around them. */
const toPolygons = (rings: readonly Ring[]): MultiPolygon | undefined => {
  const outers = rings
    .filter((ring) => signedArea(ring) > 0)
    .map((ring) => ({ polygon: [ring], area: signedArea(ring), bbox: bboxOf([[ring]]) }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const [west, south, east, north] = bboxOf([[hole]]);
    const home = outers.find(
      ({ polygon, bbox: [w, s, e, n] }) =>
        w <= west && s <= south && e >= east && n >= north && isWithin(hole, polygon),
    );
    if (home === undefined) return undefined;
    home.polygon.push(hole);
  }
  return outers.map(({ polygon }) => polygon);
};

/** Rings may touch in corners, so one corner well inside is enough. */
const isWithin = (hole: Ring, [outer = []]: Polygon): boolean =>
  hole.some(([lon, lat]) => contains([[outer]], lon, lat));
