import { isInside } from '../city/plane.ts';
import { inBlocks } from './in-blocks.ts';
import type { Scene } from './scene.ts';
import type { Spot } from './spot.ts';

/** 客流: at the gates of stations first, then where people gather. */
export function* countersIn(scene: Scene, count: number): Generator<Spot> {
  const { stations } = scene.plan;
  const own = stations.filter(({ at }) => isInside(scene.detail.street.ring, at));
  let placed = 0;
  for (const { name, at } of own) {
    const side = nearestSide(scene, at);
    if (placed >= count || side === undefined) continue;
    const grid = scene.gridAt(side);
    if (grid === undefined) continue;
    placed += 1;
    const unit = scene.detail.communities
      .find(({ serviceGrids }) => serviceGrids.includes(grid))
      ?.unitGrids.find(({ ring }) => isInside(ring, side));
    const place = `${name['zh-Hans']}出入口`;
    yield { at: side, gridCode: grid.code, unitGridCode: unit?.code ?? '', place, carrierKind: 'building', heightM: 4 };
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

/** Stations lie on the lattice; their gates beside it, in this street. */
const nearestSide = (scene: Scene, [x, y]: readonly [number, number]) => {
  for (const [dx, dy] of [
    [9, 12],
    [-9, 12],
    [9, -12],
    [-9, -12],
  ] as const) {
    const at = [x + dx, y + dy] as const;
    if (isInside(scene.detail.street.ring, at)) return at;
  }
  return undefined;
};
