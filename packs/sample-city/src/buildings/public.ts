import type { Form } from './forms.ts';
import { type Plot, roomFor, rowsOf } from './plot.ts';
import type { Box } from './site.ts';

/** Length and depth of sports grounds in metres: with a track of 400 m, of 200 m, for ball games only. */
const pitches = [
  [172, 92],
  [110, 54],
  [62, 34],
  [30, 17],
] as const;

/** The largest sports ground that fits, with the pitch inside its track. */
const laySports = (plot: Plot, largest: 0 | 1 | 2, across: number, along: number): void => {
  for (const [length, depth] of pitches.slice(largest)) {
    if (length * depth > plot.site.areaM2 * 0.28) continue;
    const box = roomFor(plot.site, length, depth, across, along);
    if (box === undefined) continue;
    plot.layOut(box, 'pitch', length > 100 ? 'chamfered' : 'rectangle');
    return;
  }
};

/** 学校: wings around a court, a hall, and a sports ground. */
export const buildSchool = (plot: Plot): void => {
  const { site } = plot;
  laySports(plot, 1, 1, plot.chance('side') < 0.5 ? 0.05 : 0.95);
  const forms: readonly Form[] = ['ell', 'u', 'mirrored-ell', 'h'];
  const boxes = rowsOf(site, { depthM: 42, gapM: 18, lengthM: [34, 58, 72], breakM: 18 });
  boxes.slice(0, 6).forEach((box, index) => {
    plot.build(box, forms[Math.floor(plot.chance('form', index) * 4)] ?? 'ell', 4 + (index % 2), 3.8);
    site.occupy(box, 12);
  });
  const rows = rowsOf(site, { depthM: 13, gapM: 16, lengthM: [18, 40, 52], breakM: 12 });
  for (const box of rows.slice(0, boxes.length === 0 ? 8 : 3)) plot.build(box, 'rectangle', 4, 3.6);
};

/** 大学: halls in rows around a green; some of its blocks have a round library, some a sports ground. */
export const buildUniversity = (plot: Plot): void => {
  const { site } = plot;
  const part = plot.chance('part');
  if (part < 0.3) laySports(plot, 0, 1, 0.1);
  const side = Math.min(64, 0.18 * Math.sqrt(site.areaM2));
  const library = part > 0.85 ? roomFor(site, side, side, 0.4) : undefined;
  if (library !== undefined) {
    plot.build(library, 'oval', 6, 4.4);
    site.occupy(library, 16);
  }
  const green = roomFor(site, side * 2.2, side * 0.9, 0.55);
  if (green !== undefined) plot.layOut(green, 'garden', 'chamfered');
  rowsOf(site, { depthM: 28, gapM: 18, lengthM: [22, 58, 80], breakM: 16 }).forEach((box, index) => {
    const forms: readonly Form[] = ['u', 'rectangle', 'ell', 'h'];
    plot.build(slim(box, index), forms[index % 4] ?? 'u', 4 + Math.floor(plot.chance('levels', index) * 4), 3.8);
  });
};

/** Lecture halls without wings are not as deep as those with. */
const slim = (box: Box, index: number): Box => (index % 4 === 1 ? { ...box, v1: box.v0 + 17 } : box);

/** 医院: a ward block, clinics with wings, a garden. */
export const buildHospital = (plot: Plot): void => {
  const { site } = plot;
  const length = Math.min(90, (site.u1 - site.u0) * 0.6);
  const wards = roomFor(site, length, Math.min(46, length * 0.55), 0.85) ?? roomFor(site, 36, 18, 0.5);
  if (wards !== undefined) {
    plot.build(wards, wards.v1 - wards.v0 > 30 ? 'h' : 'rectangle', 12 + Math.floor(8 * plot.centrality), 3.9);
    site.occupy(wards, 16);
  }
  const garden = roomFor(site, 34, 22, 0.4, 0.2);
  if (garden !== undefined && site.areaM2 > 14_000) plot.layOut(garden, 'garden', 'oval');
  rowsOf(site, { depthM: 24, gapM: 18, lengthM: [24, 52, 70], breakM: 14 }).forEach((box, index) => {
    plot.build(box, index % 3 === 0 ? 'u' : 'rectangle', 4 + (index % 3), 4);
  });
};

/** 体育场: a bowl around a pitch where it fits, halls and courts beside it. */
export const buildSports = (plot: Plot): void => {
  const { site } = plot;
  const bowl = roomFor(site, 236, 184, 0.5) ?? roomFor(site, 168, 128, 0.5);
  if (bowl !== undefined) {
    const [rim, side] = [(bowl.u1 - bowl.u0) * 0.2, (bowl.v1 - bowl.v0) * 0.2];
    plot.build(bowl, 'bowl', 4, 8);
    plot.layOut({ u0: bowl.u0 + rim, u1: bowl.u1 - rim, v0: bowl.v0 + side, v1: bowl.v1 - side }, 'pitch', 'oval');
    site.occupy(bowl, 20);
  } else {
    laySports(plot, 0, 0.8, 0.5);
  }
  const hall = roomFor(site, 70, 44, 0, 0) ?? roomFor(site, 34, 22, 0.1, 0.1);
  if (hall !== undefined) {
    plot.build(hall, 'oval', 2, 9);
    site.occupy(hall, 12);
  }
  const courts = rowsOf(site, { depthM: 17, gapM: 8, lengthM: [30, 30, 30], breakM: 7 });
  for (const court of courts.slice(0, 6)) plot.layOut(court, 'pitch');
};

/** 公园、广场: a pavilion or two, a pond in a park. */
export const buildPavilions = (plot: Plot): void => {
  const side = 0.38 * Math.sqrt(plot.site.areaM2);
  const pond = plot.block.use === 'park' ? roomFor(plot.site, side * 1.5, side, 0.5) : undefined;
  if (pond !== undefined && plot.chance('pond') < 0.6) plot.layOut(pond, 'pond', 'blob');
  const count = plot.site.areaM2 > 30_000 ? 2 : 1;
  for (let index = 0; index < count; index += 1) {
    const box = roomFor(plot.site, 16, 11, plot.chance('across', index), plot.chance('along', index));
    if (box === undefined) continue;
    plot.build(box, index === 0 ? 'rectangle' : 'chamfered', 1, 5);
    plot.site.occupy(box, 6);
  }
};

/** 农田: a farmstead here and there. */
export const buildFarm = (plot: Plot): void => {
  if (plot.chance('farm') > 0.35) return;
  const box = roomFor(plot.site, 38, 12, plot.chance('across'), plot.chance('along'));
  if (box === undefined) return;
  plot.build(box, 'ell', 1, 4.5);
};
