import type { PasswordPolicy } from './security-policy.ts';

/** What is wrong with a new password. */
export type PasswordFault = 'tooShort' | 'tooPlain' | 'containsName';

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u] as const;

/**
 * Holds a new password against the policy; undefined when it will do.
 * @param names login name and name of its owner, which it must not contain
 */
export const passwordFault = (
  password: string,
  names: readonly string[],
  policy: PasswordPolicy,
): PasswordFault | undefined => {
  const characters = Array.from(password.normalize('NFKC'));
  if (characters.length < policy.minLength) return 'tooShort';
  const low = characters.join('').toLowerCase();
  if (names.some((name) => name.length > 1 && low.includes(name.toLowerCase()))) return 'containsName';
  const kindsUsed = kinds.filter((kind) => characters.some((character) => kind.test(character))).length;
  const plain = kindsUsed < policy.minKinds || new Set(characters).size < policy.minDifferentCharacters;
  return plain ? 'tooPlain' : undefined;
};
