import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alertRoutes } from '@liandong/contract';
import type { RouteAnswer, Session } from '@liandong/platform';
import { type AlertId, brandId, instant, type NodeId, Refusal, type UserId } from '@liandong/words';
import { answerAlerts, askAlerts, createAlertCommands, createPolicies } from '../src/index.ts';
import { asUser, at, system, type World, world } from './world.ts';

const refusedAs = (code: string) => (no: unknown) => no instanceof Refusal && no.code === code;
const onlyAlert = async ({ database }: World, root = 'city') =>
  (await askAlerts(database).alertsVisible([root]))[0] ?? assert.fail('no alert');

const sessionOf = (right: string, root: string): Session => ({
  userId: brandId<UserId>('li'),
  loginName: 'li',
  name: 'Li',
  automatic: false,
  organisationIds: [],
  grants: [{ right, jurisdictionCode: root }],
  expiresAt: 0,
  roots: (asked) => (asked === right || asked === 'alert.read' ? [root] : []),
  may: (asked, path) => asked === right && path.includes(root),
});

const call = (
  { database, alerting }: World,
  route: RouteAnswer['route'],
  request: { readonly params?: object; readonly query?: object; readonly body?: object; readonly session: Session },
) => {
  const answers = answerAlerts({
    alerting: alerting(),
    questions: askAlerts(database),
    commands: createAlertCommands(database),
    policies: createPolicies({ database, rules: () => alerting().rules() }),
  });
  const found = answers.find((each) => each.route === route) ?? assert.fail(`no answer to ${route.path}`);
  return found.handle({ params: {}, query: {}, body: {}, context: asUser('li', 'Li'), ...request } as never);
};

describe('acknowledging an alert', () => {
  it('is done by name, once, and by somebody who saw the newest version', async (t) => {
    const city = await world(t);
    const { acknowledge } = createAlertCommands(city.database);
    await city.send([[1, 0, 12]]);
    const { id } = await onlyAlert(city);
    await city.send([[1, 1, 40]]);
    const alertId = brandId<AlertId>(id);
    await assert.rejects(acknowledge(asUser('li'), alertId, 1), refusedAs('alert.changed'));
    const done = await acknowledge(asUser('li', 'Li'), alertId, 2, 'crew on the way');
    assert.deepEqual([done.acknowledgedBy?.name, done.acknowledgeNote, done.version], ['Li', 'crew on the way', 3]);
    await assert.rejects(acknowledge(asUser('wang'), alertId, 3), refusedAs('alert.acknowledged-already'));
    const nobody = brandId<AlertId>('0190a1b2-0000-7000-8000-000000000000');
    await assert.rejects(acknowledge(asUser('li'), nobody, 1), refusedAs('alert.not-found'));
    await city.send([[1, 2, 70]]);
    assert.equal((await onlyAlert(city)).acknowledgedBy, undefined, 'a higher level wants somebody to look again');
  });

  it('is for those who hold the right where the alert lies; others do not even see it', async (t) => {
    const city = await world(t);
    await city.send([[1, 0, 12]]);
    const { id } = await onlyAlert(city);
    const route = alertRoutes.acknowledge as unknown as RouteAnswer['route'];
    const order = { params: { id }, body: { version: 1 } };
    const other = sessionOf('alert.acknowledge', 'B');
    await assert.rejects(async () => call(city, route, { ...order, session: other }), refusedAs('alert.not-found'));
    const reader = sessionOf('alert.read', 'A');
    await assert.rejects(async () => call(city, route, { ...order, session: reader }), refusedAs('http.no-right'));
    await call(city, route, { ...order, session: sessionOf('alert.acknowledge', 'A') });
    assert.equal((await onlyAlert(city)).acknowledgedBy?.name, 'Li');
  });
});

describe('seeing alerts', () => {
  it('shows the alerts of the own jurisdictions, newest first, by state and terminal', async (t) => {
    const city = await world(t);
    const { alertsVisible, openAlertFor, alert } = askAlerts(city.database);
    await city.send([
      [1, 0, 12],
      [2, 1, 12],
      [3, 2, 12],
      [3, 3, 0],
      [3, 14, 0],
    ]);
    const names = async (roots: string[], filter?: object) =>
      (await alertsVisible(roots, filter)).map(({ terminalName }) => terminalName);
    assert.deepEqual(await names(['city']), ['Gauge 3', 'Gauge 2', 'Gauge 1']);
    assert.deepEqual(await names(['A']), ['Gauge 3', 'Gauge 1']);
    assert.deepEqual(await names(['A'], { state: 'raised' }), ['Gauge 1']);
    assert.deepEqual(await names(['city'], { terminalId: 'terminal-2' }), ['Gauge 2']);
    assert.deepEqual(await names([]), []);
    const rule = city.alerting().rules()[0]?.id ?? assert.fail();
    const open = await openAlertFor(brandId('terminal-1'), rule);
    assert.deepEqual([open?.rank, open?.value, open?.jurisdictionPath], [1, 12, ['city', 'A']]);
    assert.equal(await openAlertFor(brandId('terminal-3'), rule), undefined);
    assert.equal(await alert('no-uuid'), undefined);
  });

  it('lists rules with levels, sources and the signed policy', async (t) => {
    const city = await world(t);
    const session = sessionOf('alert.rule.sign', 'city');
    const route = (name: 'rules' | 'signPolicy' | 'withdrawPolicy') =>
      alertRoutes[name] as unknown as RouteAnswer['route'];
    const body = { acts: ['file'], minRank: 1, minorClass: 'ponding' };
    await call(city, route('signPolicy'), { params: { id: 'street-depth' }, body, session });
    const [rule] = (await call(city, route('rules'), { session })) as {
      levels: unknown[];
      policy: { signedBy: object };
    }[];
    assert.equal(rule?.levels.length, 3);
    assert.deepEqual(rule?.policy.signedBy, { kind: 'user', id: 'li', name: 'Li' });
    const after = await call(city, route('withdrawPolicy'), { params: { id: 'street-depth' }, session });
    assert.equal((after as { policy?: object }).policy, undefined);
  });
});

describe('what a rule may do by itself', () => {
  const terms = { acts: ['file', 'dispatch'], minRank: 1, minorClass: 'ponding' } as const;

  it('stands under the name of the person who signed, until it is withdrawn or over', async (t) => {
    const { database, alerting } = await world(t);
    const policies = createPolicies({ database, rules: () => alerting().rules() });
    assert.equal(await policies.policyFor('street-depth', at(0)), undefined);
    await policies.sign(asUser('zhao'), 'street-depth', { ...terms, validUntil: at(60) });
    const signed = await policies.policyFor('street-depth', at(59));
    assert.deepEqual(signed, { ...terms, validUntil: at(60), signedBy: 'zhao', signedAt: at(0) });
    assert.equal(await policies.policyFor('street-depth', at(60)), undefined);
    await policies.sign(asUser('qian'), 'street-depth', terms);
    assert.equal((await policies.policyFor('street-depth', at(90)))?.signedBy, 'qian');
    await policies.withdraw(asUser('zhao'), 'street-depth');
    assert.equal(await policies.policyFor('street-depth', at(1)), undefined);
    await assert.rejects(policies.withdraw(asUser('zhao'), 'street-depth'), refusedAs('alert-rule.no-policy'));
  });

  it('is not signed twice when nothing changes', async (t) => {
    const { database, alerting } = await world(t);
    const policies = createPolicies({ database, rules: () => alerting().rules() });
    await policies.sign(asUser('zhao'), 'street-depth', terms);
    await policies.sign(asUser('zhao'), 'street-depth', { ...terms, acts: ['dispatch', 'file'] });
    const { rows } = await database.pool.query('select p.id from alerting.policy p');
    assert.equal(rows.length, 1);
  });

  it('is signed by a person only, for a rule that is there, with terms that make sense', async (t) => {
    const { database, alerting } = await world(t);
    const { sign } = createPolicies({ database, rules: () => alerting().rules() });
    await assert.rejects(sign(system, 'street-depth', terms), refusedAs('alert-rule.person-only'));
    await assert.rejects(sign(asUser('zhao'), 'other', terms), refusedAs('alert-rule.not-found'));
    for (const wrong of [{ minRank: 4 }, { acts: [] }, { validUntil: instant(at(0) - 1) }]) {
      const offered = { ...terms, ...wrong };
      await assert.rejects(sign(asUser('zhao'), 'street-depth', offered), refusedAs('alert-rule.policy-invalid'));
    }
  });
});

describe('an alert of another node', () => {
  it('is held as a copy with its age, takes newer versions only, and is acknowledged at home', async (t) => {
    const [home, away] = [await world(t), await world(t)];
    await home.send([[1, 0, 12]]);
    const view = await onlyAlert(home);
    const commands = createAlertCommands(away.database);
    const apply = (version: number, level: string, ownerNode = 'city') =>
      away.database.write(system, (work) =>
        commands.applyCopy(
          { ownerNode, jurisdictionPath: ['city', 'A'], exercise: false, view: { ...view, version, level } },
          work,
        ),
      );
    await apply(2, 'danger');
    await apply(1, 'warn');
    await apply(3, 'grave', 'stranger');
    const copy = await onlyAlert(away, 'A');
    assert.deepEqual([copy.id, copy.level, copy.copy?.node], [view.id, 'danger', 'city']);
    await assert.rejects(
      commands.acknowledge({ ...asUser('li'), node: brandId<NodeId>('street') }, brandId<AlertId>(view.id), 2),
      refusedAs('alert.not-yours'),
    );
  });
});

describe('the case of an alert', () => {
  it('is written at the alert once', async (t) => {
    const city = await world(t);
    await city.send([[1, 0, 12]]);
    const { id } = await onlyAlert(city);
    const { linkCase } = createAlertCommands(city.database);
    const link = () => city.database.write(system, (work) => linkCase(brandId<AlertId>(id), 'case-1', work));
    await link();
    await link();
    const { caseId, version } = await onlyAlert(city);
    assert.deepEqual([caseId, version], ['case-1', 2]);
  });
});
