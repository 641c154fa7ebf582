import { chanceBetween } from '../chance.ts';
import { capesOf, cellM } from './bend.ts';
import type { Flat } from './lattice.ts';
import { layered, rise } from './noise.ts';
import type { Shape } from './shape.ts';
import type { Terrain, XY } from './types.ts';

/** 凹点: a low place of the ground, where a road goes below the railway. */
export type Dip = { readonly at: XY; readonly depthM: number; readonly wideM: number };

/** A hill or an island with a place of its own. */
export type Knoll = { readonly at: XY; readonly heightM: number; readonly wideM: number };

const stepM = 20;

/** One coordinate as a function of the other, from a line that never turns back. */
const tabulate = (line: readonly XY[], key: 0 | 1): ((at: number) => number) => {
  const value = key === 0 ? 1 : 0;
  const from = line[0]?.[key] ?? 0;
  const to = line.at(-1)?.[key] ?? 0;
  const known = new Float64Array(Math.floor((to - from) / stepM) + 2);
  let piece = 1;
  for (let step = 0; step < known.length; step += 1) {
    const at = from + step * stepM;
    while (piece < line.length - 1 && (line[piece]?.[key] ?? 0) < at) piece += 1;
    const [a, b] = [line[piece - 1] ?? [0, 0], line[piece] ?? [0, 0]];
    const share = b[key] === a[key] ? 0 : Math.min(1, Math.max(0, (at - a[key]) / (b[key] - a[key])));
    known[step] = a[value] + (b[value] - a[value]) * share;
  }
  return (at) => {
    const place = Math.min(known.length - 1.001, Math.max(0, (at - from) / stepM));
    const step = Math.floor(place);
    return (known[step] ?? 0) + ((known[step + 1] ?? 0) - (known[step] ?? 0)) * (place - step);
  };
};

/** Lines of the land in the plane that is not turned yet. */
export type LandLines = {
  readonly coast: readonly XY[];
  readonly westBank: readonly XY[];
  readonly eastBank: readonly XY[];
  readonly knolls: readonly Knoll[];
};

/** Heights as a smooth function of the place; the dips are in the turned plane and may be empty at first. */
export const createTerrain = (shape: Shape, { toFlat }: Flat, lines: LandLines, dips: readonly Dip[]): Terrain => {
  const coastY = tabulate(lines.coast, 0);
  const [westX, eastX] = [tabulate(lines.westBank, 1), tabulate(lines.eastBank, 1)];
  const ground = createGround(shape, lines.knolls);
  const dipAt = createDips(dips);
  const place = (x: number, y: number) => {
    const [fx, fy] = toFlat(x, y);
    // Coast and banks are known to a metre or so; the road on them is dry.
    const inlandM = fy - coastY(fx) + 1.5;
    const bankM = Math.max(westX(fy) - fx, fx - eastX(fy)) + 1.5;
    return { fx, fy, inlandM, bankM };
  };
  return {
    heightM: (x, y) => {
      const { fx, fy, inlandM, bankM } = place(x, y);
      if (inlandM < 0) {
        const islandM = islandAt(lines.knolls, fx, fy);
        return islandM > 0 ? islandM : -0.4 - Math.min(45, -inlandM * 0.013) + Math.max(-3, islandM);
      }
      if (bankM < 0) return -0.3 - Math.min(4, -bankM * 0.06);
      return ground(fx, fy, inlandM, bankM) - dipAt(x, y);
    },
    isWater: (x, y) => {
      const { fx, fy, inlandM, bankM } = place(x, y);
      return inlandM < 0 ? islandAt(lines.knolls, fx, fy) <= 0 : bankM < 0;
    },
  };
};

type Ground = (fx: number, fy: number, inlandM: number, bankM: number) => number;

/** Plain, foothills, hills with ridges; the river has cut its valley. */
const createGround = ({ seed, sites, north }: Shape, knolls: readonly Knoll[]): Ground => {
  const cityM = north * cellM;
  const { west, east } = capesOf(sites);
  const hillsFromM = 0.62 * cityM + 250;
  const tallM = chanceBetween(seed, 'hills', 380, 470);
  const inner = knolls.filter(({ heightM }) => heightM > 0);
  return (fx, fy, inlandM, bankM) => {
    const plain = 1.6 + Math.min(9, inlandM * 0.0022) + 1.4 * layered(seed + 41, fx / 900, fy / 900, 3);
    const front = inlandM + Math.min(900, 0.18 * cityM) * layered(seed + 42, fx / 2600, fy / 2600, 2);
    // Beside the city the hills come down to the sea.
    const outside = rise(300, 4500, Math.max(west.edgeM - fx, fx - east.edgeM));
    const fromM = hillsFromM * (1 - 0.8 * outside);
    const share = rise(fromM, fromM + 4200, front) * (0.12 + 0.88 * rise(60, 1500, bankM));
    const ridge = share === 0 ? 0 : 1 - Math.abs(layered(seed + 43, fx / 2100, fy / 2100, 5));
    let height = plain + share * tallM * (0.25 + 0.9 * ridge ** 2.4);
    for (const { at, heightM, wideM } of inner) {
      const away = ((fx - at[0]) ** 2 + (fy - at[1]) ** 2) / wideM ** 2;
      if (away < 9) height += heightM * Math.exp(-away * 1.6) * (1 + 0.35 * layered(seed + 44, fx / 160, fy / 160, 3));
    }
    return Math.max(0.6, height * rise(-60, 240, inlandM) * (0.3 + 0.7 * rise(0, 120, bankM)) + 0.9);
  };
};

/** Islands are knolls of negative height: nothing on land sees them. Above 0 on an island. */
const islandAt = (knolls: readonly Knoll[], fx: number, fy: number): number => {
  let most = -100;
  for (const knoll of knolls) {
    if (knoll.heightM > 0) continue;
    const dx = fx - knoll.at[0];
    const dy = fy - knoll.at[1];
    const away = Math.sqrt(dx * dx + dy * dy) / knoll.wideM;
    // Beyond this the bed is as deep as the shallows around an island ever make it.
    if (away < 1.6) most = Math.max(most, -knoll.heightM * (1 - (away / shoreShare(knoll, Math.atan2(dy, dx))) ** 1.4));
  }
  return most;
};

/** How far the shore of an island is out in a direction, as a share of its width: longish, with coves. */
const shoreShare = ({ at, wideM }: Knoll, angle: number): number =>
  1 +
  0.24 * Math.sin(2 * angle + wideM) +
  0.1 * Math.sin(3 * angle + at[0]) +
  0.07 * Math.sin(5 * angle + at[1]) +
  0.035 * Math.sin(11 * angle + wideM);

/** The shore of an island in the plane that is not turned. */
export const islandShore = (knoll: Knoll): readonly XY[] => {
  const corners = 96;
  const ring = Array.from({ length: corners }, (_, index): XY => {
    const angle = (index / corners) * 2 * Math.PI - Math.PI;
    const edgeM = knoll.wideM * shoreShare(knoll, angle);
    return [knoll.at[0] + edgeM * Math.cos(angle), knoll.at[1] + edgeM * Math.sin(angle)];
  });
  return [...ring, ...ring.slice(0, 1)];
};

/** Looked up by kilometre squares: a metropolis has hundreds of dips, and each height asks for them. */
const createDips = (dips: readonly Dip[]): ((x: number, y: number) => number) => {
  const key = (i: number, j: number): number => (i + 4096) * 8192 + j + 4096;
  const near = new Map<number, Dip[]>();
  for (const dip of dips) {
    const [i, j] = [Math.floor(dip.at[0] / 1000), Math.floor(dip.at[1] / 1000)];
    for (let di = -1; di <= 1; di += 1) {
      for (let dj = -1; dj <= 1; dj += 1) {
        const list = near.get(key(i + di, j + dj)) ?? [];
        list.push(dip);
        near.set(key(i + di, j + dj), list);
      }
    }
  }
  return (x, y) => {
    let sum = 0;
    for (const { at, depthM, wideM } of near.get(key(Math.floor(x / 1000), Math.floor(y / 1000))) ?? []) {
      const away = ((x - at[0]) ** 2 + (y - at[1]) ** 2) / wideM ** 2;
      if (away < 9) sum += depthM * Math.exp(-away);
    }
    return sum;
  };
};
