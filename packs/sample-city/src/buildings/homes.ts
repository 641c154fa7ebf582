import type { Form } from './forms.ts';
import { type Plot, type Rows, roomFor, rowAt, rowsOf } from './plot.ts';

type Estate = Rows & {
  readonly forms: readonly Form[];
  readonly levels: readonly [least: number, most: number];
};

/** Kinds of estates by how much floor they need on a square metre of ground; the first that is enough is built. */
const estates: readonly (Estate & { readonly floorPerGround: number })[] = [
  {
    floorPerGround: 0.75,
    depthM: 11,
    gapM: 13,
    lengthM: [12, 22, 34],
    breakM: 7,
    forms: ['rectangle'],
    levels: [3, 5],
  },
  { floorPerGround: 1.7, depthM: 12, gapM: 15, lengthM: [20, 38, 56], breakM: 9, forms: ['rectangle'], levels: [6, 7] },
  {
    floorPerGround: 2.6,
    depthM: 14,
    gapM: 26,
    lengthM: [24, 46, 60],
    breakM: 15,
    forms: ['rectangle'],
    levels: [11, 18],
  },
  {
    floorPerGround: Number.POSITIVE_INFINITY,
    depthM: 25,
    gapM: 24,
    lengthM: [23, 28, 29],
    breakM: 20,
    forms: ['cross', 'chamfered', 'rectangle'],
    levels: [20, 33],
  },
];

const floorOfHouseholdM2 = 105;
const storeyM = 2.95;

/** 居住小区: slabs and towers in rows, as many floors as its households need. */
export const buildEstate = (plot: Plot): void => {
  const needM2 = plot.block.households * floorOfHouseholdM2 * spareOf(plot);
  const wanted = estates.findIndex(({ floorPerGround }) => needM2 / plot.site.areaM2 <= floorPerGround);
  if (plot.site.areaM2 > 7_000) layShops(plot, wanted > 1 ? 0.7 : 0.5);
  // Where no tower fits a slab may, and on the last corner a house.
  const houses = estates.slice(0, wanted + 1).toReversed();
  if (!houses.some((estate) => buildHouses(plot, estate, needM2))) {
    const box = roomFor(plot.site, 14, 10, 0.5) ?? roomFor(plot.site, 8, 6, 0.5);
    if (box !== undefined) plot.build(box, 'rectangle', 4, storeyM);
  }
  layGarden(plot);
};

/** In the middle of the city flats stand empty or are offices; some estates are new and have room to spare. */
const spareOf = (plot: Plot): number =>
  (1.2 + 2.1 * plot.centrality) * (plot.chance('new') < 0.2 ? 2 : 0.85 + 0.35 * plot.chance('spare'));

const buildHouses = (plot: Plot, estate: Estate, needM2: number): boolean => {
  const boxes = rowsOf(plot.site, estate);
  const groundM2 = boxes.reduce((sum, { u0, u1, v0, v1 }) => sum + (u1 - u0) * (v1 - v0), 0);
  const [least, most] = estate.levels;
  const form = estate.forms[Math.floor(plot.chance('form') * estate.forms.length)] ?? 'rectangle';
  const usual = Math.max(least, Math.min(most, needM2 / Math.max(1, groundM2)));
  const spread = (most - least) * 0.25;
  boxes.forEach((box, index) => {
    // Towers of one estate stand in a few heights, not in one.
    const off = (Math.floor(plot.chance('levels', index) * 3) - 1) * spread;
    plot.build(box, form, Math.round(Math.max(least, Math.min(most, usual + off))), storeyM);
  });
  return boxes.length > 0;
};

/** Low shops along the street, before the houses: in some estates, on one of the long sides. */
const layShops = (plot: Plot, share: number): void => {
  if (plot.chance('shops') > share) return;
  const rising = plot.chance('shop-side') < 0.5;
  const { site } = plot;
  for (let step = 4; step < 40; step += 4) {
    const v0 = rising ? site.v0 + step : site.v1 - step - shops.depthM;
    const boxes = rowAt(site, shops, v0);
    if (boxes.length < 3) continue;
    boxes.forEach((box, index) => {
      plot.build(box, 'rectangle', 1 + Math.floor(plot.chance('shop', index) * 2.4), 3.9);
      site.occupy(box, 7);
    });
    return;
  }
};

const shops: Rows = { depthM: 9, gapM: 0, lengthM: [11, 17, 26], breakM: 3 };

/** Gardens and playgrounds in the largest gaps. */
const layGarden = (plot: Plot): void => {
  const size = 0.2 * Math.sqrt(plot.site.areaM2);
  for (let index = 0; index < 2; index += 1) {
    const box =
      roomFor(plot.site, size * 1.6, Math.min(size, 24), 0.5) ??
      roomFor(plot.site, size, Math.min(size * 0.5, 15), 0.5);
    if (box === undefined) return;
    plot.layOut(box, plot.chance('court', index) < 0.3 ? 'playground' : 'garden', 'chamfered');
  }
};

/** 村: small houses close together, some of their places empty. */
export const buildVillage = (plot: Plot): void => {
  // Where the city has grown around a village, every house has been built up.
  const urban = plot.centrality > 0.35;
  const boxes = rowsOf(
    plot.site,
    urban
      ? { depthM: 11, gapM: 5, lengthM: [9, 12, 15], breakM: 3 }
      : { depthM: 10, gapM: 9, lengthM: [9, 12, 16], breakM: 6 },
  );
  const empty = urban ? 0.08 : 0.3;
  const levels = urban ? 5 : 2;
  boxes.forEach((box, index) => {
    // Gaps lie together, as yards and squares do.
    if (plot.chance('yard', Math.floor(index / 3)) < empty) return;
    const shift = plot.chance('shift', index) * 1.6;
    const form = plot.chance('form', index) < 0.2 ? 'ell' : 'rectangle';
    plot.build(
      { ...box, v0: box.v0 + shift * 0.5, u1: box.u1 - shift },
      form,
      levels + Math.floor(plot.chance('levels', index) * 3),
      3.2,
    );
  });
};
