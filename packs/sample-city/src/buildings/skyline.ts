import type { CityPlan, StreetCharacter, XY } from '../city/types.ts';

/** How much of a centre a street is: how tall its middle grows compared with the very centre. */
const weights: Readonly<Partial<Record<StreetCharacter, number>>> = {
  core: 1,
  'new-town': 0.6,
  resort: 0.42,
  harbour: 0.38,
};

/** Metres at which a skyline has fallen to about a third. */
const reachM = 1_250;

/** How near to a centre of the city a place is: 1 in the middle of its towers, 0 at its edge. */
export const centralityOf = ({ streets }: CityPlan): ((at: XY) => number) => {
  const centres = streets.flatMap(({ character, middle }) => {
    const weight = weights[character];
    return weight === undefined ? [] : [{ at: middle, weight }];
  });
  return ([x, y]) => {
    let most = 0;
    for (const { at, weight } of centres) {
      const away = Math.hypot(x - at[0], y - at[1]) / reachM;
      if (away < 4) most = Math.max(most, weight * Math.exp(-(away ** 1.5)));
    }
    return most;
  };
};
