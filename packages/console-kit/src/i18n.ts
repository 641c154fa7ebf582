import { type Language, languages, type Words } from '@liandong/words';
import { createInstance } from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

/** One area's texts: a key, three languages. */
export type WordsFile = Readonly<Record<string, Words>>;
export type TextData = Readonly<Record<string, string | number>>;
export type Translate<Key extends string> = (key: Key, data?: TextData) => string;

const storageKey = 'liandong.language';
const isLanguage = (text: string | null | undefined): text is Language =>
  (languages as readonly unknown[]).includes(text);

const remembered = (): Language => {
  const text = globalThis.localStorage?.getItem(storageKey);
  return isLanguage(text) ? text : 'zh-Hans';
};

const i18n = createInstance();
void i18n.use(initReactI18next).init({
  lng: remembered(),
  fallbackLng: false,
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
  react: { useSuspense: false, bindI18nStore: 'added' },
});

/** The language on screen now. */
export const languageNow = (): Language => (isLanguage(i18n.language) ? i18n.language : 'zh-Hans');

/** Changes every text on the page at once, without a reload, and remembers it at this seat. */
export const setLanguage = (language: Language): void => {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  void i18n.changeLanguage(language);
};

/** Tells the page its language at start. */
export const startLanguage = (): void => {
  document.documentElement.lang = languageNow();
};

/** True when a person chose a language at this seat. */
export const languageChosen = (): boolean => isLanguage(globalThis.localStorage?.getItem(storageKey));

const subscribe = (listener: () => void): (() => void) => {
  i18n.on('languageChanged', listener);
  return () => i18n.off('languageChanged', listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, languageNow);

/** Picks the language of a text that came from a node: `say(unit.name)`. */
export const useSay = (): ((words: Words) => string) => {
  const language = useLanguage();
  return useCallback((words: Words) => words[language], [language]);
};

/**
 * Registers the texts of an area and gives its typed `t()` as a hook.
 * @example const useT = defineWords('cases', caseWords); const t = useT(); t('case.act.return')
 */
export const defineWords = <const W extends WordsFile>(area: string, words: W): (() => Translate<keyof W & string>) => {
  for (const language of languages) {
    const texts = Object.fromEntries(Object.entries(words).map(([key, text]) => [key, text[language]]));
    i18n.addResourceBundle(language, area, texts);
  }
  return () => {
    const { t } = useTranslation(area, { i18n });
    return useCallback((key: string, data?: TextData): string => t(key, { ...data }), [t]);
  };
};
