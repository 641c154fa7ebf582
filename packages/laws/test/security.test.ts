import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { mixedAdministrators, parseSecurityPolicy, passwordFault } from '../src/index.ts';

const profile = async (): Promise<Record<string, Record<string, { value: unknown; unit: string }>>> =>
  JSON.parse(await readFile(new URL('../../../profiles/cn-national/security.json', import.meta.url), 'utf8'));

describe('security policy', () => {
  it('is read with its units: five failures within a quarter of an hour lock for a quarter of an hour', async () => {
    const policy = parseSecurityPolicy(await profile());
    assert.deepEqual(policy.lockOut, { failures: 5, windowMs: 900_000, lockMs: 900_000 });
    assert.equal(policy.session.absoluteMs, 12 * 3_600_000);
  });

  it('stops the start when a value has another unit, naming the place', async () => {
    const broken = await profile();
    broken.lockOut = { ...broken.lockOut, lock: { value: 15, unit: 'fortnights' } };
    assert.throws(() => parseSecurityPolicy(broken), /security\.lockOut\.lock\.unit/);
  });

  it('refuses passwords that are short, plain or hold the name, in any script', async () => {
    const { password } = parseSecurityPolicy(await profile());
    assert.equal(passwordFault('short 1', [], password), 'tooShort');
    assert.equal(passwordFault('aaaaaaaaaaaa', [], password), 'tooPlain');
    assert.equal(passwordFault('1212121212aa', [], password), 'tooPlain');
    assert.equal(passwordFault('my OFFICER pass', ['officer'], password), 'containsName');
    assert.equal(passwordFault('雨夜值班不能睡觉真的 7', [], password), undefined);
    assert.equal(passwordFault('quiet river 7', ['officer'], password), undefined);
  });

  it('keeps the three administrators apart', () => {
    assert.deepEqual(mixedAdministrators(['people.manage', 'case.read']), []);
    assert.deepEqual(mixedAdministrators(['audit.read', 'system.manage']), ['system.manage', 'audit.read']);
  });
});
