import { type Plot, roomFor, rowsOf } from './plot.ts';

/** 工业: long halls, and an office of some floors. */
export const buildWorks = (plot: Plot): void => {
  const office = roomFor(plot.site, 48, 16, 0, 0.1);
  if (office !== undefined) {
    plot.build(office, 'rectangle', 4 + Math.floor(plot.chance('office') * 3), 3.8);
    plot.site.occupy(office, 12);
  }
  const depthM = 26 + 22 * plot.chance('depth');
  const boxes = rowsOf(plot.site, {
    depthM,
    gapM: 15,
    lengthM: [24, 60 + 50 * plot.chance('length'), 140],
    breakM: 14,
  });
  boxes.forEach((box, index) => {
    const levels = plot.chance('levels', index) < 0.3 ? 3 : 1;
    plot.build(box, plot.chance('form', index) < 0.15 ? 'u' : 'rectangle', levels, levels === 1 ? 10.5 : 4.6);
  });
};

const stackM = 2.6;

/** 港口: sheds along one side, stacks of containers in the yard. */
export const buildPort = (plot: Plot): void => {
  const { site } = plot;
  const depth = site.v1 - site.v0;
  for (const box of rowsOf(site, {
    depthM: 34,
    gapM: Math.max(20, depth * 0.6),
    lengthM: [40, 110, 150],
    breakM: 22,
  })) {
    plot.build(box, 'rectangle', 1, 12);
    site.occupy(box, 18);
  }
  const stacks = rowsOf(site, { depthM: 13, gapM: 9, lengthM: [26, 62, 75], breakM: 12 });
  stacks.forEach((box, index) => {
    const levels = Math.floor(plot.chance('stack', index) * 5);
    if (levels > 0) plot.build(box, 'rectangle', levels, stackM);
  });
};

/** 物资储备库: two or three halls. */
export const buildStore = (plot: Plot): void => {
  for (const box of rowsOf(plot.site, { depthM: 24, gapM: 18, lengthM: [20, 52, 70], breakM: 16 })) {
    plot.build(box, 'rectangle', 1, 9);
  }
};

/** 水厂: round and long basins, a house for the pumps. */
export const buildWaterworks = (plot: Plot): void => {
  const house = roomFor(plot.site, 44, 16, 0);
  if (house !== undefined) {
    plot.build(house, 'rectangle', 2, 4.5);
    plot.site.occupy(house, 10);
  }
  const boxes = rowsOf(plot.site, { depthM: 30, gapM: 12, lengthM: [29, 30, 30], breakM: 10 });
  boxes.forEach((box, index) => {
    if (index < 16) plot.layOut(box, 'basin', index % 3 === 2 ? 'rectangle' : 'oval');
  });
};

/** 泵站: one small house. */
export const buildPumping = (plot: Plot): void => {
  const house = roomFor(plot.site, 22, 12, 0.5) ?? roomFor(plot.site, 10, 7, 0.5);
  if (house !== undefined) plot.build(house, 'rectangle', 1, 6);
};
