import { defineWords } from '@liandong/console-kit';
import { adminWords } from './admin-words.ts';
import { alertWords } from './alert-words.ts';
import { caseWords } from './case-words.ts';
import { commandWords } from './command-words.ts';
import { importWords } from './import-words.ts';
import { mapWords } from './map-words.ts';
import { shellWords } from './shell-words.ts';
import { wallWords } from './wall-words.ts';

/** Every text of the console. */
export const consoleWords = {
  ...shellWords,
  ...caseWords,
  ...alertWords,
  ...mapWords,
  ...commandWords,
  ...importWords,
  ...wallWords,
  ...adminWords,
};
export type TextKey = keyof typeof consoleWords;

/** `t()` of the console. */
export const useT = defineWords('console', consoleWords);

/** A key made from a code that the contract may extend: undefined when there is no text for it. */
export const keyFor = (prefix: string, code: string): TextKey | undefined => {
  const key = `${prefix}.${code}`;
  return key in consoleWords ? (key as TextKey) : undefined;
};
