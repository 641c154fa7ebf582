import { chanceAt } from '../chance.ts';
import type { XY } from '../city/types.ts';
import { alongRoads, onKerb } from './along-roads.ts';
import type { Scene } from './scene.ts';
import type { Corner } from './sides.ts';
import { headingOf, type Spot, spotIn, type View } from './spot.ts';

/** Metres between junctions that are watched first; then the gaps are filled. */
const spacings = [260, 120, 0] as const;

/** 路口监控 at the main junctions, then at the others, then along the roads. */
export function* camerasIn(scene: Scene, count: number): Generator<Spot> {
  const chosen = chooseCorners(scene.corners, count);
  for (const corner of chosen) {
    const place = `${corner.road.name}路口`;
    yield spotIn(scene, corner.block, corner.at, place, {
      carrierKind: 'pole',
      heightM: 6,
      view: overJunction(scene, corner),
    });
  }
  yield* alongRoads(scene, {
    count: count - chosen.length,
    salt: 31,
    inM: onKerb,
    extras: ({ along }, [x, y]) => ({
      carrierKind: 'pole',
      heightM: 5,
      view: { headingDeg: headingOf([x, y], [x + along[0], y + along[1]]), fieldOfViewDeg: 58, rangeM: 110 },
    }),
  });
}

/** From its corner over the middle of the junction, a little to one side. */
const overJunction = ({ plan }: Scene, { block, at, junction }: Corner): View => {
  const lot = chanceAt(plan.seed + 33, block.id | 0, Math.round(at[0] + at[1]));
  return {
    headingDeg: (headingOf(at, junction) + Math.round(24 * lot - 12) + 360) % 360,
    fieldOfViewDeg: 62 + 6 * Math.floor(5 * lot),
    rangeM: 80 + 10 * Math.floor(8 * lot),
  };
};

const chooseCorners = (corners: readonly Corner[], count: number): readonly Corner[] => {
  const chosen = new Set<Corner>();
  const places: XY[] = [];
  for (const apartM of spacings) {
    for (const corner of corners) {
      if (chosen.size >= count) return [...chosen];
      const [x, y] = corner.junction;
      if (chosen.has(corner)) continue;
      if (apartM > 0 && places.some(([px, py]) => Math.hypot(px - x, py - y) < apartM)) continue;
      chosen.add(corner);
      places.push(corner.junction);
    }
  }
  return [...chosen];
};
