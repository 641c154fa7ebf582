import { numberAt, type Part, stride } from './shape.ts';
import { deepestZoom } from './world.ts';

/** A corner matters at a zoom when without it the line would move by this many units of the tile: 0.4 px on a screen. */
const tolerance = 3;
const finestTolerance = tolerance * 2;

/** First zoom at which a corner matters that lies so far (squared units) off the line without it. */
const zoomOf = (squaredDistance: number): number => {
  const zoom = Math.ceil(deepestZoom - Math.log2(squaredDistance / (tolerance * tolerance)) / 2);
  return zoom < 0 ? 0 : zoom > deepestZoom ? deepestZoom : zoom;
};

const stack: number[] = [];

/**
 * Writes into every corner the first zoom that needs it, by the distances of Douglas and Peucker (1973). Done once on
 * the whole line, so that tiles on both sides of an edge leave out the same corners.
 */
export const rateCorners = (part: Part): void => {
  const last = part.length - stride;
  for (let at = stride; at < last; at += stride) part[at + 2] = deepestZoom;
  part[2] = 0;
  part[last + 2] = 0;
  stack.push(0, last);
  while (stack.length > 0) {
    const to = stack.pop() ?? 0;
    const from = stack.pop() ?? 0;
    const farthest = farthestBetween(part, from, to);
    if (farthest < 0) continue;
    stack.push(from, farthest, farthest, to);
  }
};

/** Rates the corner farthest off the line between two others and tells where it stands; −1 when none matters. */
const farthestBetween = (part: Part, from: number, to: number): number => {
  const x = numberAt(part, from);
  const y = numberAt(part, from + 1);
  const dx = numberAt(part, to) - x;
  const dy = numberAt(part, to + 1) - y;
  const length2 = dx * dx + dy * dy;
  let most = finestTolerance * finestTolerance;
  let found = -1;
  for (let at = from + stride; at < to; at += stride) {
    const px = numberAt(part, at) - x;
    const py = numberAt(part, at + 1) - y;
    let along = length2 === 0 ? 0 : (px * dx + py * dy) / length2;
    if (along > 1) along = 1;
    else if (along < 0) along = 0;
    const offX = px - along * dx;
    const offY = py - along * dy;
    const distance2 = offX * offX + offY * offY;
    if (distance2 > most) {
      most = distance2;
      found = at;
    }
  }
  if (found >= 0) part[found + 2] = zoomOf(most);
  return found;
};
