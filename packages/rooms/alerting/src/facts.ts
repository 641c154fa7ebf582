import type { AlertRule, AlertTransition, AlertTransitionKind } from '@liandong/laws';
import type { Fact } from '@liandong/platform';
import { type AlertId, toIso } from '@liandong/words';
import type { WatchedStream } from './neighbours.ts';

/** The facts of this room, by what happened to an alert. */
export const alertFacts = {
  raised: 'AlertRaised',
  reraised: 'AlertReraised',
  escalated: 'AlertEscalated',
  cleared: 'AlertCleared',
  noData: 'AlertNoData',
  dataBack: 'AlertDataBack',
} as const satisfies Record<AlertTransitionKind, string>;

/** Facts that people and other nodes bring about. */
export const alertActFacts = {
  acknowledged: 'AlertAcknowledged',
  caseLinked: 'AlertCaseLinked',
  copied: 'AlertCopyReceived',
  policySigned: 'AlertPolicySigned',
  policyWithdrawn: 'AlertPolicyWithdrawn',
} as const;

/** The fact of one transition, with all that a case needs to be filed from it. */
export const factOf = (
  alertId: AlertId,
  rule: AlertRule,
  { terminal, characteristic }: WatchedStream,
  transition: AlertTransition,
): Fact => {
  const level = transition.level === undefined ? undefined : rule.levels[transition.level];
  return {
    type: alertFacts[transition.kind],
    objectKind: 'alert',
    objectId: alertId,
    jurisdictionPath: terminal.jurisdictionPath,
    body: {
      alertId,
      at: toIso(transition.at),
      ruleId: rule.id,
      ruleName: rule.name,
      terminalId: terminal.id,
      terminalCode: terminal.code,
      terminalName: terminal.name,
      characteristic: characteristic.code,
      unit: rule.unit,
      level: level?.level,
      levelName: level?.name,
      rank: level?.rank,
      threshold: level?.threshold,
      value: transition.value,
      valueAt: transition.valueAt === undefined ? undefined : toIso(transition.valueAt),
      peakValue: transition.peakValue,
      lon: terminal.lon,
      lat: terminal.lat,
      address: terminal.address,
      jurisdictionCode: terminal.jurisdictionCode,
    },
  };
};
