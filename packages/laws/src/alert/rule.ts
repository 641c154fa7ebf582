import type { AlertRuleId, Words } from '@liandong/words';

/** One level of a rule, known by its name; the number comes from a profile. */
export type AlertLevel = {
  /** E.g. `warn`. */
  readonly level: string;
  readonly name: Words;
  /** 1 is the lowest level of the rule. */
  readonly rank: number;
  /** In the unit of the rule. */
  readonly threshold: number;
  readonly source: string;
};

/** 告警规则: what is watched, from which value on it is an alert, and when it is over. */
export type AlertRule = {
  readonly id: AlertRuleId;
  readonly name: Words;
  /** The class of objects: the code of a terminal type. */
  readonly terminalType: string;
  /** Only these terminals of the class (ids or codes); undefined means all. */
  readonly terminals: ReadonlySet<string> | undefined;
  readonly characteristic: string;
  /** UCUM code of every value and threshold of the rule. */
  readonly unit: string;
  /** `above`: a level is reached at its threshold and above it; `below`: under its threshold. */
  readonly comparator: 'above' | 'below';
  /** By rank, at least one. */
  readonly levels: readonly AlertLevel[];
  /** The lowest level's threshold, kept apart for the hot path. */
  readonly firstThreshold: number;
  /** How long a level must be reached before it counts; 0 is at once. */
  readonly holdMs: number;
  /** The value is below the clear level when it does not reach this threshold. */
  readonly clearThreshold: number;
  readonly clearHoldMs: number;
  /** A crossing within this time after the clearing belongs to the same alert. */
  readonly minRepeatMs: number;
  /** Bits of quality flags: a reading with one of them is a sign of life and nothing more. */
  readonly excludedQuality: number;
  /** Without any sign of life for so long the object is unknown; undefined means that silence is normal. */
  readonly noData: { readonly afterMs: number; readonly name: Words } | undefined;
};

/** Whether a value reaches a threshold of the rule. Hot path. */
export const reaches = (rule: AlertRule, value: number, threshold: number): boolean =>
  rule.comparator === 'above' ? value >= threshold : value < threshold;
