import type { Right } from './rights.ts';

/** 三员分立: system, people and audit administration; whoever holds one of them can hold no other. */
export const administratorRights = ['system.manage', 'people.manage', 'audit.read'] as const satisfies readonly Right[];

/** The administrator rights that come together here although they must be kept apart; empty when all is well. */
export const mixedAdministrators = (held: Iterable<string>): readonly Right[] => {
  const all = new Set(held);
  const found = administratorRights.filter((right) => all.has(right));
  return found.length > 1 ? found : [];
};
