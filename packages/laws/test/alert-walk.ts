import type { AlertRule } from '../src/alert/index.ts';
import type { Input } from './alert-rules.ts';

/** What the walk knows while it goes. */
type Walk = {
  readonly rule: AlertRule;
  /** The value that was known at each instant; undefined where none was. */
  readonly known: (number | undefined)[];
  readonly story: string[];
  value: number | undefined;
  heardAt: number | undefined;
  unknown: boolean;
  /** Nothing counts that was known before: the object was unknown since. */
  countsFrom: number;
  level: number | undefined;
  clearedAt: number | undefined;
};

/**
 * The reference for the evaluator. It keeps no clocks: it walks through every instant and looks back over what was
 * known at each of them. At most one input an instant.
 */
export const walk = (rule: AlertRule, inputs: readonly Input[], until: number): readonly string[] => {
  const state: Walk = { ...start, rule, known: [], story: [] };
  for (let now = 0; now <= until; now += 1) {
    hear(
      state,
      inputs.find((each) => each.at === now),
      now,
    );
    state.known[now] = state.unknown ? undefined : state.value;
    climb(state, now);
    clear(state, now);
    fallSilent(state, now);
  }
  return state.story;
};

const start = {
  value: undefined,
  heardAt: undefined,
  unknown: false,
  countsFrom: 0,
  level: undefined,
  clearedAt: undefined,
} as const;

const hear = (state: Walk, input: Input | undefined, now: number): void => {
  if (input === undefined) return;
  state.heardAt = now;
  if (state.unknown) tell(state, 'dataBack', now);
  state.unknown = false;
  if (input.what === 'reading' && (input.quality ?? 0) === 0) state.value = input.value;
};

const climb = (state: Walk, now: number): void => {
  const { rule, level, clearedAt } = state;
  let reached = level ?? -1;
  rule.levels.forEach(({ threshold }, index) => {
    if (index > reached && wasAlways(state, now - rule.holdMs, now, (value) => value >= threshold)) reached = index;
  });
  if (reached === (level ?? -1)) return;
  state.level = reached;
  const again = clearedAt !== undefined && now - clearedAt <= rule.minRepeatMs;
  tell(state, level !== undefined ? 'escalated' : again ? 'reraised' : 'raised', now);
};

const clear = (state: Walk, now: number): void => {
  const { clearHoldMs, clearThreshold } = state.rule;
  if (state.level === undefined || !wasAlways(state, now - clearHoldMs, now, (value) => value < clearThreshold)) return;
  tell(state, 'cleared', now);
  state.clearedAt = now;
  state.level = undefined;
};

const fallSilent = (state: Walk, now: number): void => {
  const afterMs = state.rule.noData?.afterMs;
  if (state.unknown || afterMs === undefined || state.heardAt === undefined || now - state.heardAt < afterMs) return;
  tell(state, 'noData', now);
  state.unknown = true;
  state.countsFrom = now + 1;
};

const wasAlways = (state: Walk, from: number, to: number, test: (value: number) => boolean): boolean => {
  if (from < state.countsFrom) return false;
  for (let at = from; at <= to; at += 1) {
    const value = state.known[at];
    if (value === undefined || !test(value)) return false;
  }
  return true;
};

const tell = (state: Walk, kind: string, now: number): void => {
  state.story.push(`${kind}@${now}${state.level === undefined ? '' : `:${state.level}`}`);
};
