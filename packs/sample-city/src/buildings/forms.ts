import type { Ring, XY } from '../city/types.ts';
import type { Box, Site } from './site.ts';

/** Corners of a footprint in its box, counter-clockwise, as shares of the box's length and depth. */
type Corners = readonly (readonly [along: number, across: number])[];

/** What the outline of a building looks like. */
export type Form = 'rectangle' | 'ell' | 'mirrored-ell' | 'u' | 'h' | 'cross' | 'chamfered' | 'oval' | 'bowl' | 'blob';

const rectangle: Corners = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Wings as wide as a classroom or a ward and its corridor. */
const wingM = 15;

/** The share of a side that a wing takes: large buildings have deep wings. */
const wing = (sideM: number): number => Math.min(0.4, Math.max(0.24, wingM / sideM));

const ell = (along: number, across: number): Corners => [
  [0, 0],
  [1, 0],
  [1, across],
  [along, across],
  [along, 1],
  [0, 1],
];

const u = (along: number, across: number): Corners => [
  [0, 0],
  [1, 0],
  [1, 1],
  [1 - along, 1],
  [1 - along, across],
  [along, across],
  [along, 1],
  [0, 1],
];

const h = (along: number): Corners => [
  [0, 0],
  [along, 0],
  [along, 0.38],
  [1 - along, 0.38],
  [1 - along, 0],
  [1, 0],
  [1, 1],
  [1 - along, 1],
  [1 - along, 0.62],
  [along, 0.62],
  [along, 1],
  [0, 1],
];

const cross: Corners = [
  [0.3, 0],
  [0.7, 0],
  [0.7, 0.28],
  [1, 0.28],
  [1, 0.72],
  [0.7, 0.72],
  [0.7, 1],
  [0.3, 1],
  [0.3, 0.72],
  [0, 0.72],
  [0, 0.28],
  [0.3, 0.28],
];

const chamfered: Corners = [
  [0.22, 0],
  [0.78, 0],
  [1, 0.22],
  [1, 0.78],
  [0.78, 1],
  [0.22, 1],
  [0, 0.78],
  [0, 0.22],
];

const arc = (from: number, to: number, share: number, steps: number): Corners =>
  Array.from({ length: steps + 1 }, (_, step) => {
    const angle = from + ((to - from) * step) / steps;
    return [0.5 + (share / 2) * Math.cos(angle), 0.5 + (share / 2) * Math.sin(angle)];
  });

const oval = arc(0, (2 * Math.PI * 19) / 20, 1, 19);
/** Stands around a pitch, open at the gate. */
const bowl: Corners = [...arc(0.06, 2 * Math.PI - 0.06, 1, 28), ...arc(2 * Math.PI - 0.09, 0.09, 0.68, 28)];

/** A shore that no ruler has drawn. */
const blob: Corners = Array.from({ length: 32 }, (_, step) => {
  const angle = (step / 32) * 2 * Math.PI;
  const reach = 0.38 + 0.07 * Math.sin(3 * angle + 1) + 0.05 * Math.sin(2 * angle + 4);
  return [0.5 + reach * Math.cos(angle), 0.5 + reach * Math.sin(angle)];
});

const cornersOf = (form: Form, lengthM: number, depthM: number): Corners => {
  const [along, across] = [wing(lengthM), wing(depthM)];
  switch (form) {
    case 'rectangle':
      return rectangle;
    case 'ell':
      return ell(along, across);
    case 'mirrored-ell':
      return ell(along, across)
        .map(([a, b]) => [1 - a, b] as const)
        .toReversed();
    case 'u':
      return u(along, across);
    case 'h':
      return h(along);
    case 'cross':
      return cross;
    case 'chamfered':
      return chamfered;
    case 'oval':
      return oval;
    case 'bowl':
      return bowl;
    case 'blob':
      return blob;
  }
};

/** The outline of a building that fills a box of a site: closed, counter-clockwise, in metres of the city. */
export const outline = (site: Site, { u0, u1, v0, v1 }: Box, form: Form): Ring => {
  const corners = cornersOf(form, u1 - u0, v1 - v0);
  const ring: XY[] = corners.map(([along, across]) => site.toCity(u0 + along * (u1 - u0), v0 + across * (v1 - v0)));
  const first = ring[0];
  if (first !== undefined) ring.push(first);
  return ring;
};
