export { evaluate, heartbeat, tick } from './evaluate.ts';
export { parseAlertRules } from './parse-rules.ts';
export { type AlertLevel, type AlertRule, reaches } from './rule.ts';
export { type AlertState, isIdle, newAlertState, none as noLevel } from './state.ts';
export {
  type AlertTransition,
  type AlertTransitionKind,
  isBelowClear,
  presentLevel,
} from './transition.ts';
