/** Stands in the numbers of a state for "not": instants are never negative, nor are levels. */
export const none = -1;

/**
 * What a rule remembers of one object. Plain JSON, changed in place: a reading must not allocate (hot path).
 * Instants are city time in epoch ms, levels are places in `rule.levels`; `none` means there is none.
 */
export type AlertState = {
  /** The newest reading that counted. */
  lastAt: number;
  lastValue: number;
  /** The newest sign of life of any kind. */
  seenAt: number;
  /** Since when nothing is known of the object. */
  unknownSince: number;
  /** For each level: since when the value has reached it without a break. */
  readonly reachedSince: number[];
  /** Since when the value of an open alert has been below the clear level without a break. */
  clearSince: number;
  /** The highest value (for `below`: the lowest) of the present wave, counted from its first crossing. */
  wavePeak: number;
  /** The alert's level in the present wave: it rises only; `none` means that no alert is open. */
  level: number;
  /** The highest level and the furthest value of the newest alert over its whole life. */
  peakLevel: number;
  peakValue: number;
  /** When the newest alert was cleared. */
  clearedAt: number;
};

/** The state of an object that has never been heard. */
export const newAlertState = (levelCount: number): AlertState => ({
  lastAt: none,
  lastValue: 0,
  seenAt: none,
  unknownSince: none,
  reachedSince: new Array<number>(levelCount).fill(none),
  clearSince: none,
  wavePeak: 0,
  level: none,
  peakLevel: none,
  peakValue: 0,
  clearedAt: none,
});

/** Whether no alert is open, none is in the making, and the object is not silent. Hot path. */
export const isIdle = (state: AlertState): boolean =>
  state.level === none && state.unknownSince === none && state.reachedSince[0] === none;
