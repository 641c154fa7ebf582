import { fillWords, type Refusal, type RefusalList, type Words } from '@liandong/words';

/** What a refusal says in the three languages, by the lists of all rooms. */
export type WordsOf = (refusal: Refusal) => Words;

export const createWordsOf =
  (lists: RefusalList): WordsOf =>
  ({ code, data }) => {
    const text = lists[code]?.text ?? { 'zh-Hans': code, 'zh-Hant': code, en: code };
    return {
      'zh-Hans': fillWords(text['zh-Hans'], data),
      'zh-Hant': fillWords(text['zh-Hant'], data),
      en: fillWords(text.en, data),
    };
  };
