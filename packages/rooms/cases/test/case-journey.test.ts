import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CaseAct } from '@liandong/laws';
import { brandId, type NodeId } from '@liandong/words';
import { alertFacts, openDesks, type Person, person, type TestDesk } from './desks.ts';

const clerk = person('clerk', ['case.read', 'case.report', 'case.file', 'case.dispatch', 'case.close', 'case.void']);
const checker = person('checker', ['case.read', 'case.check']);
const districtHand = person('district-hand', ['case.read', 'case.handle', 'case.dispatch'], ['district-drainage']);
const streetHand = person(
  'street-hand',
  ['case.read', 'case.handle', 'case.check', 'case.close', 'case.file'],
  ['street-drainage'],
);

const only = async (desk: TestDesk) => {
  const [row] = await desk.cases.queue(['city'], { state: 'all' });
  assert.ok(row, `a case at ${desk.node}`);
  return row;
};

const act = async (
  desk: TestDesk,
  who: Person,
  name: CaseAct,
  order: { note?: string; organisationId?: string } = {},
) => {
  const row = await only(desk);
  return desk.cases.act(who.context(desk.node), who.session, row.id, name, { version: row.version, ...order });
};

const report = (desk: TestDesk, alertId?: string) =>
  desk.cases.report(clerk.context(desk.node), clerk.session, {
    title: 'Water in the underpass',
    description: 'seen by camera',
    minorClass: '0101',
    ...(alertId === undefined ? { place: { lon: 113.5, lat: 22.5 } } : { alertId }),
  });

const refusedWith = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

/** From the city's desk down to the street, handled there and reported done up to the city. */
const workDown = async (desks: Awaited<ReturnType<typeof openDesks>>) => {
  const { city, district, street, post } = desks;
  await act(city, clerk, 'file');
  await act(city, clerk, 'dispatch');
  await post.deliver();
  await act(district, districtHand, 'signFor');
  await act(district, districtHand, 'delegateDown');
  await post.deliver();
  await act(street, streetHand, 'signFor');
  await act(street, streetHand, 'progress', { note: 'pump running' });
  await act(street, streetHand, 'finish', { note: 'dry, photo taken' });
  await post.deliver();
};

it('walks a case from the city over the district to the street and back to a checked close', async (t) => {
  const desks = await openDesks(t);
  const { city, district, street, post } = desks;
  await report(city);
  await workDown(desks);
  assert.deepEqual(
    [(await only(city)).status, (await only(district)).status, (await only(street)).status],
    ['handled', 'handled', 'handled'],
  );
  await act(city, clerk, 'sendCheck');
  await act(city, checker, 'checkPass');
  await act(city, clerk, 'close');
  await post.deliver();
  const rows = [await only(city), await only(district), await only(street)];
  assert.deepEqual(
    rows.map((row) => row.status),
    ['closed', 'closed', 'closed'],
  );
  assert.equal(new Set(rows.map((row) => row.rootId)).size, 1);
  assert.deepEqual(new Set(rows.map((row) => row.clock?.dueAt)).size, 1, 'all levels show the same due time');
});

it('tells the city what was done at the district and the street, and by whom', async (t) => {
  const desks = await openDesks(t);
  await report(desks.city);
  await workDown(desks);
  const { timeline } = await desks.city.cases.one(clerk.session, (await only(desks.city)).id);
  const heard = timeline.filter((step) => step.actThere !== undefined);
  assert.deepEqual(
    heard.map((step) => [step.node, step.actThere, step.actor.id]),
    [
      ['district', 'signFor', 'district-hand'],
      ['district', 'delegateDown', 'district-hand'],
      ['street', 'signFor', 'street-hand'],
      ['street', 'progress', 'street-hand'],
      ['street', 'finish', 'street-hand'],
    ],
  );
});

it('does not let the handler check or close his own case, whichever node he sits at', async (t) => {
  const desks = await openDesks(t);
  await report(desks.city);
  await workDown(desks);
  await act(desks.city, clerk, 'sendCheck');
  await assert.rejects(act(desks.city, streetHand, 'checkPass'), refusedWith('case.own-work'));
  await assert.rejects(act(desks.street, streetHand, 'sendCheck'), refusedWith('case.own-work'));
});

it('sends the same unit back to work when the check fails, and counts it', async (t) => {
  const desks = await openDesks(t);
  const { city, district, street, post } = desks;
  await report(city);
  await workDown(desks);
  await act(city, clerk, 'sendCheck');
  await act(city, checker, 'checkFail', { note: 'still 10 cm of water' });
  await post.deliver();
  assert.deepEqual(
    [(await only(city)).status, (await only(district)).status, (await only(street)).status],
    ['handling', 'handling', 'dispatched'],
  );
  assert.equal((await only(street)).reworkCount, 1);
  await act(street, streetHand, 'signFor');
  await act(street, streetHand, 'finish', { note: 'dry now' });
  await post.deliver();
  await act(city, clerk, 'sendCheck');
  await act(city, checker, 'checkPass');
  await act(city, clerk, 'close');
  await post.deliver();
  assert.equal((await only(street)).status, 'closed');
});

it('brings a returned case back to the dispatcher with the reason', async (t) => {
  const { city, district, post } = await openDesks(t);
  await report(city);
  await act(city, clerk, 'file');
  await act(city, clerk, 'dispatch');
  await post.deliver();
  await assert.rejects(act(district, districtHand, 'return'), refusedWith('case.note-required'));
  await act(district, districtHand, 'return', { note: 'on the expressway, not ours' });
  await post.deliver();
  const row = await only(city);
  assert.deepEqual([row.status, row.unit, row.child?.stage], ['filed', undefined, 'returned']);
  assert.equal((await only(district)).status, 'voided');
});

it('takes the children back when the root is voided', async (t) => {
  const desks = await openDesks(t);
  await report(desks.city);
  await act(desks.city, clerk, 'file');
  await act(desks.city, clerk, 'dispatch');
  await desks.post.deliver();
  await act(desks.district, districtHand, 'signFor');
  await act(desks.district, districtHand, 'delegateDown');
  await desks.post.deliver();
  await act(desks.city, clerk, 'void', { note: 'reported twice' });
  await desks.post.deliver();
  assert.deepEqual([(await only(desks.district)).status, (await only(desks.street)).status], ['voided', 'voided']);
});

it('refuses the second of two concurrent acts with a clear message', async (t) => {
  const { city } = await openDesks(t);
  const seen = await report(city);
  const file = () => city.cases.act(clerk.context('city'), clerk.session, seen.id, 'file', { version: seen.version });
  const results = await Promise.allSettled([file(), file()]);
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
  const refused = results.find((result) => result.status === 'rejected');
  assert.ok(refused?.status === 'rejected' && refusedWith('case.version')(refused.reason));
});

it('carries the same order out once, however often it is sent', async (t) => {
  const { city } = await openDesks(t);
  const seen = await report(city);
  const order = { version: seen.version, orderId: 'order-1' };
  await city.cases.act(clerk.context('city'), clerk.session, seen.id, 'file', order);
  const again = await city.cases.act(clerk.context('city'), clerk.session, seen.id, 'file', order);
  assert.deepEqual([again.status, again.timeline.length], ['filed', 2]);
});

it('starts one case for one report, also when it is sent twice at once because no answer came', async (t) => {
  const { city } = await openDesks(t);
  const order = {
    orderId: 'order-2',
    title: 'Manhole without cover',
    description: 'seen from the bus',
    minorClass: '0101',
    place: { lon: 113.5, lat: 22.5 },
  };
  const send = () => city.cases.report(clerk.context('city'), clerk.session, order);
  const [first, second] = await Promise.all([send(), send()]);
  assert.deepEqual([first.id, (await send()).id], [second.id, second.id]);
  assert.equal((await city.cases.queue(['city'], {})).length, 1);
});

it('closes only when the alert behind the case is below its clear level', async (t) => {
  const desks = await openDesks(t);
  await report(desks.city, '018f0000-0000-7000-8000-00000000000a');
  await workDown(desks);
  await act(desks.city, clerk, 'sendCheck');
  await act(desks.city, checker, 'checkPass');
  desks.city.clear.value = false;
  await assert.rejects(act(desks.city, clerk, 'close'), refusedWith('case.not-clear'));
  desks.city.clear.value = true;
  assert.equal((await act(desks.city, clerk, 'close')).status, 'closed');
});

const hear = (desk: TestDesk, alertId: string, type = 'AlertRaised') =>
  desk.database.write(person('follower', []).context(desk.node), (work) =>
    desk.cases.follower.handle(
      {
        id: brandId('f'),
        seq: 1,
        type,
        version: 1,
        objectKind: 'alert',
        objectId: alertId,
        jurisdictionPath: ['city'],
        body: {},
        actor: { kind: 'system', id: 's', name: 's' },
        onBehalfOf: undefined,
        node: 'city',
        exercise: false,
        ip: undefined,
        at: work.at,
        recordedAt: work.recordedAt,
      },
      work,
    ),
  );

const alertA = '018f0000-0000-7000-8000-00000000000a';
const alertB = '018f0000-0000-7000-8000-00000000000b';

it('files and dispatches by a signed rule, on behalf of the person who signed', async (t) => {
  const { city } = await openDesks(t);
  city.policy.value = { acts: ['file', 'dispatch'], minRank: 2, minorClass: '0101', signedBy: brandId('leader') };
  await hear(city, alertA);
  const row = await only(city);
  const view = await city.cases.one(clerk.session, row.id);
  assert.equal(view.status, 'dispatched');
  assert.deepEqual(
    view.timeline.map((step) => [step.act, step.actor.kind, step.onBehalfOf]),
    [
      ['report', 'rule', 'leader'],
      ['file', 'rule', 'leader'],
      ['dispatch', 'rule', 'leader'],
    ],
  );
  assert.equal(alertFacts(alertA).terminalId.length, 36);
});

it('does nothing by itself without a signed policy', async (t) => {
  const { city } = await openDesks(t);
  await hear(city, alertA);
  assert.equal((await city.cases.queue(['city'], { state: 'all' })).length, 0);
});

it('joins a crossing that comes back to the case that is still open', async (t) => {
  const { city } = await openDesks(t);
  city.policy.value = { acts: ['file', 'dispatch'], minRank: 1, minorClass: '0101', signedBy: brandId('leader') };
  await Promise.all([hear(city, alertA), hear(city, alertB)]);
  const view = await city.cases.one(clerk.session, (await only(city)).id);
  assert.deepEqual(new Set(view.alertIds), new Set([alertA, alertB]));
  assert.equal((await city.cases.queue(['city'], { state: 'all' })).length, 1);
});

const comebacks = {
  AlertReraised: 'comes back',
  AlertEscalated: 'comes back low and rises to the level of the policy',
};
for (const [type, how] of Object.entries(comebacks)) {
  it(`takes a closed case up again when its alert ${how}, and makes no second one`, async (t) => {
    const desks = await openDesks(t);
    const { city, post } = desks;
    city.policy.value = { acts: ['file', 'dispatch'], minRank: 1, minorClass: '0101', signedBy: brandId('leader') };
    await hear(city, alertA);
    await post.deliver();
    await act(desks.district, districtHand, 'signFor');
    await act(desks.district, districtHand, 'finish', { note: 'dry' });
    await post.deliver();
    await act(city, clerk, 'sendCheck');
    await act(city, checker, 'checkPass');
    await act(city, clerk, 'close');
    await post.deliver();
    await hear(city, alertA, type);
    await post.deliver();
    const rows = await city.cases.queue(['city'], { state: 'all' });
    assert.deepEqual(
      rows.map((row) => row.status),
      ['dispatched'],
    );
    const children = await desks.district.cases.queue(['city'], { state: 'all' });
    assert.deepEqual(new Set(children.map((row) => row.status)), new Set(['closed', 'dispatched']));
    assert.equal((await desks.district.cases.figures(['city'])).roots, 1);
  });
}

it('holds an assignment for a unit that this node does not know', async (t) => {
  const { city, post } = await openDesks(t);
  await report(city);
  await act(city, clerk, 'file');
  await act(city, clerk, 'dispatch', { organisationId: 'district-drainage' });
  const [letter] = post.letters;
  assert.ok(letter);
  post.letters[0] = { ...letter, to: brandId<NodeId>('street') };
  await assert.rejects(post.deliver(), refusedWith('case.unknown-unit'));
});
