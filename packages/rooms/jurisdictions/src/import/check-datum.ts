import { type Datum, Refusal, refuse } from '@liandong/words';
import { areaOf, metresOutside, shareOutside } from '../geometry/index.ts';
import type { Ground } from '../tree.ts';
import type { Judged, Live, PlanOptions } from './judged.ts';
import { readGround } from './read-ground.ts';

/** CGCS2000 agrees with WGS-84 within a metre, so the two cannot be told apart by a place. */
const readings: readonly Datum[] = ['WGS-84', 'GCJ-02', 'BD-09'];

/** Rows that are read in every datum: a shift shows in each of them. */
const maxRows = 100;

/** What is drawn here already by somebody else than this file: the parent's ground, or the row's own before. */
const referenceOf = ({ candidate }: Judged, live: Live, { existing }: PlanOptions): Ground | undefined => {
  const parent = existing.get(candidate.parentCode ?? '')?.ground;
  const isRedrawn = live.get(candidate.parentCode ?? '')?.ground !== undefined;
  if (parent !== undefined && !parent.derived && !isRedrawn) return parent;
  return existing.get(candidate.code)?.ground;
};

type Fit = { readonly datum: Datum; readonly share: number; readonly metres: number; readonly code: string };

/** How well the ground known so far holds the rows when they are read in a datum. */
const fitOf = (rows: readonly { readonly row: Judged; readonly reference: Ground }[], datum: Datum): Fit => {
  let [area, outside, metres, code] = [0, 0, 0, ''];
  for (const { row, reference } of rows) {
    const ground = readAs(row, datum);
    if (ground === undefined) return { datum, share: 1, metres: Number.POSITIVE_INFINITY, code };
    const reach = metresOutside(ground.shape, reference.shape);
    area += areaOf(ground.shape);
    if (reach > 0) outside += areaOf(ground.shape) * shareOutside(ground.shape, reference.shape);
    if (reach > metres) [metres, code] = [reach, row.candidate.code];
  }
  return { datum, share: area > 0 ? outside / area : 0, metres, code };
};

const readAs = ({ candidate, ground }: Judged, datum: Datum): Ground | undefined => {
  if (ground?.sourceDatum === datum) return ground;
  try {
    return readGround(candidate.geometry, datum, undefined);
  } catch (cause) {
    if (cause instanceof Refusal) return undefined;
    throw cause;
  }
};

/**
 * A datum belongs to the whole file: when its grounds reach out of what is drawn here already, and would not in another
 * datum, then the wrong one was told, and taking half of the rows would leave a torn map.
 * @throws Refusal `jurisdiction.datum-misfit` with the metres and the datum that would fit
 */
export const checkDatum = (live: Live, options: PlanOptions): void => {
  const rows = live
    .values()
    .flatMap((row) => {
      const reference = row.ground === undefined ? undefined : referenceOf(row, live, options);
      return reference === undefined ? [] : [{ row, reference }];
    })
    .take(maxRows)
    .toArray();
  const told = fitOf(rows, options.datum);
  if (told.metres <= options.toleratedReachM) return;
  const same = options.datum === 'CGCS2000' ? 'WGS-84' : options.datum;
  const others = readings.filter((datum) => datum !== same).map((datum) => fitOf(rows, datum));
  const best = others.reduce((one, other) => (other.share < one.share ? other : one));
  if (best.share * 3 > told.share || best.metres * 2 > told.metres) return;
  throw refuse('jurisdiction.datum-misfit', {
    datum: options.datum,
    fits: best.datum,
    code: told.code,
    metres: Math.round(told.metres),
    fitMetres: Math.round(best.metres),
  });
};
