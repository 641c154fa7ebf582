import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languages } from '@liandong/words';
import { kitWords } from '../src/words/kit-words.ts';

describe('the texts of the reusable parts', () => {
  it('exist in all three languages', () => {
    for (const [key, text] of Object.entries(kitWords))
      for (const language of languages) assert.ok(text[language].trim() !== '', `${key} has no ${language}`);
  });

  it('name the same data in every language', () => {
    const names = (text: string): string =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map(([, name]) => name)
        .sort()
        .join();
    for (const [key, text] of Object.entries(kitWords))
      for (const language of languages) assert.equal(names(text[language]), names(text.en), `${key} in ${language}`);
  });
});
