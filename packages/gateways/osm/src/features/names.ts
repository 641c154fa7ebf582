import type { Words } from '@liandong/words';
import type { Tags } from '../tags.ts';

type Properties = Record<string, string | number | boolean>;

/** OpenStreetMap's own limit of a value. */
const maxLetters = 255;
const han = /\p{Script=Han}/u;

const textOf = (tags: Tags, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const text = tags.get(key);
    if (text !== undefined && text !== '') return text.length > maxLetters ? text.slice(0, maxLetters) : text;
  }
  return undefined;
};

/**
 * Names as the Protomaps schema has them. Nothing is translated or converted: a language is there when somebody wrote
 * it, and Chinese characters in the plain name count as the Chinese name. `script` keeps the style from showing a
 * Chinese name twice.
 */
export const addNames = (properties: Properties, tags: Tags): void => {
  const name = textOf(tags, 'name', 'name:zh', 'name:en');
  if (name === undefined) return;
  const isHan = han.test(name);
  const hans = textOf(tags, 'name:zh-Hans', 'name:zh') ?? (isHan ? name : undefined);
  const hant = textOf(tags, 'name:zh-Hant');
  const en = textOf(tags, 'name:en');
  properties.name = name;
  if (hans !== undefined) properties['name:zh-Hans'] = hans;
  if (hant !== undefined) properties['name:zh-Hant'] = hant;
  if (en !== undefined) properties['name:en'] = en;
  if (isHan) properties.script = 'Han';
};

/** The same for texts that need all three languages: what is not written falls back to the name on the spot. */
export const wordsOf = (tags: Tags): Words | undefined => {
  const hans = textOf(tags, 'name:zh-Hans', 'name:zh', 'name', 'name:en');
  if (hans === undefined) return undefined;
  return {
    'zh-Hans': hans,
    'zh-Hant': textOf(tags, 'name:zh-Hant') ?? hans,
    en: textOf(tags, 'name:en', 'name') ?? hans,
  };
};
