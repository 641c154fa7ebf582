import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { caseActNames, caseStatuses, rights, stageOf } from '@liandong/laws';
import { languages, type Words } from '@liandong/words';
import { adminWords } from '../src/words/admin-words.ts';
import { alertWords } from '../src/words/alert-words.ts';
import { caseWords } from '../src/words/case-words.ts';
import { shellWords } from '../src/words/shell-words.ts';

const words: Readonly<Record<string, Words>> = { ...shellWords, ...caseWords, ...alertWords, ...adminWords };
const root = path.join(import.meta.dirname, '../../..');

/** Sources of every screen, without the words files. */
const screens = ['apps/console/src', 'packages/console-kit/src'].flatMap((folder) =>
  globSync('**/*.{ts,tsx}', { cwd: path.join(root, folder) })
    .filter((file) => !/(^|\/)words\//.test(file) && !file.endsWith('language-names.ts'))
    .map((file) => path.join(folder, file)),
);

const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');

describe('the texts of the console', () => {
  it('exist in all three languages', () => {
    for (const [key, text] of Object.entries(words))
      for (const language of languages) assert.ok(text[language].trim() !== '', `${key} has no ${language}`);
  });

  it('name the same data in every language', () => {
    const names = (text: string): string =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map(([, name]) => name)
        .sort()
        .join();
    for (const [key, text] of Object.entries(words))
      for (const language of languages) assert.equal(names(text[language]), names(text.en), `${key} in ${language}`);
  });

  it('name every status, stage, act and right there is', () => {
    const codes = [
      ...caseStatuses.map((status) => `status.${status}`),
      ...Object.values(stageOf).map((stage) => `stage.${stage}`),
      ...caseActNames.map((act) => `act.${act}`),
      ...rights.map((right) => `right.${right}`),
    ];
    assert.deepEqual(
      codes.filter((code) => !(code in words)),
      [],
    );
  });

  it('are not shared out between two areas', () => {
    const keys = [shellWords, caseWords, alertWords, adminWords].flatMap((area) => Object.keys(area));
    assert.equal(new Set(keys).size, keys.length);
  });

  it('are all used', () => {
    const source = screens.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');
    const built =
      /^(status|stage|act|right|child|case\.source|quality|terminal\.(state|life|range)|alert\.state|desk|links|nav|people\.kind|rules|theme)\./;
    const idle = Object.keys(words).filter(
      (key) => !built.test(key) && !source.includes(`'${key}'`) && !source.includes(`"${key}"`),
    );
    assert.deepEqual(idle, []);
  });
});

describe('a screen', () => {
  it('has no bare Chinese text in its source', () => {
    assert.ok(screens.length > 40, 'the screens were not found');
    const bare = screens.filter((file) =>
      /[\u3400-\u9fff]/.test(withoutComments(readFileSync(path.join(root, file), 'utf8'))),
    );
    assert.deepEqual(bare, []);
  });

  it('has no bare English text between tags or in a text attribute', () => {
    const findings = screens
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => {
        const source = withoutComments(readFileSync(path.join(root, file), 'utf8'));
        const texts = source.matchAll(/[a-zA-Z"'}]>\s*([A-Za-z][A-Za-z ,.]{2,})\s*<\//g);
        const attributes = source.matchAll(/\s(?:title|label|placeholder|aria-label|alt)="([^"]*[A-Za-z][^"]*)"/g);
        return [...texts, ...attributes].map(([, text]) => `${file}: ${text}`);
      });
    assert.deepEqual(findings, []);
  });
});
