import { member, number, oneOf, profileRoot } from '../profile/read-profile.ts';

/** Switches of a city, from its profile (`case-policy.json`). */
export type CasePolicy = {
  /** After a failed check the unit gets what was left, but at least this share of the limit. */
  readonly reworkLeastShare: number;
  /** `finish`: the child's word ends our handling; `confirm`: our unit looks first. */
  readonly childDone: 'finish' | 'confirm';
};

/**
 * Reads the case policy of a profile.
 * @throws Error that names the place of the first mistake
 */
export const parseCasePolicy = (json: unknown, fileName = 'case-policy'): CasePolicy => {
  const root = profileRoot(json, fileName);
  return {
    reworkLeastShare: number(member(member(root, 'reworkLeastShare'), 'value'), 0),
    childDone: oneOf(member(member(root, 'childDone'), 'value'), ['finish', 'confirm']),
  };
};
