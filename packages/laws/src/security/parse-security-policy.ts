import { dayMs, hourMs, minuteMs } from '@liandong/words';
import { type Entry, member, number, oneOf, profileRoot, text } from '../profile/read-profile.ts';
import type { SecurityPolicy } from './security-policy.ts';

const durations = { min: minuteMs, h: hourMs, d: dayMs } as const;

/**
 * Reads the security policy of a profile (`security.json`).
 * @throws Error that names the place of the first mistake
 */
export const parseSecurityPolicy = (json: unknown, fileName = 'security'): SecurityPolicy => {
  const root = profileRoot(json, fileName);
  const at = (group: string, key: string): Entry => member(member(root, group), key);
  return {
    session: { idleMs: duration(at('session', 'idle')), absoluteMs: duration(at('session', 'absolute')) },
    lockOut: {
      failures: amount(at('lockOut', 'failures'), 'failures'),
      windowMs: duration(at('lockOut', 'window')),
      lockMs: duration(at('lockOut', 'lock')),
    },
    throttle: {
      failures: amount(at('throttle', 'failures'), 'failures'),
      windowMs: duration(at('throttle', 'window')),
    },
    password: {
      minLength: amount(at('password', 'minLength'), 'characters'),
      minKinds: amount(at('password', 'minKinds'), 'kinds'),
      minDifferentCharacters: amount(at('password', 'minDifferentCharacters'), 'characters'),
      firstPasswordMs: duration(at('password', 'firstPassword')),
    },
    passwordHash: {
      memoryKiB: amount(at('passwordHash', 'memory'), 'KiB'),
      passes: amount(at('passwordHash', 'passes'), 'passes'),
      lanes: amount(at('passwordHash', 'lanes'), 'lanes'),
    },
  };
};

const amount = (entry: Entry, unit: string): number => {
  oneOf(member(entry, 'unit'), [unit]);
  provenance(entry);
  return number(member(entry, 'value'), 1);
};

const duration = (entry: Entry): number => {
  const unit = oneOf(member(entry, 'unit'), ['min', 'h', 'd'] as const);
  provenance(entry);
  return number(member(entry, 'value'), 1) * durations[unit];
};

const provenance = (entry: Entry): void => {
  for (const key of ['source', 'since']) text(member(entry, key));
};
