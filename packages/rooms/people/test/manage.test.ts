import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { organisationIdOf } from '../src/index.ts';
import { everywhere, factsOf, type House, hire, openApi, openHouse, password } from './house.ts';

const newUser = (loginName: string, postIds: readonly string[]) => ({
  loginName,
  name: 'Somebody',
  password: 'another river 9',
  language: 'en',
  postIds,
});

/** People managers of the city and of district 1, workers in both districts, an auditor. */
const staff = async (house: House) => ({
  city: await hire(house, 'city-people', 'C', ['people.manage']),
  district: await hire(house, 'd1-people', 'D1', ['people.manage']),
  worker1: await hire(house, 'worker-1', 'D1', ['case.handle', 'case.read']),
  worker2: await hire(house, 'worker-2', 'D2', ['case.handle', 'case.read']),
  auditor: await hire(house, 'auditor', 'C', ['audit.read']),
});

describe('managing people', () => {
  it('refuses every route of user administration to somebody without the right', async (t) => {
    const house = await openHouse(t);
    const { worker1 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const worker = await logIn('worker-1');
    const id = worker1.userId;
    const orders = [
      ['GET', '/posts'],
      ['GET', '/users'],
      ['POST', '/organisations', { name: everywhere('x'), jurisdictionCode: 'D1', kind: 'team' }],
      ['PATCH', `/organisations/${organisationIdOf('office-of-D1')}`, { active: false }],
      ['POST', '/posts', { organisationId: 'x', name: everywhere('x'), jurisdictionCode: 'D1', rights: [] }],
      ['PATCH', `/posts/${worker1.postId}`, { rights: ['people.manage'] }],
      ['POST', '/users', newUser('new-one', [worker1.postId])],
      ['PATCH', `/users/${id}`, { active: false }],
    ] as const;
    for (const [method, path, body] of orders) {
      assert.equal((await call(method, path, body, worker)).code, 'http.no-right', `${method} ${path}`);
      assert.equal((await call(method, path, body)).code, 'http.not-signed-in', `${method} ${path}`);
    }
    for (const [method, path] of [
      ['GET', '/session'],
      ['GET', '/organisations'],
      ['DELETE', '/session'],
    ] as const)
      assert.equal((await call(method, path)).code, 'http.not-signed-in', `${method} ${path}`);
  });

  it('keeps a district administrator inside his district', async (t) => {
    const house = await openHouse(t);
    const { worker1, worker2 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('d1-people');
    const outside = 'people.not-your-jurisdiction';
    const d1 = organisationIdOf('office-of-D1');
    const d2 = organisationIdOf('office-of-D2');
    const post = { organisationId: d1, name: everywhere('x'), rights: ['case.read'] };
    const refused = [
      ['POST', '/organisations', { name: everywhere('x'), jurisdictionCode: 'D2', kind: 'team' }],
      ['PATCH', `/organisations/${d2}`, { active: false }],
      ['POST', '/posts', { ...post, jurisdictionCode: 'C' }],
      ['POST', '/posts', { ...post, organisationId: d2, jurisdictionCode: 'D1' }],
      ['PATCH', `/posts/${worker2.postId}`, { rights: [] }],
      ['POST', '/users', newUser('new-one', [worker2.postId])],
      ['POST', '/users', newUser('new-one', [worker1.postId, worker2.postId])],
      ['PATCH', `/users/${worker2.userId}`, { password: 'another river 9' }],
      ['PATCH', `/users/${worker1.userId}`, { postIds: [worker2.postId] }],
    ] as const;
    for (const [method, path, body] of refused)
      assert.equal((await call(method, path, body, me)).code, outside, `${method} ${path}`);
    const names = (list: unknown) => (list as { loginName: string }[]).map((user) => user.loginName);
    assert.deepEqual(names((await call('GET', '/users', undefined, me)).answer), ['d1-people', 'worker-1']);
    assert.equal(((await call('GET', '/posts', undefined, me)).answer as unknown as unknown[]).length, 2);
    const street = await call('POST', '/posts', { ...post, jurisdictionCode: 'S1' }, me);
    assert.equal(street.status, 200);
    const added = await call('POST', '/users', newUser('new-one', [String(street.answer.id)]), me);
    assert.equal(added.status, 200);
    assert.notEqual(await logIn('new-one', 'another river 9'), '');
  });

  it('keeps system, people and audit administration apart in a post and in a person', async (t) => {
    const house = await openHouse(t);
    const { auditor, district, worker1 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('city-people');
    const apart = 'people.three-administrators';
    const organisationId = organisationIdOf('office-of-C');
    const post = { organisationId, name: everywhere('x'), jurisdictionCode: 'C' };
    const both = { ...post, rights: ['audit.read', 'people.manage'] };
    assert.equal((await call('POST', '/posts', both, me)).code, apart);
    const mixed = { postIds: [auditor.postId, district.postId] };
    assert.equal((await call('PATCH', `/users/${worker1.userId}`, mixed, me)).code, apart);
    const two = { postIds: [auditor.postId, worker1.postId] };
    assert.equal((await call('PATCH', `/users/${worker1.userId}`, two, me)).status, 200);
    const byPost = { rights: ['case.read', 'system.manage'] };
    assert.equal((await call('PATCH', `/posts/${worker1.postId}`, byPost, me)).code, apart);
  });

  it('lets nobody give himself rights, and never leaves a jurisdiction without an administrator', async (t) => {
    const house = await openHouse(t);
    const { city, district, worker1 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('city-people');
    const myself = 'people.not-yourself';
    assert.equal((await call('PATCH', `/posts/${city.postId}`, { rights: ['case.read'] }, me)).code, myself);
    assert.equal((await call('PATCH', `/users/${city.userId}`, { postIds: [worker1.postId] }, me)).code, myself);
    assert.equal((await call('PATCH', `/users/${city.userId}`, { active: false }, me)).code, myself);
    assert.equal((await call('PATCH', `/users/${city.userId}`, { name: 'New Name' }, me)).status, 200);
    const office = `/organisations/${organisationIdOf('office-of-C')}`;
    assert.equal((await call('PATCH', office, { active: false }, me)).code, 'people.last-administrator');
    // The district's own administrator may go: the city's covers the district.
    assert.equal((await call('PATCH', `/users/${district.userId}`, { active: false }, me)).status, 200);
  });

  it('ends the sessions of a user at once when he is retired or his rights change', async (t) => {
    const house = await openHouse(t);
    const { worker1, worker2 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('city-people');
    const worker = await logIn('worker-1');
    const other = await logIn('worker-2');
    assert.equal((await call('PATCH', `/users/${worker1.userId}`, { active: false }, me)).status, 200);
    assert.equal((await call('GET', '/session', undefined, worker)).status, 401);
    assert.equal((await call('POST', '/session', { loginName: 'worker-1', password })).code, 'people.wrong-login');
    assert.equal((await call('PATCH', `/posts/${worker2.postId}`, { rights: ['map.read'] }, me)).status, 200);
    const now = await call('GET', '/session', undefined, other);
    assert.deepEqual(now.answer.rights, [{ right: 'map.read', jurisdictionCode: 'D2' }]);
    const [fact] = await factsOf(house.database, 'PostChanged');
    assert.deepEqual(fact?.body.rightsBefore, ['case.handle', 'case.read']);
  });

  it('unlocks a user and shows the lock until then', async (t) => {
    const house = await openHouse(t);
    const { worker1 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('city-people');
    for (let n = 0; n < 5; n += 1) await call('POST', '/session', { loginName: 'worker-1', password: 'wrong' });
    const shown = (await call('GET', '/users', undefined, me)).answer as unknown as { lockedUntil?: string }[];
    assert.equal(shown.filter((user) => user.lockedUntil !== undefined).length, 1);
    const { answer } = await call('PATCH', `/users/${worker1.userId}`, { unlock: true }, me);
    assert.equal(answer.lockedUntil, undefined);
    assert.notEqual(await logIn('worker-1'), '');
    const [fact] = await factsOf(house.database, 'UserUnlocked');
    assert.deepEqual(fact?.actor, {
      kind: 'user',
      id: (await house.people.userByLogin('city-people'))?.id,
      name: 'CITY-PEOPLE',
    });
  });

  it('gives an organisation the same id at every node and never changes what another node owns', async (t) => {
    const house = await openHouse(t);
    await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('city-people');
    const key = 'street-team';
    const order = { key, name: everywhere('Team'), jurisdictionCode: 'S1', kind: 'team', node: 'street' } as const;
    const id = await house.people.ensureOrganisation({ ...order, parentKey: 'office-of-D1' });
    assert.equal(id, organisationIdOf(key));
    assert.equal(await house.people.ensureOrganisation({ ...order, parentKey: 'office-of-D1' }), id);
    assert.equal((await factsOf(house.database, 'OrganisationAdded')).filter((f) => f.object_id === id).length, 1);
    assert.equal((await factsOf(house.database, 'OrganisationChanged')).length, 0);
    assert.equal((await call('PATCH', `/organisations/${id}`, { active: false }, me)).code, 'people.other-node');
    const post = { organisationId: id, name: everywhere('x'), jurisdictionCode: 'S1', rights: [] };
    assert.equal((await call('POST', '/posts', post, me)).code, 'people.other-node');
    await house.people.ensureOrganisation({ ...order, name: everywhere('Renamed') });
    assert.equal((await house.people.organisation(id))?.name.en, 'Renamed');
    const within = await house.people.organisationsWithin('D1');
    assert.deepEqual(within.map((one) => one.name.en).sort(), ['Renamed', 'office-of-D1']);
  });

  it('answers bad orders with a clear no', async (t) => {
    const house = await openHouse(t);
    const { worker1 } = await staff(house);
    const { call, logIn } = await openApi(t, house);
    const me = await logIn('city-people');
    const codeOf = async (method: string, path: string, body: unknown) => (await call(method, path, body, me)).code;
    assert.equal(await codeOf('POST', '/users', newUser('worker-1', [worker1.postId])), 'people.login-name-taken');
    assert.equal(await codeOf('POST', '/users', newUser('fresh', [])), 'people.no-post');
    assert.equal(await codeOf('POST', '/users', newUser('fresh', ['nothing'])), 'people.unknown-post');
    assert.equal(await codeOf('POST', '/users', newUser('A B', [])), 'http.bad-request');
    assert.equal(await codeOf('PATCH', '/users/nobody', { name: 'x' }), 'people.unknown-user');
    assert.equal(await codeOf('PATCH', '/organisations/nothing', { active: false }), 'people.unknown-organisation');
    const nowhere = { name: everywhere('x'), jurisdictionCode: 'X', kind: 'team' };
    assert.equal(await codeOf('POST', '/organisations', nowhere), 'people.unknown-jurisdiction');
  });
});
