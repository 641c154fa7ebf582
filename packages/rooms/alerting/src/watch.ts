import { type AlertRule, type AlertState, type AlertTransition, newAlertState } from '@liandong/laws';
import type { AlertId } from '@liandong/words';
import type { WatchedStream } from './neighbours.ts';

/** One rule on one datastream, in memory. Changed in place (hot path). */
export type Watch = {
  readonly rule: AlertRule;
  readonly stream: WatchedStream;
  state: AlertState;
  /** The newest alert of a level, open or cleared: a crossing within the repeat time takes it up again. */
  alertId: AlertId | undefined;
  /** The open alert that says only "no data". */
  silenceId: AlertId | undefined;
  /** Whether the database has a row for it. */
  saved: boolean;
  /** Whether it changed since that row was written. */
  dirty: boolean;
  /** Whether it was idle when that row was written. */
  savedIdle: boolean;
};

/** What happened to one watch, oldest first. */
export type Happening = { readonly watch: Watch; readonly transitions: readonly AlertTransition[] };

/** Starts to watch: nothing known, nothing saved. */
export const newWatch = (rule: AlertRule, stream: WatchedStream): Watch => ({
  rule,
  stream,
  state: newAlertState(rule.levels.length),
  alertId: undefined,
  silenceId: undefined,
  saved: false,
  dirty: false,
  savedIdle: true,
});

/** Whether a rule is about a datastream. */
export const isAbout = (rule: AlertRule, { characteristic, terminal }: WatchedStream): boolean =>
  rule.terminalType === terminal.model.type.code &&
  rule.characteristic === characteristic.code &&
  (rule.terminals === undefined || rule.terminals.has(terminal.id) || rule.terminals.has(terminal.code));

/** Names one rule on one datastream. */
export const keyOf = ({ rule, stream }: Watch): string => `${rule.id} ${stream.id}`;
