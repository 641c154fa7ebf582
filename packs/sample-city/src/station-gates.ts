import type { Words } from '@liandong/words';
import { isInside } from './city/plane.ts';
import type { CityPlan, StreetPlan, XY } from './city/types.ts';

export type StationGate = { readonly name: Words; readonly kind: 'rail' | 'metro'; readonly at: XY };

/** Stations lie on the lattice, often on the border of two streets; their gate lies beside it in the street that has them. */
export const stationGates = ({ stations }: CityPlan, { ring }: StreetPlan): readonly StationGate[] =>
  stations.flatMap(({ name, kind, at }) => {
    const gate = isInside(ring, at) ? besideIn(ring, at) : undefined;
    return gate === undefined ? [] : [{ name, kind, at: gate }];
  });

const besideIn = (ring: StreetPlan['ring'], [x, y]: XY): XY | undefined => {
  const around: readonly XY[] = [
    [x + 9, y + 12],
    [x - 9, y + 12],
    [x + 9, y - 12],
    [x - 9, y - 12],
  ];
  return around.find((at) => isInside(ring, at));
};
