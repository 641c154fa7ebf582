import { pinyin } from 'pinyin-pro';

/** How a Chinese name is typed in Latin letters: whole syllables, and their first letters; '' without Chinese letters. */
export type Latin = { readonly syllables: string; readonly initials: string };

const noLatin: Latin = { syllables: '', initials: '' };
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

export const latinOf = (name: string): Latin => {
  if (!/\p{Script=Han}/u.test(name)) return noLatin;
  const parts = pinyin(name, { toneType: 'none', type: 'all', v: true, nonZh: 'consecutive' });
  return {
    syllables: plain(parts.map(({ isZh, pinyin: syllable, origin }) => (isZh ? syllable : origin)).join('')),
    // Latin words and numbers inside of a Chinese name count letter by letter.
    initials: plain(parts.map(({ isZh, first, origin }) => (isZh ? first : origin)).join('')),
  };
};
