import { chanceBetween } from '../chance.ts';
import { noise, rise } from './noise.ts';
import type { Shape } from './shape.ts';
import type { XY } from './types.ts';

/** Side of a cell in metres, before the land bends it. */
export const cellM = 100;

/** Bay and capes, the winding river, and the small bends that keep a street from being straight. */
export const createBend = ({ seed, sites, north }: Shape): ((u: number, v: number) => XY) => {
  const heightM = north * cellM;
  const widthM = cellM * Math.max(...sites.map(({ cells }) => Math.max(cells.east, -cells.west)), 20);
  const bay = { depthM: 550 + 0.19 * widthM, wideM: 900 + 0.36 * widthM, atM: 0.16 * widthM };
  const reachM = 1500 + 1.1 * heightM;
  const phase = chanceBetween(seed, 'meander', 0, 2 * Math.PI);
  const outer = createOuterCoast(seed, sites);
  const coast = (u: number): number =>
    bay.depthM * (Math.exp(-(((u - bay.atM) / bay.wideM) ** 2)) - 0.5 + 0.3 * noise(seed + 21, u / 5200, 0.5));
  const fine = (u: number): number => 75 * noise(seed + 27, u / 800, 0.5) + 22 * noise(seed + 28, u / 230, 0.5);
  const meander = (v: number): number => {
    const free = 1 - Math.exp(-Math.max(0, v) / 1200);
    const wild = v < heightM ? 0 : 650 * rise(heightM, heightM + 4000, v) * noise(seed + 33, 0.5, v / 2300);
    return free * (300 * Math.sin((2 * Math.PI * v) / 5600 + phase) + 160 * noise(seed + 22, 0.5, v / 1300)) + wild;
  };
  return (u, v) => {
    const inland = Math.max(0, v);
    const x =
      u +
      meander(v) * Math.exp(-((u / 3400) ** 2)) +
      260 * noise(seed + 29, u / 4300, v / 4300) +
      110 * noise(seed + 23, u / 1700, v / 1700) +
      26 * noise(seed + 24, u / 430, v / 430);
    const y =
      v +
      coast(u) * Math.exp(-inland / reachM) +
      outer(u) * Math.exp(-inland / 1300) +
      200 * noise(seed + 30, u / 4100, v / 4100) +
      110 * noise(seed + 25, u / 1800, v / 1800) +
      26 * noise(seed + 26, u / 450, v / 450) +
      (inland > 2500 ? 0 : fine(u) * Math.exp(-inland / 300));
    return [x, y];
  };
};

/** Capes beside the city, and coves beyond them. */
const createOuterCoast = (seed: number, sites: Shape['sites']): ((u: number) => number) => {
  const { west, east } = capesOf(sites);
  return (u) => {
    const outside = rise(0, 3500, Math.max(west.edgeM - u, u - east.edgeM));
    let y = 0;
    for (const { atM, outM, wideM } of [west, east]) y -= outM * Math.exp(-(((u - atM) / wideM) ** 2));
    if (outside === 0) return y;
    const wild = 700 * noise(seed + 34, u / 5200, 0.5) + 420 * noise(seed + 31, u / 1900, 0.5);
    return y + outside * (wild + 150 * noise(seed + 32, u / 700, 0.5));
  };
};

/** The headlands that shelter the bay: where they stand, how far they reach out to sea. */
export const capesOf = (sites: Shape['sites']): Readonly<Record<'west' | 'east', Cape>> => {
  const west = cellM * Math.min(0, ...sites.map(({ cells }) => cells.west));
  const east = cellM * Math.max(...sites.map(({ cells }) => cells.east));
  const outM = 900 + 0.12 * (east - west);
  return {
    west: { edgeM: west, atM: west - 2600, outM, wideM: 1250 },
    east: { edgeM: east, atM: east + 3000, outM: 1.25 * outM, wideM: 1500 },
  };
};

type Cape = { readonly edgeM: number; readonly atM: number; readonly outM: number; readonly wideM: number };
