import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextFrom, everywhere, openHouse, password } from './house.ts';

const unit = (key: string, jurisdictionCode: string, parentKey?: string) => ({
  key,
  name: everywhere(key),
  jurisdictionCode,
  kind: 'department' as const,
  node: 'city',
  ...(parentKey === undefined ? {} : { parentKey }),
});
const post = (key: string, organisationKey: string, jurisdictionCode: string) => ({
  key,
  organisationKey,
  name: everywhere(key),
  jurisdictionCode,
  rights: ['map.read'] as const,
});
const user = (loginName: string, postKey: string) => ({
  loginName,
  name: loginName,
  password,
  language: 'en' as const,
  postKeys: [postKey],
  demonstration: true,
});
const orders = {
  organisations: [unit('top', 'C'), unit('part', 'D1', 'top')],
  posts: [post('desk', 'part', 'D1')],
  users: [user('ann', 'desk'), user('ben', 'desk')],
};

describe('many units, posts and people at once', () => {
  it('are put in place in one transaction, and a second time nothing changes', async (t) => {
    const { people, database } = await openHouse(t);
    const facts = async () => (await database.pool.query('select 1 from platform.event')).rows.length;
    await people.ensureAll(orders);
    const [top, part] = (await people.organisations()).toSorted((a, b) => b.name.en.localeCompare(a.name.en));
    assert.equal(part?.parentId, top?.id);
    const { view } = await people.logIn({ loginName: 'ben', password }, contextFrom('192.0.2.1'));
    assert.equal(view.user.loginName, 'ben');
    const before = await facts();
    await people.ensureAll(orders);
    assert.equal(await facts(), before);
  });

  it('add only what is missing, and leave the rest as its administrators made it', async (t) => {
    const { people } = await openHouse(t);
    await people.ensureAll({ organisations: orders.organisations.slice(0, 1) });
    await people.ensureAll({
      ...orders,
      organisations: orders.organisations.map((one) => ({ ...one, name: everywhere('x') })),
    });
    assert.deepEqual((await people.organisations()).map(({ name }) => name.en).toSorted(), ['top', 'x']);
  });

  it('are none when one of them cannot be', async (t) => {
    const { people } = await openHouse(t);
    await assert.rejects(
      people.ensureAll({ ...orders, posts: [post('desk', 'part', 'nowhere')] }),
      /people.unknown-jurisdiction/,
    );
    assert.deepEqual(await people.organisations(), []);
    const weak = { ...user('cid', 'desk'), password: 'cid', demonstration: false };
    await assert.rejects(people.ensureAll({ ...orders, users: [weak] }), /people\./);
    assert.deepEqual(await people.organisations(), []);
  });
});
