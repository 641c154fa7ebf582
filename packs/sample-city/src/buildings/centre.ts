import type { Form } from './forms.ts';
import { type Plot, roomFor, rowsOf } from './plot.ts';

const officeStoreyM = 4.1;
const towerForms: readonly Form[] = ['rectangle', 'chamfered', 'rectangle', 'ell', 'rectangle', 'oval', 'chamfered'];

/** 办公: towers where the city is densest, slabs farther out; the tallest of a block stands out. */
export const buildOffices = (plot: Plot): void => {
  const { site, centrality } = plot;
  const tall = centrality > 0.45;
  const boxes = rowsOf(
    site,
    tall
      ? { depthM: 35, gapM: 15, lengthM: [28, 38, 46], breakM: 15 }
      : { depthM: 22, gapM: 22, lengthM: [26, 52, 70], breakM: 16 },
  );
  const highest = Math.floor(plot.chance('highest') * boxes.length);
  boxes.forEach((box, index) => {
    const usual = 5 + 42 * centrality ** 2.2;
    const levels = usual * (0.55 + 0.6 * plot.chance('levels', index) + (index === highest ? 0.5 * centrality : 0));
    const form = tall
      ? (towerForms[Math.floor(plot.chance('form', index) * towerForms.length)] ?? 'rectangle')
      : 'rectangle';
    plot.build(box, form, Math.round(levels), officeStoreyM);
  });
  if (boxes.length === 0) buildCorner(plot);
};

/** What fits on a corner where no row does. */
const buildCorner = (plot: Plot): void => {
  const box = roomFor(plot.site, 22, 14, 0.5) ?? roomFor(plot.site, 12, 8, 0.5);
  if (box !== undefined) plot.build(box, 'rectangle', 3 + Math.round(9 * plot.centrality), 3.9);
};

/** 商业: one mall, and shops or hotels on what is left. */
export const buildMall = (plot: Plot): void => {
  const { site, centrality } = plot;
  const [length, depth] = [(site.u1 - site.u0) * 0.5, (site.v1 - site.v0) * 0.55];
  const mall =
    roomFor(site, Math.min(190, length), Math.min(110, depth), 0) ??
    roomFor(site, Math.min(110, length * 0.7), Math.min(60, depth * 0.7), 0);
  if (mall !== undefined) {
    const isLarge = mall.u1 - mall.u0 > 70 && mall.v1 - mall.v0 > 50;
    plot.build(
      mall,
      isLarge ? (plot.chance('mall') < 0.5 ? 'u' : 'chamfered') : 'rectangle',
      4 + Math.floor(plot.chance('floors') * 3),
      5.2,
    );
    site.occupy(mall, 16);
  }
  const boxes = rowsOf(site, { depthM: 18, gapM: 13, lengthM: [14, 26, 40], breakM: 8 });
  boxes.forEach((box, index) => {
    const isTower = plot.chance('tower', index) < 0.55 * centrality;
    const levels = isTower ? 12 + 26 * centrality * plot.chance('levels', index) : 2 + 5 * plot.chance('levels', index);
    plot.build(box, 'rectangle', Math.round(levels), isTower ? 3.6 : 4.2);
  });
  if (mall === undefined && boxes.length === 0) buildCorner(plot);
};

/** 机关: one broad building with wings, lower ones beside it. */
export const buildGovernment = (plot: Plot): void => {
  const { site } = plot;
  const length = Math.min(96, (site.u1 - site.u0) * 0.55);
  const main = roomFor(site, length, Math.min(44, length * 0.55), 0.55) ?? roomFor(site, 34, 18, 0.5);
  if (main === undefined) return;
  plot.build(main, main.v1 - main.v0 > 36 ? 'h' : 'rectangle', 6 + Math.floor(9 * plot.centrality), 4);
  site.occupy(main, 20);
  const square = roomFor(site, length * 0.6, 18, 0);
  if (square !== undefined) plot.layOut(square, 'garden');
  for (const box of rowsOf(site, { depthM: 15, gapM: 24, lengthM: [24, 44, 56], breakM: 16 })) {
    plot.build(box, 'rectangle', 4 + Math.floor(plot.chance('levels', Math.round(box.u0)) * 3), 3.8);
  }
};
