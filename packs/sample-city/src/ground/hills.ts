import type { GroundFeature } from '@liandong/laws';
import { layered } from '../city/noise.ts';
import { isInside, middleOf } from '../city/plane.ts';
import type { CityPlan, Ring, XY } from '../city/types.ts';
import { areasAbove, type Field, type Frame } from './contour.ts';
import { area } from './draw.ts';
import { shoreDirections } from './land.ts';
import { peaks } from './peaks.ts';

/** Woods on the hills and fields below them, outside of the city; peaks; what covers the land as seen from afar. */
export const hills = function* (plan: CityPlan): Generator<GroundFeature> {
  const { bounds, islands } = plan;
  const frame = wider(bounds, beyondM);
  const stepM = Math.max(150, (frame[2] - frame[0]) / 420);
  const { woods, fields } = fieldsOf(plan, heightsOn(plan, frame, stepM), outsideOf(plan.ring, stepM));
  for (const { ring, holes } of areasAbove(woods, frame, stepM, 60_000)) {
    yield area('landuse', 7, { kind: 'wood', sort_rank: 20 }, rounded(ring), holes.map(rounded));
    yield area('landcover', 0, { kind: 'forest' }, ring, holes);
  }
  for (const ring of islands) yield area('landuse', 9, { kind: 'wood', sort_rank: 20 }, shrunk(ring));
  for (const { ring, holes } of areasAbove(fields, frame, stepM, 60_000)) {
    yield area('landuse', 10, { kind: 'farmland', sort_rank: 15 }, rounded(ring), holes.map(rounded));
  }
  yield area('landcover', 0, { kind: 'urban_area' }, plan.ring);
  yield* peaks(plan);
};

const woodFromM = 34;
/** So far beyond the map's bounds the land is still drawn. */
const beyondM = 34_000;
/** From here on woods and fields thin out, so that they do not end on a line. */
const thinFromM = 14_000;

/** Above 0 where there are woods, and where there are fields. */
const fieldsOf = (
  { seed, bounds, islands }: CityPlan,
  heightM: Field,
  outside: Field,
): { readonly woods: Field; readonly fields: Field } => {
  const thinning = (x: number, y: number): number => {
    const far = outOf(bounds, x, y) - thinFromM;
    return far <= 0 ? 0 : 700 * (far / 17_000) ** 1.5 * (1.15 + layered(seed + 72, x / 4_000, y / 4_000, 3));
  };
  const island = islands.map(boxOf);
  const isIsland = (x: number, y: number): boolean => island.some((box) => outOf(box, x, y) <= 0);
  return {
    woods: (x, y) => {
      const above = heightM(x, y) - woodFromM - thinning(x, y);
      return above <= 0 || isIsland(x, y) ? Math.min(above, -1) : Math.min(above, outside(x, y));
    },
    fields: (x, y) => {
      const height = heightM(x, y);
      const below = Math.min(woodFromM - 4 - height, height - 2);
      if (below <= 0) return below;
      if (isIsland(x, y)) return -1;
      const patch = 40 * (layered(seed + 71, x / 900, y / 900, 3) + 0.12) - thinning(x, y);
      return patch <= 0 ? patch : Math.min(below, patch, outside(x, y));
    },
  };
};

/** Heights on a lattice, each asked for once; what lies beyond all capes is sea, and not asked for at all. */
const heightsOn = ({ terrain, coast }: CityPlan, [west, south, east, north]: Frame, stepM: number): Field => {
  const width = Math.ceil((east - west) / stepM) + 1;
  const known = new Float64Array(width * (Math.ceil((north - south) / stepM) + 1)).fill(Number.NaN);
  const [, out] = shoreDirections(coast);
  const outermost = coast.reduce((most, [x, y]) => Math.max(most, x * out[0] + y * out[1]), -Infinity);
  return (x, y) => {
    if (x * out[0] + y * out[1] > outermost + stepM) return -1;
    const index = Math.round((y - south) / stepM) * width + Math.round((x - west) / stepM);
    if (Number.isNaN(known[index])) known[index] = terrain.heightM(x, y);
    return known[index] ?? 0;
  };
};

const wider = ([west, south, east, north]: Frame, m: number): Frame => [west - m, south - m, east + m, north + m];

/** Metres that a place lies outside of a frame; 0 and below within. */
const outOf = ([west, south, east, north]: Frame, x: number, y: number): number =>
  Math.max(west - x, x - east, south - y, y - north);

/** Cuts the corners of a closed ring once. */
const rounded = (ring: Ring): Ring => {
  const cut: XY[] = [];
  for (let index = 1; index < ring.length; index += 1) {
    const [[ax, ay], [bx, by]] = [ring[index - 1] ?? origin, ring[index] ?? origin];
    cut.push([ax + (bx - ax) * 0.25, ay + (by - ay) * 0.25], [ax + (bx - ax) * 0.75, ay + (by - ay) * 0.75]);
  }
  return [...cut, ...cut.slice(0, 1)];
};

const origin: XY = [0, 0];

/** An island's wood leaves its beach free. */
const shrunk = (ring: Ring): Ring => {
  const [mx, my] = middleOf(ring);
  return ring.map(([x, y]): XY => [mx + (x - mx) * 0.84, my + (y - my) * 0.84]);
};

const overlapM = 30;

/** Metres outside of a ring, as far as it matters to a field sampled every `stepM`; below 0 inside. */
const outsideOf = (ring: Ring, stepM: number): Field => {
  const [west, south, east, north] = boxOf(ring);
  return (x, y) => {
    if (x < west - stepM || x > east + stepM || y < south - stepM || y > north + stepM) return stepM;
    const distance = Math.min(stepM, distanceTo(ring, x, y));
    // A little into the city, where its own woods go on.
    return (isInside(ring, [x, y]) ? -distance : distance) + overlapM;
  };
};

const boxOf = (ring: Ring): Frame =>
  ring.reduce<Frame>(
    ([west, south, east, north], [x, y]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );

const distanceTo = (ring: Ring, x: number, y: number): number => {
  let least = Infinity;
  let [ax, ay] = ring[0] ?? [0, 0];
  for (const [bx, by] of ring) {
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    const [offX, offY] = [ax + share * dx - x, ay + share * dy - y];
    least = Math.min(least, offX * offX + offY * offY);
    [ax, ay] = [bx, by];
  }
  return Math.sqrt(least);
};
