import type { PerceptionLimits } from './create-perception.ts';

/** Limits that a city sets in `terminal-types.json`. */
const profileKeys = ['silentMultiple', 'futureToleranceMs', 'oldestAgeMs'] as const;

/**
 * Reads `limits` of a parsed `terminal-types.json`; each has a value, a unit, a source and a date.
 * @throws Error naming the limit that is no positive number or has no source
 */
export const profileLimits = (profile: unknown): Partial<PerceptionLimits> => {
  const limits = memberOf(profile, 'limits');
  const found = profileKeys.flatMap((key) => {
    const entry = memberOf(limits, key);
    return entry === undefined ? [] : [[key, limitOf(entry, key)] as const];
  });
  return Object.fromEntries(found);
};

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const limitOf = (entry: unknown, key: string): number => {
  const value = memberOf(entry, 'value');
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
    throw new Error(`profile terminal-types: limits.${key}.value is no positive number`);
  }
  for (const part of ['unit', 'source', 'since']) {
    if (typeof memberOf(entry, part) !== 'string')
      throw new Error(`profile terminal-types: limits.${key}.${part} is missing`);
  }
  return value;
};
