import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourMs, minuteMs, Refusal } from '@liandong/words';
import { createPasswords } from '../src/passwords.ts';
import { contextFrom, factsOf, hire, openApi, openHouse, password } from './house.ts';

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe('log-in', () => {
  it('opens a session by an http-only, same-site cookie and says what the person may do', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read', 'map.read']);
    const { call } = await openApi(t, house);
    const { status, answer, setCookie } = await call('POST', '/session', { loginName: 'Officer ', password });
    assert.equal(status, 200);
    assert.match(setCookie, /HttpOnly/);
    assert.match(setCookie, /SameSite=Strict/);
    assert.deepEqual(answer.rights, [
      { right: 'case.read', jurisdictionCode: 'D1' },
      { right: 'map.read', jurisdictionCode: 'D1' },
    ]);
    const { rows } = await house.database.pool.query("select encode(s.token_hash, 'hex') as h from people.session s");
    assert.equal(setCookie.includes(rows[0].h), false, 'the database holds no token');
    assert.equal((await factsOf(house.database, 'SessionOpened')).length, 1);
    assert.equal(JSON.stringify(await factsOf(house.database, 'UserAdded')).includes(password), false);
  });

  it('ends the session at log-out, after an hour of silence and after twelve hours of work', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const { call, logIn } = await openApi(t, house);
    const first = await logIn('officer');
    assert.equal((await call('DELETE', '/session', undefined, first)).status, 200);
    assert.equal((await call('GET', '/session', undefined, first)).status, 401);

    const silent = await logIn('officer');
    house.clock.moveMs(61 * minuteMs);
    assert.equal((await call('GET', '/session', undefined, silent)).status, 401);

    const busy = await logIn('officer');
    for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
      house.clock.moveMs(30 * minuteMs);
      assert.equal((await call('GET', '/session', undefined, busy)).status, 200, `after ${minutes} minutes`);
    }
    house.clock.moveMs(31 * minuteMs);
    assert.equal((await call('GET', '/session', undefined, busy)).status, 401);
  });

  it('does not keep a session alive by a channel that only stays open', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const { token } = await house.people.logIn({ loginName: 'officer', password }, contextFrom('10.0.0.1'));
    const session = await house.people.identify(token);
    assert.ok(session);
    house.clock.moveMs(40 * minuteMs);
    assert.ok(await house.people.refresh(session));
    house.clock.moveMs(40 * minuteMs);
    assert.equal(await house.people.refresh(session), undefined);
  });

  it('locks a login name after five failures and lets it try again a quarter of an hour later', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const { call } = await openApi(t, house);
    const attempt = (secret: string) => call('POST', '/session', { loginName: 'officer', password: secret });
    for (let n = 0; n < 5; n += 1) assert.equal((await attempt('wrong')).code, 'people.wrong-login');
    assert.equal((await attempt(password)).code, 'people.locked', 'not even the right password opens it');
    house.clock.moveMs(16 * minuteMs);
    assert.equal((await attempt(password)).status, 200);
    assert.equal((await factsOf(house.database, 'UserLocked')).length, 1);
    assert.equal((await factsOf(house.database, 'LoginFailed')).length, 6);
  });

  it('gives many guesses at once no more tries than one after the other', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const guesses = Array.from({ length: 20 }, () =>
      house.people.logIn({ loginName: 'officer', password: 'wrong' }, contextFrom('10.0.0.1')).then(
        () => 'in',
        (error: Refusal) => error.code,
      ),
    );
    const codes = await Promise.all(guesses);
    assert.equal(codes.filter((code) => code === 'people.wrong-login').length, 5);
    assert.equal(codes.filter((code) => code === 'people.locked').length, 15);
  });

  it('tells nobody which login names exist', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const { call } = await openApi(t, house);
    const codesFor = async (loginName: string) => {
      const codes: (string | undefined)[] = [];
      for (let n = 0; n < 7; n += 1)
        codes.push((await call('POST', '/session', { loginName, password: 'wrong' })).code);
      return codes;
    };
    assert.deepEqual(await codesFor('officer'), await codesFor('nobody'));
    const facts = await factsOf(house.database, 'LoginFailed');
    assert.equal(JSON.stringify(facts).includes('nobody'), false, 'an unknown name may be a mistyped password');
  });

  it('closes a network address that guesses at many names', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const guess = (n: number) => house.people.logIn({ loginName: `name${n}`, password: 'x' }, contextFrom('10.0.0.9'));
    for (let n = 0; n < 30; n += 1) await assert.rejects(guess(n), refusedWith('people.wrong-login'));
    await assert.rejects(guess(31), refusedWith('people.too-many-attempts'));
    const officer = { loginName: 'officer', password };
    await assert.rejects(house.people.logIn(officer, contextFrom('10.0.0.9')), refusedWith('people.too-many-attempts'));
    assert.ok(await house.people.logIn(officer, contextFrom('10.0.0.8')));
    assert.equal((await factsOf(house.database, 'AddressClosed')).length, 1);
    house.clock.moveMs(15 * minuteMs + 1);
    assert.ok(await house.people.logIn(officer, contextFrom('10.0.0.9')));
  });

  it('lets demonstration users into a demonstration only', async (t) => {
    const house = await openHouse(t, { demonstration: false });
    await hire(house, 'officer', 'D1', ['case.read']);
    const show = { loginName: 'show', name: 'Show', password: 'show', language: 'en', demonstration: true } as const;
    await house.people.ensureUser({ ...show, postKeys: ['officer'] });
    const logIn = house.people.logIn({ loginName: 'show', password: 'show' }, contextFrom('10.0.0.1'));
    await assert.rejects(logIn, refusedWith('people.demonstration-only'));
  });

  it('hashes a password again when the cost has changed', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const old = await createPasswords({ memoryKiB: 32, passes: 1, lanes: 1 }).hash(password);
    assert.match(old, /^\$argon2id\$v=19\$m=32,t=1,p=1\$/);
    await house.database.pool.query('update people."user" set password_hash = $1', [old]);
    await house.people.logIn({ loginName: 'officer', password }, contextFrom('10.0.0.1'));
    const { rows } = await house.database.pool.query('select u.password_hash from people."user" u');
    assert.match(rows[0].password_hash, /m=64/);
    await house.people.logIn({ loginName: 'officer', password }, contextFrom('10.0.0.1'));
  });

  it('changes a password by policy and ends the other sessions of its owner', async (t) => {
    const house = await openHouse(t);
    await hire(house, 'officer', 'D1', ['case.read']);
    const { call, logIn } = await openApi(t, house);
    const here = await logIn('officer');
    const elsewhere = await logIn('officer');
    const change = (old: string, fresh: string) => call('PUT', '/session/password', { old, new: fresh }, here);
    assert.equal((await change('wrong', 'a new secret 1')).code, 'people.old-password-wrong');
    assert.equal((await change(password, password)).code, 'people.password-same');
    assert.equal((await change(password, 'short 1')).code, 'people.password-too-short');
    assert.equal((await change(password, 'aaaaaaaaaaaaa')).code, 'people.password-too-plain');
    assert.equal((await change(password, 'the Officer 12')).code, 'people.password-contains-name');
    assert.equal((await change(password, 'a new secret 1')).status, 200);
    assert.equal((await call('GET', '/session', undefined, here)).status, 200);
    assert.equal((await call('GET', '/session', undefined, elsewhere)).status, 401);
    assert.equal((await call('POST', '/session', { loginName: 'officer', password })).code, 'people.wrong-login');
    assert.notEqual(await logIn('officer', 'a new secret 1'), '');
  });

  it('gives a new node three separate administrators whose first passwords run out', async (t) => {
    const house = await openHouse(t, { demonstration: false });
    const logins = await house.people.ensureFirstAdministrators({ jurisdictionCode: 'C' });
    assert.equal(logins.length, 3);
    assert.deepEqual(await house.people.ensureFirstAdministrators({ jurisdictionCode: 'C' }), []);
    for (const login of logins) {
      const { view } = await house.people.logIn(login, contextFrom('10.0.0.1'));
      assert.notEqual(view.passwordUntil, undefined);
    }
    house.clock.moveMs(73 * hourMs);
    const [first] = logins;
    assert.ok(first);
    await assert.rejects(house.people.logIn(first, contextFrom('10.0.0.1')), refusedWith('people.first-password-over'));
  });
});
