import type { Instant } from '@liandong/words';
import { type AlertRule, reaches } from './rule.ts';
import { type AlertState, isIdle, none } from './state.ts';
import { type AlertTransition, quiet, transitionOf } from './transition.ts';

/**
 * Applies one reading to the state of its object and tells what happened, oldest first.
 *
 * A value holds until the next one: whatever became true between two readings (hold or clear hold over, silence too
 * long) is told with the instant when it did, whether a tick or the next reading notices it. A reading that is not
 * newer than the last one changes nothing; one of an excluded quality, or no number, is a sign of life only.
 * Hot path: a reading that changes nothing allocates nothing.
 */
export const evaluate = (
  rule: AlertRule,
  state: AlertState,
  at: Instant,
  value: number,
  quality: number,
): readonly AlertTransition[] => {
  if (at <= state.lastAt) return quiet;
  if ((quality & rule.excludedQuality) !== 0 || !Number.isFinite(value)) return heartbeat(rule, state, at);
  if (isIdle(state) && at < silenceFrom(rule, state) && !reaches(rule, value, rule.firstThreshold)) {
    state.lastAt = at;
    state.lastValue = value;
    if (at > state.seenAt) state.seenAt = at;
    return quiet;
  }
  // Only what was due before this reading: a value that falls in the very instant did not hold.
  let happened = settle(rule, state, at - 1, quiet);
  happened = seen(state, at, happened);
  state.lastAt = at;
  state.lastValue = value;
  arm(rule, state, at);
  return settle(rule, state, at, happened);
};

/** Takes a sign of life without a value: silence ends, and the last value goes on holding. */
export const heartbeat = (rule: AlertRule, state: AlertState, at: Instant): readonly AlertTransition[] => {
  if (at <= state.seenAt) return quiet;
  const wasUnknown = state.unknownSince !== none;
  if (!wasUnknown && isIdle(state) && at < silenceFrom(rule, state)) {
    state.seenAt = at;
    return quiet;
  }
  const happened = seen(state, at, settle(rule, state, at - 1, quiet));
  // While the object was unknown nothing was held; what it said last holds anew from here.
  if (state.lastAt !== none && happened.at(-1)?.kind === 'dataBack') arm(rule, state, at);
  return settle(rule, state, at, happened);
};

/**
 * Tells what has become true by now without a reading: a hold is over, a clear hold is over, an object is silent.
 * The caller says with it that every reading up to `now` has been seen.
 */
export const tick = (rule: AlertRule, state: AlertState, now: Instant): readonly AlertTransition[] =>
  settle(rule, state, now, quiet);

const silenceFrom = (rule: AlertRule, state: AlertState): number =>
  rule.noData === undefined || state.seenAt === none || state.unknownSince !== none
    ? Number.POSITIVE_INFINITY
    : state.seenAt + rule.noData.afterMs;

const holdOver = (rule: AlertRule, state: AlertState): number => {
  const since = state.reachedSince[state.level + 1] ?? none;
  return since === none ? Number.POSITIVE_INFINITY : since + rule.holdMs;
};

const clearOver = (rule: AlertRule, state: AlertState): number =>
  state.clearSince === none ? Number.POSITIVE_INFINITY : state.clearSince + rule.clearHoldMs;

/** Lets happen, in their order, all the things that are due until an instant (inclusive). */
const settle = (
  rule: AlertRule,
  state: AlertState,
  until: number,
  before: readonly AlertTransition[],
): readonly AlertTransition[] => {
  let happened = before;
  for (;;) {
    const hold = holdOver(rule, state);
    const clear = clearOver(rule, state);
    const due = Math.min(hold, clear, silenceFrom(rule, state));
    if (due > until) return happened;
    const next = due === hold ? rise(rule, state, due) : due === clear ? fall(state, due) : lose(state, due);
    happened = [...happened, next];
  }
};

const rise = (rule: AlertRule, state: AlertState, at: number): AlertTransition => {
  const wasOpen = state.level !== none;
  const again = !wasOpen && state.clearedAt !== none && at - state.clearedAt <= rule.minRepeatMs;
  let level = state.level + 1;
  while (isHeld(rule, state, level + 1, at)) level += 1;
  state.level = level;
  if (wasOpen || again) {
    state.peakLevel = Math.max(state.peakLevel, level);
    state.peakValue = further(rule, state.peakValue, state.wavePeak);
  } else {
    state.peakLevel = level;
    state.peakValue = state.wavePeak;
  }
  return transitionOf(wasOpen ? 'escalated' : again ? 'reraised' : 'raised', at, state);
};

const isHeld = (rule: AlertRule, state: AlertState, level: number, at: number): boolean => {
  const since = state.reachedSince[level] ?? none;
  return since !== none && since + rule.holdMs <= at;
};

const fall = (state: AlertState, at: number): AlertTransition => {
  const cleared = transitionOf('cleared', at, state);
  state.level = none;
  state.clearSince = none;
  state.clearedAt = at;
  return cleared;
};

const lose = (state: AlertState, at: number): AlertTransition => {
  state.unknownSince = at;
  state.reachedSince.fill(none);
  state.clearSince = none;
  return transitionOf('noData', at, state);
};

const seen = (state: AlertState, at: number, happened: readonly AlertTransition[]): readonly AlertTransition[] => {
  if (at > state.seenAt) state.seenAt = at;
  if (state.unknownSince === none) return happened;
  state.unknownSince = none;
  return [...happened, transitionOf('dataBack', at, state)];
};

/** Starts and stops the clocks of holding and clearing for the value that is known from `at` on. */
const arm = (rule: AlertRule, state: AlertState, at: number): void => {
  const value = state.lastValue;
  const { levels } = rule;
  const waveGoesOn = state.level !== none || state.reachedSince[0] !== none;
  for (let level = 0; level < levels.length; level += 1) {
    const threshold = levels[level]?.threshold ?? Number.NaN;
    if (!reaches(rule, value, threshold)) state.reachedSince[level] = none;
    else if (state.reachedSince[level] === none) state.reachedSince[level] = at;
  }
  if (state.reachedSince[0] !== none) {
    state.wavePeak = waveGoesOn ? further(rule, state.wavePeak, value) : value;
    if (state.level !== none) state.peakValue = further(rule, state.peakValue, value);
  }
  if (state.level === none || reaches(rule, value, rule.clearThreshold)) state.clearSince = none;
  else if (state.clearSince === none) state.clearSince = at;
};

const further = (rule: AlertRule, one: number, other: number): number =>
  rule.comparator === 'above' ? Math.max(one, other) : Math.min(one, other);
