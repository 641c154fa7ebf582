import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brandId, type NodeId } from '@liandong/words';
import { type OrganisationOfList, organisationIdOf } from '../src/index.ts';
import { contextFrom, everywhere, factsOf, hire, openHouse } from './house.ts';

const context = contextFrom('127.0.0.1');
const all = { dryRun: false, may: () => true, keep: async () => undefined };

const order = (key: string, rest: Partial<OrganisationOfList> = {}): OrganisationOfList => ({
  ...{ key, name: everywhere(`Office ${key}`), kind: 'department', jurisdictionCode: 'D1' },
  ...rest,
});

describe('a list of organisations', () => {
  it('is taken in any order of parents and children, each that cannot be is refused by itself', async (t) => {
    const { people } = await openHouse(t);
    const list = [
      order('child', { parentKey: 'parent' }),
      order('parent'),
      order('parent'),
      order('nowhere', { jurisdictionCode: 'D9' }),
      order('orphan', { parentKey: 'nowhere' }),
      order('a', { parentKey: 'b' }),
      order('b', { parentKey: 'a' }),
      order('blank', { name: everywhere(' ') }),
    ];
    const dry = await people.importOrganisations(context, list, { ...all, dryRun: true });
    assert.deepEqual([dry.taken, (await people.organisations()).length], [2, 0]);
    const { refused, taken } = await people.importOrganisations(context, list, all);
    assert.equal(taken, 2);
    assert.deepEqual(
      refused.map((one) => [one.index, one.refusal.code]),
      [
        [2, 'people.key-twice'],
        [3, 'people.unknown-jurisdiction'],
        [4, 'people.unknown-parent'],
        [5, 'people.unknown-parent'],
        [6, 'people.unknown-parent'],
        [7, 'people.bad-text'],
      ],
    );
    const again = await people.importOrganisations(context, list, all);
    assert.deepEqual([again.taken, again.changed, again.unchanged], [0, 0, 2]);
  });

  it('is taken back, but for what somebody works in or has changed', async (t) => {
    const house = await openHouse(t);
    const { people, database } = house;
    const list = [
      order('top'),
      order('below', { parentKey: 'top' }),
      order('lone'),
      order('office-of-D1'),
      order('kept'),
    ];
    const first = await people.importOrganisations(context, list, all);
    await hire(house, 'worker', 'D1', ['case.read']);
    await people.importOrganisations(context, [order('kept', { kind: 'team' })], all);
    const { undone, left } = await people.undoOrganisations(context, first.changes, all);
    assert.deepEqual([...undone].sort(), [0, 1, 2]);
    assert.deepEqual(left, [
      { index: 3, why: 'in-use' },
      { index: 4, why: 'changed-since' },
    ]);
    assert.deepEqual(
      (await people.organisations()).map((one) => one.id).sort(),
      [organisationIdOf('kept'), organisationIdOf('office-of-D1')].sort(),
    );
    assert.equal((await factsOf(database, 'OrganisationRemoved')).length, 3);
  });

  it('never takes over what another node owns, and goes only where the importer manages people', async (t) => {
    const { people } = await openHouse(t);
    const theirs = {
      key: 'x',
      name: everywhere('X'),
      jurisdictionCode: 'D1',
      kind: 'team' as const,
      node: brandId<NodeId>('other'),
    };
    await people.ensureOrganisation(theirs);
    const may = (path: readonly string[]): boolean => path.includes('D1');
    const list = [order('x', { node: 'city' }), order('y', { jurisdictionCode: 'D2' }), order('z')];
    const report = await people.importOrganisations(context, list, { ...all, may });
    assert.deepEqual(
      report.refused.map((one) => one.refusal.code),
      ['people.other-node', 'people.not-your-jurisdiction'],
    );
    assert.equal(report.taken, 1);
  });
});
