import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseAlertRules } from '../src/alert/index.ts';

const bits = { outOfRange: 1, late: 2, future: 4, stale: 8 };
const profile = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../profiles/${name}/alert-rules.json`, import.meta.url), 'utf8'));
const [floodnet] = parseAlertRules(profile('us-nyc'), bits);

describe('alert rules of the profiles', () => {
  it('are read with levels by name, values in the unit of the rule, and a source each', () => {
    assert.deepEqual(
      floodnet?.levels.map(({ level, threshold }) => [level, threshold]),
      [
        ['warn', 4 * 2.54],
        ['danger', 12 * 2.54],
        ['grave', 24 * 2.54],
      ],
    );
    const cn = parseAlertRules(profile('cn-national'), bits);
    assert.deepEqual(
      cn.map(({ id, comparator, excludedQuality }) => [id, comparator, excludedQuality]),
      [
        ['ponding-depth', 'above', 5],
        ['river-level', 'above', 5],
        ['water-pressure', 'below', 5],
        ['main-burst', 'above', 5],
        ['manhole-open', 'above', 5],
        ['lamp-out', 'above', 5],
        ['crowd-density', 'above', 5],
        ['pump-stopped', 'above', 5],
        ['noise-level', 'above', 5],
        ['gas-concentration', 'above', 5],
      ],
    );
  });

  it('are not taken with a mistake, and the message says where', () => {
    const wrong = (change: (rule: Record<string, unknown>) => void) => {
      const rule = structuredClone(profile('us-nyc').rules[0]);
      change(rule);
      return () => parseAlertRules({ rules: [rule] }, bits, 'x.json');
    };
    const level = (rule: Record<string, unknown>, index: number) =>
      (rule.levels as Record<string, unknown>[])[index] ?? {};
    assert.throws(
      wrong((rule) => Object.assign(level(rule, 1), { unit: 'inch' })),
      /x\.json\.rules\[0\]\.levels\[1\]\.unit: expected one of cm, found "inch"/,
    );
    assert.throws(
      wrong((rule) => Object.assign(level(rule, 1), { threshold: 9 })),
      /levels: expected levels by rising rank/,
    );
    assert.throws(
      wrong((rule) => Object.assign(level(rule, 0), { source: '' })),
      /levels\[0\]\.source: expected a text/,
    );
    assert.throws(
      wrong((rule) => Object.assign(rule, { clear: { ...(rule.clear as object), threshold: 11 } })),
      /clear: expected a clear level/,
    );
    assert.throws(
      wrong((rule) => Object.assign(rule, { excludedQuality: ['odd'] })),
      /excludedQuality\[0\]: expected one of outOfRange/,
    );
    assert.throws(
      () => parseAlertRules({ rules: [...profile('us-nyc').rules, ...profile('us-nyc').rules] }, bits),
      /a rule id twice/,
    );
  });
});
