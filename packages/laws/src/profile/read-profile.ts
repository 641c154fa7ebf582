import { languages, type Words } from '@liandong/words';

// Profiles are written by hand in every city: a mistake in one is told with its place and stops the start.

/** One value of a profile and where it stands, e.g. `rules[2].levels[0].threshold`. */
export type Entry = { readonly value: unknown; readonly path: string };

/** Starts reading a profile; `name` is its file, for the message of a mistake. */
export const profileRoot = (value: unknown, name: string): Entry => ({ value, path: name });

/** The member of an object; its value is undefined when there is none. */
export const member = (entry: Entry, key: string): Entry => {
  const path = `${entry.path}.${key}`;
  if (typeof entry.value !== 'object' || entry.value === null) throw mistake(entry, 'an object');
  return { value: Reflect.get(entry.value, key), path };
};

/** The members of a list. */
export const items = (entry: Entry): readonly Entry[] => {
  if (!Array.isArray(entry.value)) throw mistake(entry, 'a list');
  return entry.value.map((value: unknown, index) => ({ value, path: `${entry.path}[${index}]` }));
};

/** A text that is not empty. */
export const text = (entry: Entry): string => {
  if (typeof entry.value !== 'string' || entry.value === '') throw mistake(entry, 'a text');
  return entry.value;
};

/** A finite number not below `least`. */
export const number = (entry: Entry, least = Number.NEGATIVE_INFINITY): number => {
  if (typeof entry.value !== 'number' || !Number.isFinite(entry.value) || entry.value < least) {
    throw mistake(entry, `a number${least === Number.NEGATIVE_INFINITY ? '' : ` not below ${least}`}`);
  }
  return entry.value;
};

/** One of some words. */
export const oneOf = <Word extends string | number>(entry: Entry, allowed: readonly Word[]): Word => {
  const found = allowed.find((word) => word === entry.value);
  if (found === undefined) throw mistake(entry, `one of ${allowed.join(', ')}`);
  return found;
};

/** A text in the three languages. */
export const words = (entry: Entry): Words => {
  const [hans = '', hant = '', en = ''] = languages.map((language) => text(member(entry, language)));
  return { 'zh-Hans': hans, 'zh-Hant': hant, en };
};

/** Whether the profile says anything here. */
export const present = (entry: Entry): boolean => entry.value !== undefined && entry.value !== null;

/** The defect of a profile that does not say what it must. */
export const mistake = (entry: Entry, expected: string): Error =>
  new Error(`profile ${entry.path}: expected ${expected}, found ${JSON.stringify(entry.value) ?? 'nothing'}`);
