import { type Instant, instant } from '@liandong/words';
import type { AlertRule } from './rule.ts';
import { reaches } from './rule.ts';
import { type AlertState, none } from './state.ts';

/** What can happen to the alert of one object and rule. */
export type AlertTransitionKind = 'raised' | 'reraised' | 'escalated' | 'cleared' | 'noData' | 'dataBack';

/** One thing that happened, at the city time when it became true (not when it was noticed). */
export type AlertTransition = {
  readonly kind: AlertTransitionKind;
  readonly at: Instant;
  /** The alert's level; for `cleared` the one it had; undefined when there is no open alert. */
  readonly level: number | undefined;
  readonly peakLevel: number | undefined;
  readonly peakValue: number | undefined;
  /** The newest value known then. */
  readonly value: number | undefined;
  readonly valueAt: Instant | undefined;
};

/** Nothing happened: one shared list, so that quiet readings allocate nothing. */
export const quiet: readonly AlertTransition[] = Object.freeze([]);

/** Writes down what happened, from the state just before a clearing or just after anything else. */
export const transitionOf = (kind: AlertTransitionKind, at: number, state: AlertState): AlertTransition => {
  const open = state.level !== none;
  const heard = state.lastAt !== none;
  return {
    kind,
    at: instant(at),
    level: open ? state.level : undefined,
    peakLevel: open ? state.peakLevel : undefined,
    peakValue: open ? state.peakValue : undefined,
    value: heard ? state.lastValue : undefined,
    valueAt: heard ? instant(state.lastAt) : undefined,
  };
};

/**
 * The level that the newest value of an open alert is at: not above the alert's level, not below the lowest;
 * undefined when no alert is open.
 */
export const presentLevel = (rule: AlertRule, state: AlertState): number | undefined => {
  if (state.level === none) return undefined;
  for (let level = state.level; level > 0; level -= 1) {
    const threshold = rule.levels[level]?.threshold;
    if (threshold !== undefined && reaches(rule, state.lastValue, threshold)) return level;
  }
  return 0;
};

/** Whether the newest value lies below the clear level; false while the object is unknown or never heard. */
export const isBelowClear = (rule: AlertRule, state: AlertState): boolean =>
  state.lastAt !== none && state.unknownSince === none && !reaches(rule, state.lastValue, rule.clearThreshold);
