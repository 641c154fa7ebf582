import { isInside } from '../city/plane.ts';
import type { CityPlan, XY } from '../city/types.ts';
import type { TerminalKind } from './kinds.ts';

/** A place by the water for a gauge, in one of the city's streets. */
export type WaterSite = { readonly kind: TerminalKind; readonly streetIndex: number; readonly at: XY };

/** River gauges down the river and tide gauges along the coast; both of them few in any city. */
export const waterSites = (plan: CityPlan, river: number, tide: number): readonly WaterSite[] => [
  ...alongLine(plan, 'river', plan.riverLine, river),
  ...alongLine(plan, 'tide', plan.coast, tide),
];

/** How far beside the line of the river or coast dry ground is looked for. */
const reachM = 300;

const alongLine = (plan: CityPlan, kind: TerminalKind, line: readonly XY[], count: number): readonly WaterSite[] => {
  if (count === 0) return [];
  const isNear = nearCity(plan);
  const sites = line.flatMap((point, index) =>
    isNear(point) ? siteBy(plan, kind, point, line[index + 1] ?? line[index - 1] ?? point) : [],
  );
  if (sites.length === 0) return [];
  return Array.from({ length: count }, (_, index) => {
    const place = Math.floor(((index + 0.5) / count) * sites.length);
    const site = sites[place];
    if (site === undefined) throw new Error('no place by the water');
    return site;
  });
};

/** Coast and river go on far beyond the city, where no street is to be looked for. */
const nearCity = ({ ring }: CityPlan): ((point: XY) => boolean) => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    [west, south] = [Math.min(west, x), Math.min(south, y)];
    [east, north] = [Math.max(east, x), Math.max(north, y)];
  }
  return ([x, y]) => x > west && x < east && y > south && y < north;
};

/** The first dry ground on either side, when a street is there. */
const siteBy = (plan: CityPlan, kind: TerminalKind, [x, y]: XY, [nextX, nextY]: XY): readonly WaterSite[] => {
  const length = Math.hypot(nextX - x, nextY - y) || 1;
  const [nx, ny] = [(nextY - y) / length, -(nextX - x) / length];
  for (let far = 4; far <= reachM; far += 4) {
    for (const side of [1, -1]) {
      const at: XY = [x + side * nx * far, y + side * ny * far];
      if (plan.terrain.isWater(...at)) continue;
      const streetIndex = plan.streets.findIndex(({ ring }) => isInside(ring, at));
      if (streetIndex >= 0) return [{ kind, streetIndex, at: [x + side * nx * (far + 3), y + side * ny * (far + 3)] }];
    }
  }
  return [];
};
