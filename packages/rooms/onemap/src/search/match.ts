import type { Found } from '@liandong/contract';
import type { SearchRow } from './entry.ts';
import { firstLetterGram, normalText, pinyinGrams, textGrams } from './grams.ts';

/** One word of what was typed: all words must be found, each anywhere. */
export type SearchWord = {
  readonly text: string;
  /** Typed in Latin letters, so it may stand for Chinese ones. */
  readonly isLatin: boolean;
};

export const wordsOf = (typed: string): readonly SearchWord[] =>
  typed
    .split(/\s+/)
    .map(normalText)
    .filter((text) => text !== '')
    .map((text) => ({ text, isLatin: /^[a-z0-9]+$/.test(text) }));

/** What the index is asked for: one of these sets must be in a row, for every word. */
export const gramsOf = ({ text, isLatin }: SearchWord): readonly (readonly string[])[] => {
  const asText = textGrams(text);
  if (!isLatin) return [asText];
  const asPinyin = text.length === 1 ? firstLetterGram(text) : pinyinGrams(text);
  return [asText, asPinyin].filter((grams) => grams.length > 0);
};

type Hit = { readonly matched: Found['matched']; readonly score: number };

const positionScore = (where: string, word: string): number => {
  if (where === word) return 60;
  if (where.startsWith(word)) return 30;
  return where.includes(word) ? 10 : 0;
};

const hitOf = (row: SearchRow, { text, isLatin }: SearchWord): Hit | undefined => {
  const byName = Math.max(...row.text.split('\n').map((name) => positionScore(name, text)));
  const byCode = positionScore(row.code, text);
  const byAddress = row.address.includes(text) ? 5 : 0;
  const byInitials = isLatin ? positionScore(row.initials, text) * 0.8 : 0;
  const bySyllables = isLatin ? positionScore(row.pinyin, text) * 0.7 : 0;
  const hits: readonly Hit[] = [
    { matched: 'name', score: byName },
    { matched: 'code', score: byCode },
    { matched: 'pinyin', score: Math.max(byInitials, bySyllables) },
    { matched: 'address', score: byAddress },
  ];
  const best = hits.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best : undefined;
};

/** How well a row fits all words; undefined when one of them isn't in it. */
export const judge = (row: SearchRow, words: readonly SearchWord[]): Hit | undefined => {
  const hits = words.map((word) => hitOf(row, word));
  const found = hits.filter((hit) => hit !== undefined);
  const [first] = found;
  if (first === undefined || found.length < words.length) return undefined;
  const score = found.reduce((sum, hit) => sum + hit.score, 0) / found.length;
  return { matched: first.matched, score: score + row.weight / 4 - Math.min(16, row.name.length * 0.8) };
};

/** Nearer is better: up to 10 points on the spot, half of them 5 km away. */
export const nearScore = (row: SearchRow, near: { readonly lon: number; readonly lat: number } | undefined): number => {
  if (near === undefined || row.lon === null || row.lat === null) return 0;
  const [dx, dy] = [(row.lon - near.lon) * 111.3 * Math.cos((near.lat * Math.PI) / 180), (row.lat - near.lat) * 110.8];
  return 10 / (1 + Math.hypot(dx, dy) / 5);
};
