import { isInside } from '../city/plane.ts';
import type { Block, BlockUse, Building, CityPlan, ServiceGrid, StreetDetail, XY } from '../city/types.ts';
import { streetBuildings } from '../kept-streets.ts';
import { roadRefsOf } from './road-refs.ts';
import { cornersOf, type Side, sidesOf } from './sides.ts';
import type { WaterSite } from './water-sites.ts';

/** One street with all that terminals are placed by; made when the stream comes to it, then forgotten. */
export type Scene = {
  readonly plan: CityPlan;
  readonly detail: StreetDetail;
  readonly sites: readonly WaterSite[];
  /** Sides of blocks along roads. */
  readonly sides: readonly Side[];
  /** Street corners, the main junctions first, one of each junction before the others. */
  readonly corners: ReturnType<typeof cornersOf>;
  buildings(): readonly Building[];
  blockById(id: number): Block | undefined;
  blocksOf(...uses: readonly BlockUse[]): readonly Block[];
  /** A place inside of a block, at its middle if that is inside. */
  within(block: Block): XY;
  gridAt(at: XY): ServiceGrid | undefined;
  /** 单元网格 of a place within a block; '' where there is none. */
  unitGridAt(block: Block, x: number, y: number): string;
};

export const createScene = (plan: CityPlan, detail: StreetDetail, sites: readonly WaterSite[]): Scene => {
  const sides = sidesOf(detail.blocks, roadRefsOf(plan, detail));
  const byId = new Map(detail.blocks.map((block) => [block.id, block]));
  const byUse = Map.groupBy(detail.blocks, ({ use }) => use);
  const units = new Map(
    detail.communities.flatMap((community) => community.unitGrids.map(({ code, ring }) => [code, ring] as const)),
  );
  let corners: ReturnType<typeof cornersOf> | undefined;
  let buildings: readonly Building[] | undefined;
  return {
    plan,
    detail,
    sites,
    sides,
    get corners() {
      corners ??= cornersOf(sides);
      return corners;
    },
    buildings: () => {
      buildings ??= streetBuildings(plan, detail);
      return buildings;
    },
    blockById: (id) => byId.get(id),
    blocksOf: (...uses) => uses.flatMap((use) => byUse.get(use) ?? []),
    within: placeWithin,
    gridAt: (at) => {
      const community = detail.communities.find(({ ring }) => isInside(ring, at));
      return community?.serviceGrids.find(({ ring }) => isInside(ring, at));
    },
    unitGridAt: ({ communityCode, unitGridCodes }, x, y) => {
      const own = unitGridCodes.find((code) => isInside(units.get(code) ?? [], [x, y]));
      if (own !== undefined) return own;
      // A block that a slanting road has cut reaches into grids that are not its own.
      const community = detail.communities.find(({ code }) => code === communityCode);
      return community?.unitGrids.find(({ ring }) => isInside(ring, [x, y]))?.code ?? '';
    },
  };
};

/** The middle of a bent block may lie outside of it; then a place beside its longest side. */
const placeWithin = ({ ring, middle }: Block): XY => {
  if (isInside(ring, middle)) return middle;
  let [best, longest]: [XY, number] = [middle, 0];
  ring.forEach(([bx, by], index) => {
    const [ax, ay] = ring[index - 1] ?? [bx, by];
    const length = Math.hypot(bx - ax, by - ay);
    if (length <= longest) return;
    const inM = Math.min(20, length / 4);
    const at: XY = [(ax + bx) / 2 - ((by - ay) / length) * inM, (ay + by) / 2 + ((bx - ax) / length) * inM];
    if (isInside(ring, at)) [best, longest] = [at, length];
  });
  return best;
};
