import type { BlockUse } from '../city/types.ts';
import { type Plot, roomFor } from './plot.ts';

/** Blocks with a gate house, a transformer, a bicycle shed: one on so many square metres. */
const annexPerM2: Readonly<Partial<Record<BlockUse, number>>> = {
  residential: 4_500,
  commercial: 9_000,
  office: 9_000,
  industrial: 5_000,
  port: 12_000,
  school: 8_000,
  university: 12_000,
  hospital: 8_000,
  government: 9_000,
  sports: 12_000,
  park: 30_000,
};

/** The small houses that stand wherever there is room left. */
export const buildAnnexes = (plot: Plot): void => {
  const perM2 = annexPerM2[plot.block.use];
  if (perM2 === undefined) return;
  const count = Math.min(4, Math.floor(plot.site.areaM2 / perM2 + plot.chance('annexes')));
  for (let index = 0; index < count; index += 1) {
    const lengthM = 7 + Math.round(8 * plot.chance('annex-length', index));
    const box = roomFor(plot.site, lengthM, 6, plot.chance('annex-across', index), plot.chance('annex-along', index));
    if (box !== undefined) plot.build(box, 'rectangle', 1, 3.6);
  }
};
