import { rateCorners } from '../draw/importance.ts';
import { layerNumber } from '../draw/read-features.ts';
import { kinds, numberAt, type Part, stride } from '../draw/shape.ts';
import type { NewShape } from '../draw/spill.ts';
import { deepestZoom } from '../draw/world.ts';
import { type Contour, type Lattice, traceContours } from './trace-contours.ts';

/** Metres between contour lines, and between the stronger ones (计曲线). */
const contourIntervalM = 10;
const indexIntervalM = 50;
const indexMinZoom = 12;
const minZoom = 13;
/** A circle of fewer corners is noise of the measurement, no hill. */
const fewestCorners = 9;

/**
 * Contour lines of a lattice as shapes of the basemap.
 * @param left column of the lattice's first corner in units, `top` its row, `step` units from corner to corner
 */
export const contourShapes = (lattice: Lattice, left: number, top: number, step: number): readonly NewShape[] => {
  const layer = layerNumber('contours');
  return traceContours(lattice, contourIntervalM)
    .filter(({ closed, line }) => !closed || line.length >= 2 * fewestCorners)
    .map((contour) => {
      const index = contour.heightM % indexIntervalM === 0;
      return {
        looks: { layer, kind: kinds.line, minZoom: index ? indexMinZoom : minZoom },
        properties: { height: contour.heightM, index },
        parts: [partOf(contour, left, top, step)],
      };
    });
};

const partOf = ({ line }: Contour, left: number, top: number, step: number): Part => {
  const part = new Int32Array((line.length / 2) * stride);
  for (let index = 0; index < line.length / 2; index += 1) {
    part[index * stride] = Math.round(left + (line[2 * index] ?? 0) * step);
    part[index * stride + 1] = Math.round(top + (line[2 * index + 1] ?? 0) * step);
  }
  rateCorners(part);
  return thinned(part);
};

/** The lattice puts a corner on every one of its edges; those that only the deepest zoom would draw tell nothing. */
const thinned = (part: Part): Part => {
  let kept = 0;
  for (let at = 0; at < part.length; at += stride) {
    if (numberAt(part, at + 2) === deepestZoom) continue;
    part.copyWithin(kept, at, at + stride);
    kept += stride;
  }
  return part.slice(0, kept);
};
