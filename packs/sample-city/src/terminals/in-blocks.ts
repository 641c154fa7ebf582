import { chanceAt } from '../chance.ts';
import { isInside } from '../city/plane.ts';
import type { Block, BlockUse, XY } from '../city/types.ts';
import { alongRoads, onPavement } from './along-roads.ts';
import type { Scene } from './scene.ts';
import { nameOfBlock, type Spot, type SpotExtras, spotIn } from './spot.ts';

type InBlocks = {
  readonly count: number;
  readonly salt: number;
  /** Uses that are taken, the best first; several in one entry are equally good. */
  readonly uses: readonly (readonly BlockUse[])[];
  readonly extras: SpotExtras;
  /** What follows the name of the block, from the number within it. */
  readonly label?: (nth: number) => string;
  /** Roughly how far apart those of one block stand, in metres; they stand at its middle otherwise. */
  readonly apartM?: number;
  readonly most?: number;
};

/** In blocks of fitting use, one each before any gets a second; beside roads when the street has none of them. */
export function* inBlocks(scene: Scene, order: InBlocks): Generator<Spot> {
  const { count, salt, uses, extras, label, apartM = 0, most = Number.POSITIVE_INFINITY } = order;
  const groups = uses.map((group) => scene.blocksOf(...group)).filter((group) => group.length > 0);
  let placed = 0;
  for (let round = 0; round < most && placed < count && groups.length > 0; round += 1) {
    for (const blocks of groups) {
      const wanted = Math.min(count - placed, blocks.length);
      for (let nth = 0; nth < wanted; nth += 1) {
        const block = blocks[Math.floor(((nth + 0.5) / wanted) * blocks.length)];
        if (block === undefined) continue;
        placed += 1;
        const at = somewhereIn(scene, block, round, salt, apartM);
        yield spotIn(scene, block, at, `${nameOfBlock(scene, block)}${label?.(round + 1) ?? ''}`, extras);
      }
    }
  }
  yield* alongRoads(scene, { count: count - placed, salt, inM: onPavement, extras: () => extras });
}

const somewhereIn = (scene: Scene, block: Block, nth: number, salt: number, apartM: number): XY => {
  const [x, y] = scene.within(block);
  if (nth === 0) return [x, y];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const angle = 2 * Math.PI * chanceAt(scene.plan.seed + salt, block.id | 0, nth * 8 + attempt);
    const far = Math.max(2, apartM) * Math.sqrt(nth) * (1 - attempt / 7);
    const at: XY = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    if (isInside(block.ring, at)) return at;
  }
  return [x, y];
};
