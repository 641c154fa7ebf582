import type { AlertRuleView, AlertView } from '@liandong/contract';
import type { AlertRule } from '@liandong/laws';
import { type Instant, instant, toIso } from '@liandong/words';
import type { AlertRow, PolicyRow } from './tables.ts';

/** An alert as it crosses the wire. */
export const alertView = (row: AlertRow): AlertView => ({
  id: row.id,
  version: row.version,
  ruleId: row.rule_id,
  ruleName: row.rule_name,
  state: row.state,
  noData: row.no_data,
  terminalId: row.terminal_id,
  terminalName: row.terminal_name,
  characteristic: row.characteristic,
  unit: row.unit,
  level: row.level,
  levelName: row.level_name,
  rank: row.rank,
  peakLevel: row.peak_level,
  peakRank: row.peak_rank,
  ...given('value', row.value),
  ...given('peakValue', row.peak_value),
  ...givenTime('valueAt', row.value_at),
  ...given('threshold', row.threshold),
  raisedAt: toIso(row.raised_at),
  ...givenTime('clearedAt', row.cleared_at),
  reraisedCount: row.reraised_count,
  ...givenTime('acknowledgedAt', row.acknowledged_at),
  ...given('acknowledgedBy', row.acknowledged_by),
  ...given('acknowledgeNote', row.acknowledge_note),
  place: { lon: row.lon, lat: row.lat, ...given('address', row.address) },
  jurisdictionCode: row.jurisdiction_code,
  ...given('caseId', row.case_id),
  ...(row.owner_node === null || row.received_at === null
    ? {}
    : { copy: { node: row.owner_node, receivedAt: toIso(row.received_at) } }),
});

/** A rule with its signed policy as it crosses the wire. */
export const ruleView = (rule: AlertRule, policy: PolicyRow | undefined): AlertRuleView => ({
  id: rule.id,
  name: rule.name,
  terminalType: rule.terminalType,
  characteristic: rule.characteristic,
  unit: rule.unit,
  comparator: rule.comparator,
  levels: rule.levels.map(({ level, name, rank, threshold, source }) => ({ level, name, rank, threshold, source })),
  holdMs: rule.holdMs,
  clearThreshold: rule.clearThreshold,
  clearHoldMs: rule.clearHoldMs,
  minRepeatMs: rule.minRepeatMs,
  ...given('noDataAfterMs', rule.noData?.afterMs ?? null),
  ...(policy === undefined ? {} : { policy: policyView(policy) }),
});

const policyView = (row: PolicyRow): NonNullable<AlertRuleView['policy']> => ({
  acts: [...row.acts],
  minRank: row.min_rank,
  minorClass: row.minor_class,
  signedBy: row.signed_by,
  signedAt: toIso(row.signed_at),
  ...givenTime('validUntil', row.valid_until),
});

/** SQL's null is absence on the wire. */
const given = <Key extends string, Value>(key: Key, value: Value | null): { [K in Key]?: Value } =>
  value === null ? {} : ({ [key]: value } as { [K in Key]: Value });

const givenTime = <Key extends string>(key: Key, at: Instant | null): { [K in Key]?: string } =>
  at === null ? {} : given(key, toIso(instant(at)));
