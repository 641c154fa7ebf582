import { type AlertRuleId, brandId, type Instant, instant, type Words } from '@liandong/words';
import {
  type AlertRule,
  type AlertState,
  type AlertTransition,
  evaluate,
  heartbeat,
  tick,
} from '../src/alert/index.ts';

const plain = (text: string): Words => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });

/** A ponding rule with short times: levels 10, 30 and 60 cm, clear below 5 cm. Times of the tests are small integers. */
export const pondingRule = (change: Partial<AlertRule> = {}): AlertRule => ({
  id: brandId<AlertRuleId>('ponding'),
  name: plain('ponding'),
  terminalType: 'gauge',
  terminals: undefined,
  characteristic: 'waterDepth',
  unit: 'cm',
  comparator: 'above',
  levels: [10, 30, 60].map((threshold, index) => ({
    level: ['warn', 'danger', 'grave'][index] ?? '',
    name: plain(String(threshold)),
    rank: index + 1,
    threshold,
    source: 'test',
  })),
  firstThreshold: 10,
  holdMs: 0,
  clearThreshold: 5,
  clearHoldMs: 20,
  minRepeatMs: 40,
  excludedQuality: 1,
  noData: { afterMs: 50, name: plain('no data') },
  ...change,
});

/** One thing that reaches a rule. */
export type Input =
  | { readonly what: 'reading'; readonly at: number; readonly value: number; readonly quality?: number }
  | { readonly what: 'heartbeat' | 'tick'; readonly at: number };

/** Hands the inputs to the rule one after the other; the state is changed. */
export const run = (rule: AlertRule, state: AlertState, inputs: readonly Input[]): readonly AlertTransition[] =>
  inputs.flatMap((input) => take(rule, state, input));

const take = (rule: AlertRule, state: AlertState, input: Input): readonly AlertTransition[] => {
  const at: Instant = instant(input.at);
  switch (input.what) {
    case 'reading':
      return evaluate(rule, state, at, input.value, input.quality ?? 0);
    case 'heartbeat':
      return heartbeat(rule, state, at);
    case 'tick':
      return tick(rule, state, at);
  }
};

/** `[at, value]` pairs as readings. */
export const readings = (...pairs: readonly (readonly [number, number])[]): readonly Input[] =>
  pairs.map(([at, value]) => ({ what: 'reading', at, value }));

/** Transitions as `raised@3:0`: kind, instant, level. */
export const brief = (transitions: readonly AlertTransition[]): readonly string[] =>
  transitions.map(({ kind, at, level }) => `${kind}@${at}${level === undefined ? '' : `:${level}`}`);
