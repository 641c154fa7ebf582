import type { Instant } from '@liandong/words';
import type { TerminalKind } from '../../terminals/kinds.ts';
import { underpassCode } from '../../terminals/sample-terminals.ts';
import type { Living } from '../moment.ts';
import { burstLastsMs } from './burst.ts';
import { distanceM, endOf, type Happening, type HappeningId } from './happening.ts';
import { cloudburstLastsMs, hillsLastMs } from './rain.ts';
import { crowdLastsMs, lampsLastMs, manholeLastsMs } from './street.ts';

type Plan = { readonly kind: TerminalKind; readonly lastsMs: number };

/** At which kind of terminal each of them happens, and how long it is felt. */
const plans: Readonly<Record<HappeningId, Plan>> = {
  rain: { kind: 'ponding', lastsMs: cloudburstLastsMs },
  hills: { kind: 'rain', lastsMs: hillsLastMs },
  burst: { kind: 'pressure', lastsMs: burstLastsMs },
  manhole: { kind: 'manhole', lastsMs: manholeLastsMs },
  lamps: { kind: 'lamp', lastsMs: lampsLastMs },
  crowd: { kind: 'counter', lastsMs: crowdLastsMs },
};

const crowded = 500;

/** The place that shows most: the highest gauge for the hills, the densest circuit for the lamps, the first one else. */
const fitting = (id: HappeningId, kind: TerminalKind, living: readonly Living[]): Living | undefined => {
  const [first, ...others] = living.filter((one) => one.terminal.kind === kind);
  if (first === undefined) return undefined;
  if (id === 'rain') return living.find(({ code }) => code === underpassCode) ?? first;
  const score = (one: Living): number => {
    if (id === 'hills') return one.groundM;
    const near = living.filter((other) => other.terminal.kind === kind && distanceM(other.at, one.at) < crowded);
    return near.length;
  };
  return others.reduce((best, one) => (score(one) > score(best) ? one : best), first);
};

/**
 * Begins a happening at the terminal with this code, or where it fits.
 * @throws Error when there is no terminal of the kind, or the code is another kind's
 */
export const beginHappening = (
  id: HappeningId,
  startedAt: Instant,
  living: readonly Living[],
  code: string | undefined,
): Happening => {
  const { kind, lastsMs } = plans[id];
  const chosen =
    code === undefined
      ? fitting(id, kind, living)
      : living.find((one) => one.code === code && one.terminal.kind === kind);
  if (chosen === undefined) throw new Error(`no ${kind} ${code ?? ''} in the sample`);
  const { terminal, at } = chosen;
  return {
    id,
    startedAt,
    until: endOf(startedAt, lastsMs),
    at: chosen.code,
    place: terminal.order.name,
    middle: at,
    streetCode: terminal.streetCode,
  };
};
