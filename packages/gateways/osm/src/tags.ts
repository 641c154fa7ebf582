import type { Things } from './format/primitive-block.ts';
import type { StringTable } from './format/string-table.ts';

/** Key and value as somebody wrote them. */
export type Tags = ReadonlyMap<string, string>;

const none: Tags = new Map();

/** The tags of the thing at a place of its list. */
export const tagsOf = (strings: StringTable, { tags, tagEnds }: Things, index: number): Tags => {
  const from = index === 0 ? 0 : (tagEnds[index - 1] ?? 0);
  const end = tagEnds[index] ?? from;
  if (from === end) return none;
  const map = new Map<string, string>();
  for (let at = from; at < end; at += 2) map.set(strings.text(tags[at] ?? 0), strings.text(tags[at + 1] ?? 0));
  return map;
};

/** A number with a unit behind it or none, as in `12`, `12.5 m`; undefined for anything else. */
export const metresOf = (text: string | undefined): number | undefined => {
  const found = text === undefined ? null : /^\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*(m|metre|metres|米)?\s*$/.exec(text);
  return found?.[1] === undefined ? undefined : Number(found[1].replace(',', '.'));
};
