import { chance } from '../chance.ts';
import type { Block, Ring, XY } from '../city/types.ts';
import { type Form, outline } from './forms.ts';
import type { Box, Site } from './site.ts';

/** A building before it has an address. */
export type Structure = {
  readonly ring: Ring;
  readonly middle: XY;
  readonly levels: number;
  readonly heightM: number;
  /** Floor area of all levels in m². */
  readonly floorM2: number;
};

/** What lies on the ground of a block between its buildings. */
export type CourtKind = 'pitch' | 'playground' | 'garden' | 'basin' | 'pond';
export type Court = { readonly kind: CourtKind; readonly ring: Ring };

/** A block while it is being built up. */
export type Plot = {
  readonly block: Block;
  readonly site: Site;
  /** 0 at the edge of the city … 1 in its very centre. */
  readonly centrality: number;
  readonly structures: readonly Structure[];
  readonly courts: readonly Court[];
  /** A value in [0, 1) that is always the same for this block, name and number. */
  chance(name: string, number?: number): number;
  build(box: Box, form: Form, levels: number, storeyM: number): void;
  /** Lays out a court and keeps buildings away from it. */
  layOut(box: Box, kind: CourtKind, form?: Form): void;
};

export const createPlot = (seed: number, block: Block, site: Site, centrality: number): Plot => {
  const structures: Structure[] = [];
  const courts: Court[] = [];
  return {
    block,
    site,
    centrality,
    structures,
    courts,
    chance: (name, number = 0) => chance(seed ^ block.id, name, number),
    build: (box, form, levels, storeyM) => {
      const { u0, u1, v0, v1 } = box;
      structures.push({
        ring: outline(site, box, form),
        middle: site.toCity((u0 + u1) / 2, (v0 + v1) / 2),
        levels,
        heightM: Math.round(levels * storeyM * 10) / 10,
        floorM2: (u1 - u0) * (v1 - v0) * levels,
      });
      site.occupy(box, besideM);
    },
    layOut: (box, kind, form = 'rectangle') => {
      courts.push({ kind, ring: outline(site, box, form) });
      site.occupy(box, courtMarginM);
    },
  };
};

const courtMarginM = 8;
/** Nothing is put nearer to a building afterwards. */
const besideM = 5;

/** How the houses of a block stand in rows. */
export type Rows = {
  readonly depthM: number;
  /** Between the backs of two rows. */
  readonly gapM: number;
  /** Shortest, usual and longest house. */
  readonly lengthM: readonly [least: number, usual: number, most: number];
  /** Between two houses of a row. */
  readonly breakM: number;
};

/** Boxes in rows along the longest side: of three ways to lay the rows, the one that leaves least of the site empty. */
export const rowsOf = (site: Site, rows: Rows, marginM = 8): readonly Box[] => {
  const room = site.v1 - site.v0 - 2 * marginM;
  const count = Math.floor((room + rows.gapM) / (rows.depthM + rows.gapM));
  if (count < 1) return [];
  const [tight, slack] = [rows.depthM + rows.gapM, room + rows.gapM - count * (rows.depthM + rows.gapM)];
  const first = site.v0 + marginM;
  const spread = count === 1 ? tight : Math.min(tight + slack / (count - 1), tight * 1.35);
  const ways = [
    rowsAt(site, rows, first + (slack - (spread - tight) * (count - 1)) / 2, spread, count),
    rowsAt(site, rows, first + slack * 0.2, tight, count),
    rowsAt(site, rows, first + slack * 0.8, tight, count),
  ];
  return ways.reduce((best, way) => (lengthOf(way) > lengthOf(best) + 1 ? way : best));
};

const lengthOf = (boxes: readonly Box[]): number => boxes.reduce((sum, { u0, u1 }) => sum + u1 - u0, 0);

const rowsAt = (site: Site, rows: Rows, first: number, step: number, count: number): readonly Box[] => {
  const boxes: Box[] = [];
  for (let row = 0; row < count; row += 1) boxes.push(...rowAt(site, rows, first + row * step));
  return boxes;
};

/** One row, with its back to the line `v0`. */
export const rowAt = (site: Site, rows: Rows, v0: number): readonly Box[] => {
  const boxes: Box[] = [];
  for (const [from, to] of site.free(v0, v0 + rows.depthM, rows.lengthM[0])) fill(boxes, from, to, v0, rows);
  return boxes;
};

const fill = (boxes: Box[], from: number, to: number, v0: number, { depthM, lengthM, breakM }: Rows): void => {
  const [least, usual, most] = lengthM;
  const room = to - from;
  const count = Math.max(
    1,
    Math.min(Math.round((room + breakM) / (usual + breakM)), Math.floor((room + breakM) / (least + breakM))),
  );
  const length = Math.min(most, (room - (count - 1) * breakM) / count);
  const step = count === 1 ? 0 : (room - length) / (count - 1);
  const start = count === 1 ? from + (room - length) / 2 : from;
  for (let index = 0; index < count; index += 1) {
    const u0 = start + index * step;
    boxes.push({ u0, u1: u0 + length, v0, v1: v0 + depthM });
  }
};

/** A box of the given size with room around it, as near to a share of the site's depth as there is room; undefined when there is none. */
export const roomFor = (site: Site, lengthM: number, depthM: number, across: number, along = 0.5): Box | undefined => {
  const [low, high] = [site.v0 + 8, site.v1 - 8 - depthM];
  const wanted = low + (high - low) * across;
  const steps = 12;
  for (let step = 0; step <= steps; step += 1) {
    const off = ((high - low) * Math.ceil(step / 2)) / (steps / 2);
    const v0 = wanted + (step % 2 === 0 ? off : -off);
    if (v0 < low || v0 > high) continue;
    const span = longest(site.free(v0, v0 + depthM, lengthM));
    if (span === undefined) continue;
    const u0 = span[0] + (span[1] - span[0] - lengthM) * along;
    return { u0, u1: u0 + lengthM, v0, v1: v0 + depthM };
  }
  return undefined;
};

const longest = (spans: readonly (readonly [number, number])[]): readonly [number, number] | undefined =>
  spans.reduce<readonly [number, number] | undefined>(
    (best, span) => (best === undefined || span[1] - span[0] > best[1] - best[0] ? span : best),
    undefined,
  );
