/** A text as it is compared: one width, one case, letters and digits of any script only. */
export const normalText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

const isHan = (letter: string): boolean => /\p{Script=Han}/u.test(letter);

/**
 * Pairs of neighbouring letters of a normal text, and single Han letters, since a Chinese word may be one letter long.
 * What contains a word contains all of the word's pairs: so the index finds candidates, and looking decides.
 */
export const textGrams = (normal: string): readonly string[] => {
  const letters = [...normal];
  const singles = letters.filter(isHan);
  return [...singles, ...letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`)];
};

/** The same for Latin letters that stand for Chinese ones, kept apart by a mark. */
export const pinyinGrams = (latin: string): readonly string[] =>
  [...latin].slice(1).map((letter, index) => `~${latin[index] ?? ''}${letter}`);

/** Marks the first letter of the initials: what one typed letter finds. */
export const firstLetterGram = (initials: string): readonly string[] => (initials === '' ? [] : [`^${initials[0]}`]);
