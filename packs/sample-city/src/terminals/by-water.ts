import { isInside } from '../city/plane.ts';
import type { XY } from '../city/types.ts';
import { alongRoads, inRoad } from './along-roads.ts';
import type { TerminalKind } from './kinds.ts';
import type { Scene } from './scene.ts';
import { besideSide } from './sides.ts';
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
export function* atLowPoints(scene: Scene, count: number, kind: 'ponding' | 'pump'): Generator<Spot> {
  const { terrain } = scene.plan;
  const low = scene.corners
    .map((corner) => ({ corner, heightM: terrain.heightM(...corner.junction) }))
    .sort((a, b) => a.heightM - b.heightM);
  const chosen: XY[] = [];
  for (const { name, middle, code } of scene.detail.underpasses) {
    const side = scene.sides.find(({ from }) => from[0] === middle[0] && from[1] === middle[1]);
    if (side === undefined || chosen.length >= count) continue;
    const at = besideSide(side, 4, 1.5) ?? scene.within(side.block);
    chosen.push(middle);
    yield spotIn(scene, side.block, at, name['zh-Hans'], { carrierKind: 'underpass', carrierCode: code, heightM: 0.2 });
  }
  for (const apartM of [220, 90, 0]) {
    for (const { corner } of low) {
      if (chosen.length >= count) return;
      const [x, y] = corner.junction;
      if (chosen.some(([cx, cy]) => Math.hypot(cx - x, cy - y) <= apartM)) continue;
      chosen.push(corner.junction);
      const place = `${corner.road.name}${kind === 'pump' ? '排涝点' : '低洼处'}`;
      yield spotIn(scene, corner.block, corner.at, place, { carrierKind: 'ground', heightM: 0.2 });
    }
  }
  yield* alongRoads(scene, { count: count - chosen.length, salt: 77, inM: inRoad, extras: () => ({ carrierKind: 'ground' }) });
}
