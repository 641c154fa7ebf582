import type { Language } from '@liandong/words';

/** Each language by its own name: the one text that is never translated. */
export const languageNames = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
} as const satisfies Record<Language, string>;
