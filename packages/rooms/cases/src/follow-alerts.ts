import type { Follower, RecordedFact, Work } from '@liandong/platform';
import type { ActContext } from '@liandong/words';
import { carryOut } from './act-on-case.ts';
import type { CaseDesk } from './case-desk.ts';
import type { AlertFacts, RulePolicy } from './neighbours.ts';
import { closedCaseOf, describeAlert, holdObject, joinAlert, openCaseOf, startFromAlert } from './report-case.ts';
import { type CaseRecord, lockCase } from './store.ts';
import { proposeUnit } from './units.ts';

/** The rule acts in its own name, on behalf of the person who signed its policy. */
const ruleContext = (desk: CaseDesk, alert: AlertFacts, policy: RulePolicy): ActContext => ({
  actor: { kind: 'rule', id: alert.ruleId, name: alert.ruleName['zh-Hans'] },
  onBehalfOf: policy.signedBy,
  node: desk.node,
  exercise: alert.exercise,
});

// Without a unit in the list the case waits, filed, for a dispatcher.
const dispatchIfKnown = async (desk: CaseDesk, work: Work, row: CaseRecord, policy: RulePolicy): Promise<void> => {
  if (!policy.acts.includes('dispatch') || (await proposeUnit(desk, row)) === undefined) return;
  await carryOut(desk, work, row, 'dispatch', {});
};

const openByRule = async (desk: CaseDesk, work: Work, alert: AlertFacts, fact: RecordedFact): Promise<void> => {
  const policy = await desk.neighbours.alerting.policyFor(alert.ruleId, work.at);
  if (policy === undefined || alert.rank < policy.minRank) return;
  const ruled = work.as(ruleContext(desk, alert, policy));
  // The same alert taken up again is the same matter: its case goes on, it doesn't get a second one.
  // It may have come back below the policy's level first: then the escalation is what takes the case up.
  const closed = await closedCaseOf(work, alert.id);
  if (closed !== undefined && fact.type === 'AlertEscalated' && alert.state === 'cleared') return;
  if (closed !== undefined && policy.acts.includes('file')) {
    const reopened = await carryOut(desk, ruled, closed, 'reopen', { note: describeAlert(alert) });
    return dispatchIfKnown(desk, ruled, reopened, policy);
  }
  const row = await startFromAlert(desk, ruled, alert, { minorClass: policy.minorClass, source: 'rule' });
  if (!policy.acts.includes('file')) return;
  const filed = await carryOut(desk, ruled, row, 'file', { minorClass: policy.minorClass });
  await dispatchIfKnown(desk, ruled, filed, policy);
};

const hearAlert = async (desk: CaseDesk, fact: RecordedFact, work: Work): Promise<void> => {
  const alert = await desk.neighbours.alerting.alert(fact.objectId);
  if (alert === undefined) return;
  await holdObject(work, alert);
  const open = await openCaseOf(work, alert);
  if (open === undefined) return openByRule(desk, work, alert, fact);
  if (fact.type === 'AlertEscalated') return;
  await joinAlert(desk, work, await lockCase(work, open.id), alert);
};

/** Alerts become cases: under a signed policy by themselves, else when a person reports them. */
export const alertFollower = (desk: CaseDesk): Follower => ({
  name: 'cases.alerts',
  types: ['AlertRaised', 'AlertReraised', 'AlertEscalated'],
  handle: (fact, work) => hearAlert(desk, fact, work),
});
