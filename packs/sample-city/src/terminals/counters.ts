import { isInside } from '../city/plane.ts';
import { stationGates } from '../station-gates.ts';
import { inBlocks } from './in-blocks.ts';
import type { Scene } from './scene.ts';
import type { Spot } from './spot.ts';

/** 客流: at the gates of stations first, then where people gather. */
export function* countersIn(scene: Scene, count: number): Generator<Spot> {
  let placed = 0;
  for (const { name, at } of stationGates(scene.plan, scene.detail.street)) {
    const grid = scene.gridAt(at);
    if (placed >= count || grid === undefined) continue;
    placed += 1;
    const unit = scene.detail.communities
      .find(({ serviceGrids }) => serviceGrids.includes(grid))
      ?.unitGrids.find(({ ring }) => isInside(ring, at));
    const place = `${name['zh-Hans']}出入口`;
    yield { at, gridCode: grid.code, unitGridCode: unit?.code ?? '', place, carrierKind: 'building', heightM: 4 };
  }
  yield* inBlocks(scene, {
    count: count - placed,
    salt: 41,
    uses: [['sports'], ['square', 'beach'], ['commercial'], ['park']],
    apartM: 24,
    label: (nth) => `${nth}号口`,
    extras: { carrierKind: 'pole', heightM: 4 },
  });
}
