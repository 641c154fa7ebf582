import { defineWords } from './i18n.ts';
import { kitWords } from './words/kit-words.ts';

/** `t()` of the kit's own texts. */
export const useKitWords = defineWords('kit', kitWords);
