import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import {
  actRefusal,
  actsIn,
  allowedActs,
  type CaseFacts,
  type CaseStatus,
  caseActNames,
  caseActs,
  caseStatuses,
  type Doer,
  isOpen,
} from '../src/index.ts';

const facts = (status: CaseStatus, more: Partial<CaseFacts> = {}): CaseFacts => ({
  status,
  jurisdictionPath: ['city', 'street'],
  unit: { organisationId: 'drainage', here: true },
  handlers: new Set(),
  isChild: false,
  childAtWork: false,
  alertsClear: true,
  ...more,
});

const person = (more: Partial<Doer> = {}): Doer => ({
  userId: 'u1',
  organisationIds: ['drainage'],
  may: () => true,
  ...more,
});

it('leaves no open case without a step that somebody can take', () => {
  for (const status of caseStatuses.filter(isOpen)) {
    const forward = actsIn(status).filter((act) => caseActs[act].to !== 'same');
    assert.ok(forward.length > 0, status);
  }
});

it('reaches every status from a report', () => {
  const seen = new Set<CaseStatus>(['reported']);
  for (const status of seen) {
    for (const act of actsIn(status)) {
      const { to } = caseActs[act];
      if (to !== 'same') seen.add(to);
    }
  }
  assert.deepEqual([...seen].sort(), [...caseStatuses].sort());
});

it('lets nobody act without the right, in a wrong step, or on work of another unit', () => {
  fc.assert(
    fc.property(fc.constantFrom(...caseStatuses), fc.constantFrom(...caseActNames), (status, act) => {
      if (!actsIn(status).includes(act)) assert.equal(actRefusal(act, facts(status), person()), 'case.wrong-step');
      else assert.equal(actRefusal(act, facts(status), person({ may: () => false })), 'case.no-right');
      const stranger = allowedActs(facts(status), person({ organisationIds: ['roads'] }));
      assert.ok(stranger.every((one) => caseActs[one].who !== 'handler'));
    }),
  );
});

it('does not let the handler check or close his own case, in whatever state it is', () => {
  for (const status of caseStatuses) {
    const acts = allowedActs(facts(status, { handlers: new Set(['u1']) }), person());
    assert.deepEqual(
      acts.filter((act) => ['checkPass', 'checkFail', 'close', 'sendCheck', 'returnToUnit'].includes(act)),
      [],
    );
  }
});

it('leaves check and close of a child case to the superior', () => {
  for (const status of caseStatuses) {
    const acts = allowedActs(facts(status, { isChild: true }), person());
    assert.deepEqual(
      acts.filter((act) =>
        ['sendCheck', 'checkPass', 'checkFail', 'close', 'void', 'dispatch', 'reopen'].includes(act),
      ),
      [],
    );
  }
});

it('closes nothing above the clear level and finishes nothing while a unit below is at work', () => {
  assert.equal(actRefusal('close', facts('toClose', { alertsClear: false }), person()), 'case.not-clear');
  assert.equal(actRefusal('finish', facts('handling', { childAtWork: true }), person()), 'case.child-at-work');
  assert.equal(actRefusal('close', facts('toClose'), person()), undefined);
});
