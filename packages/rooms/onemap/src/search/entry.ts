import type { SearchKind } from '@liandong/contract';
import type { Words } from '@liandong/words';
import { firstLetterGram, normalText, pinyinGrams, textGrams } from './grams.ts';
import { latinOf } from './pinyin.ts';

/** A thing that can be found, as its room tells of it; place in WGS-84. */
export type SearchEntry = {
  readonly kind: SearchKind;
  readonly id: string;
  /** As it is shown. */
  readonly name: string;
  /** The name in three languages: all of them are searched, the reader's is shown. */
  readonly names?: Words | undefined;
  /** Aliases. */
  readonly otherNames?: readonly string[] | undefined;
  readonly code?: string | undefined;
  readonly address?: string | undefined;
  /** What tells it from others of that name; the code and the address when absent. */
  readonly detail?: string | undefined;
  readonly subkind?: string | undefined;
  readonly lon?: number | undefined;
  readonly lat?: number | undefined;
  /** Root … self of its jurisdiction; empty for what everybody may see. */
  readonly path: readonly string[];
  /** Greater is found first among equals, -100 … 100. */
  readonly weight?: number | undefined;
};

export type SearchRow = {
  readonly kind: SearchKind;
  readonly id: string;
  readonly name: string;
  readonly names: Words | null;
  readonly detail: string;
  readonly subkind: string | null;
  readonly code: string;
  readonly text: string;
  readonly address: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly jurisdiction_path: readonly string[];
  readonly weight: number;
};

/** The row of an entry with its grams. */
export const toSearchRow = (entry: SearchEntry): SearchRow & { readonly grams: readonly string[] } => {
  const names = [entry.name, ...Object.values(entry.names ?? {}), ...(entry.otherNames ?? [])].map(normalText);
  const code = normalText(entry.code ?? '');
  const address = normalText(entry.address ?? '');
  const { syllables, initials } = latinOf(entry.name);
  const grams = new Set([
    ...names.flatMap(textGrams),
    ...textGrams(code),
    ...textGrams(address),
    ...pinyinGrams(syllables),
    ...pinyinGrams(initials),
    ...firstLetterGram(initials),
  ]);
  return {
    kind: entry.kind,
    id: entry.id,
    name: entry.name,
    names: entry.names ?? null,
    detail: entry.detail ?? [entry.code, entry.address].filter((part) => part !== undefined && part !== '').join(' · '),
    subkind: entry.subkind ?? null,
    code,
    // A separator that no normal text has: a word must not be found across two names.
    text: [...new Set(names)].join('\n'),
    address,
    pinyin: syllables,
    initials,
    lon: entry.lon ?? null,
    lat: entry.lat ?? null,
    jurisdiction_path: entry.path,
    weight: entry.weight ?? 0,
    grams: [...grams],
  };
};
