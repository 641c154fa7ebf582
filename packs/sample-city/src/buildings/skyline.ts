import type { CityPlan, XY } from '../city/types.ts';

/** How near to the centre of the city a place is: 1 in the middle of the towers, 0 at the edge. */
export const centralityOf = (plan: CityPlan): ((at: XY) => number) => {
  const centre = plan.streets[0]?.middle ?? [0, 0];
  return ([x, y]) => Math.exp(-((Math.hypot(x - centre[0], y - centre[1]) / 2600) ** 1.4));
};
