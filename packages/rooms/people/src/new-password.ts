import { randomInt } from 'node:crypto';
import { type PasswordFault, type PasswordPolicy, passwordFault } from '@liandong/laws';
import { refuse } from '@liandong/words';

const codeOf = {
  tooShort: 'people.password-too-short',
  tooPlain: 'people.password-too-plain',
  containsName: 'people.password-contains-name',
} as const satisfies Record<PasswordFault, string>;

/** Refuses a new password that the policy doesn't allow. */
export const demandGoodPassword = (password: string, names: readonly string[], policy: PasswordPolicy): void => {
  const fault = passwordFault(password, names, policy);
  if (fault !== undefined) throw refuse(codeOf[fault], policy);
};

// Without characters that are read wrongly from a screen.
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random password in five groups of four: 116 bits. */
export const randomPassword = (): string => {
  const group = (): string => Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join('');
  return Array.from({ length: 5 }, group).join('-');
};
