import { isInside } from '../city/plane.ts';
import type { XY } from '../city/types.ts';
import { alongRoads, inRoad } from './along-roads.ts';
import type { TerminalKind } from './kinds.ts';
import type { Scene } from './scene.ts';
import { besideSide, type Corner } from './sides.ts';
import { type Spot, spotIn } from './spot.ts';

/** Gauges on the bank or the quay, where the plan has set them. */
export function* byWater(scene: Scene, kind: TerminalKind, count: number): Generator<Spot> {
  const names = kind === 'river' ? riverNames : coastNames;
  const own = scene.sites.filter((site) => site.kind === kind);
  for (let nth = 0; nth < count; nth += 1) {
    const site = own[nth];
    const grid = site === undefined ? undefined : scene.gridAt(site.at);
    const street = scene.detail.street.name['zh-Hans'].replace(/街道$/, '');
    const place = `${kind === 'river' ? '汐澜河' : ''}${street}${names[nth % names.length] ?? ''}`;
    if (site === undefined || grid === undefined) {
      yield* alongRoads(scene, { count: 1, salt: 900 + nth, inM: inRoad, extras: () => ({ carrierKind: 'water' }) });
      continue;
    }
    const unit = scene.detail.communities
      .find(({ serviceGrids }) => serviceGrids.includes(grid))
      ?.unitGrids.find(({ ring }) => isInside(ring, site.at));
    yield { at: site.at, gridCode: grid.code, unitGridCode: unit?.code ?? '', place, carrierKind: 'water', heightM: 3 };
  }
}

const riverNames = ['水文站', '桥下', '汊口', '上段', '下段'] as const;
const coastNames = ['验潮站', '码头', '海堤'] as const;

/** 下穿通道 first, then the low points of the roads, well apart. */
export function* atLowPoints(scene: Scene, count: number): Generator<Spot> {
  const deep = [...inUnderpasses(scene)].slice(0, count);
  yield* deep.map(({ spot }) => spot);
  const low = lowCorners(
    scene,
    deep.map(({ middle }) => middle),
    count - deep.length,
  );
  for (const { block, road, at } of low)
    yield spotIn(scene, block, at, `${road.name}低洼处`, { carrierKind: 'ground', heightM: 0.2 });
  yield* alongRoads(scene, {
    count: count - deep.length - low.length,
    salt: 77,
    inM: inRoad,
    extras: () => ({ carrierKind: 'ground' }),
  });
}

function* inUnderpasses(scene: Scene): Generator<{ readonly spot: Spot; readonly middle: XY }> {
  for (const { name, middle, code } of scene.detail.underpasses) {
    const side = scene.sides.find(({ from }) => from[0] === middle[0] && from[1] === middle[1]);
    if (side === undefined) continue;
    const at = besideSide(side, 4, 1.5) ?? scene.within(side.block);
    const extras = { carrierKind: 'underpass', carrierCode: code, heightM: 0.2 } as const;
    yield { spot: spotIn(scene, side.block, at, name['zh-Hans'], extras), middle };
  }
}

/** Metres between two low points, as far as there are enough of them. */
const spacings = [220, 90, 0] as const;

const lowCorners = ({ corners, plan }: Scene, taken: readonly XY[], count: number): readonly Corner[] => {
  const low = corners
    .map((corner) => ({ corner, heightM: plan.terrain.heightM(...corner.junction) }))
    .sort((a, b) => a.heightM - b.heightM);
  const places = [...taken];
  const chosen: Corner[] = [];
  for (const apartM of spacings) {
    for (const { corner } of low) {
      if (chosen.length >= count) return chosen;
      const [x, y] = corner.junction;
      if (places.some(([px, py]) => Math.hypot(px - x, py - y) <= apartM)) continue;
      places.push(corner.junction);
      chosen.push(corner);
    }
  }
  return chosen;
};
