import { type JurisdictionCode, Refusal, refuse } from '@liandong/words';
import { type Bbox, boxAround, metresOutside, shareOutside } from '../geometry/index.ts';
import { type Check, groundOf, type Live, type PlanOptions } from './judged.ts';
import type { Candidate } from './read-candidate.ts';
import { readGround } from './read-ground.ts';

/** Grounds are drawn as they should be, on the place where their relatives are. */
export const checkGrounds: Check = (live, options) => {
  let refusedAny = false;
  const near = boxesNear(live, options);
  for (const one of live.values()) {
    const { candidate } = one;
    if (candidate.geometry === undefined || one.ground !== undefined) continue;
    try {
      one.ground = readGround(candidate.geometry, options.datum, near(candidate));
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      one.refusal = cause;
      refusedAny = true;
    }
  }
  return refusedAny;
};

/** The box of a row's relatives already known: its own ground before, else its parent's, else its siblings'. */
const boxesNear = (live: Live, options: PlanOptions): ((candidate: Candidate) => Bbox | undefined) => {
  const siblings = new Map<JurisdictionCode | undefined, Bbox[]>();
  for (const { parentCode, ground } of options.existing.values()) {
    if (ground === undefined) continue;
    const boxes = siblings.get(parentCode);
    if (boxes === undefined) siblings.set(parentCode, [ground.bbox]);
    else boxes.push(ground.bbox);
  }
  const around = new Map(siblings.entries().map(([parent, boxes]) => [parent, boxAround(boxes)]));
  return ({ code, parentCode }) =>
    options.existing.get(code)?.ground?.bbox ?? groundOf(parentCode, live, options)?.bbox ?? around.get(parentCode);
};

/** More than this share outside its parent is no border drawn otherwise, but another place. */
const shareElsewhere = 0.5;

/** Ground lies in its parent's, as far as somebody drew that. */
export const checkPlaces: Check = (live, options) => {
  let refusedAny = false;
  for (const one of live.values()) {
    const { candidate, ground } = one;
    const parent = groundOf(candidate.parentCode, live, options);
    if (ground === undefined || parent === undefined || parent.derived) continue;
    const metres = metresOutside(ground.shape, parent.shape);
    if (metres <= options.toleratedReachM || shareOutside(ground.shape, parent.shape) <= shareElsewhere) continue;
    one.refusal = refuse('jurisdiction.outside-parent', {
      parentCode: candidate.parentCode,
      metres: Math.round(metres),
    });
    refusedAny = true;
  }
  return refusedAny;
};
