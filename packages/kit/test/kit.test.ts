import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { definePack, parseClassTable, parseTiers } from '../src/index.ts';

const words = { 'zh-Hans': '积水', 'zh-Hant': '積水', en: 'Ponding' };
const row = {
  minor: 'ponding',
  major: 'road',
  kind: 'event',
  name: words,
  filingCondition: words,
  closingCondition: words,
  limit: { kind: 'urgentHour', value: 2, verbatim: '2紧急工作时' },
  source: 'a filing standard',
  since: '2020-01-01',
  quality: 'B',
};

describe('the door for packs', () => {
  it('gives a pack back as it is and refuses an id that could not be a schema', () => {
    const pack = { id: 'my-pack', name: words } as const;
    assert.equal(definePack(pack), pack);
    assert.throws(() => definePack({ id: 'My Pack', name: words }), /kebab-case/);
  });

  it('tells every mistake of a class table with its place', () => {
    assert.equal(parseClassTable({ classes: [row] })[0]?.limit.verbatim, '2紧急工作时');
    const wrong =
      (change: object): (() => unknown) =>
      () =>
        parseClassTable({ classes: [{ ...row, ...change }] });
    assert.throws(wrong({ kind: 'thing' }), /classes\[0\]\.kind/);
    assert.throws(wrong({ limit: { ...row.limit, kind: 'hour' } }), /limit\.kind/);
    assert.throws(wrong({ limit: { ...row.limit, value: 0 } }), /limit\.value/);
    assert.throws(wrong({ source: '' }), /classes\[0\]\.source/);
    assert.throws(wrong({ name: { en: 'Ponding' } }), /name\.zh-Hans/);
    assert.throws(() => parseClassTable({ classes: [row, row] }), /twice/);
  });

  it('reads the tiers of a city', () => {
    assert.equal(parseTiers({ tiers: [{ code: 'city', rank: 0, name: words }] })[0]?.code, 'city');
    assert.throws(() => parseTiers({ tiers: [{ code: 'city', rank: -1, name: words }] }), /rank/);
  });
});
