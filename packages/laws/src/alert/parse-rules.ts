import { brandId } from '@liandong/words';
import {
  type Entry,
  items,
  member,
  mistake,
  number,
  oneOf,
  present,
  profileRoot,
  text,
  words,
} from '../profile/read-profile.ts';
import type { AlertLevel, AlertRule } from './rule.ts';

/**
 * Reads the alert rules of a profile (`alert-rules.json`).
 * @param qualityBits bit of each quality flag by name, e.g. `{ outOfRange: 1 }`
 * @throws Error that names the place of the first mistake: another unit, levels out of order, no source, …
 */
export const parseAlertRules = (
  json: unknown,
  qualityBits: Readonly<Record<string, number>>,
  fileName = 'alert-rules',
): readonly AlertRule[] => {
  const rules = items(member(profileRoot(json, fileName), 'rules')).map((entry) => parseRule(entry, qualityBits));
  if (new Set(rules.map((rule) => rule.id)).size < rules.length)
    throw new Error(`profile ${fileName}: a rule id twice`);
  return rules;
};

const parseRule = (entry: Entry, qualityBits: Readonly<Record<string, number>>): AlertRule => {
  const unit = text(member(entry, 'unit'));
  const comparator = oneOf(member(entry, 'comparator'), ['above', 'below']);
  const levels = parseLevels(member(entry, 'levels'), unit, comparator);
  const firstThreshold = levels[0]?.threshold ?? Number.NaN;
  const clearThreshold = quantity(member(entry, 'clear'), unit);
  if (isBeyond(clearThreshold, firstThreshold, comparator)) {
    throw mistake(member(entry, 'clear'), 'a clear level that is not beyond the lowest level');
  }
  const timing = member(entry, 'timing');
  provenance(timing);
  return {
    id: brandId(text(member(entry, 'id'))),
    name: words(member(entry, 'name')),
    terminalType: text(member(entry, 'terminalType')),
    terminals: parseTerminals(member(entry, 'terminals')),
    characteristic: text(member(entry, 'characteristic')),
    unit,
    comparator,
    levels,
    firstThreshold,
    holdMs: number(member(timing, 'holdMs'), 0),
    clearThreshold,
    clearHoldMs: number(member(timing, 'clearHoldMs'), 0),
    minRepeatMs: number(member(timing, 'minRepeatMs'), 0),
    excludedQuality: parseQuality(member(entry, 'excludedQuality'), qualityBits),
    noData: parseNoData(member(entry, 'noData')),
  };
};

const parseLevels = (entry: Entry, unit: string, comparator: AlertRule['comparator']): readonly AlertLevel[] => {
  const levels = items(entry).map((level) => ({
    level: text(member(level, 'level')),
    name: words(member(level, 'name')),
    rank: number(member(level, 'rank'), 1),
    threshold: quantity(level, unit),
    source: text(member(level, 'source')),
  }));
  const ordered = levels.every((level, index) => {
    const lower = levels[index - 1];
    return lower === undefined || (level.rank > lower.rank && isBeyond(level.threshold, lower.threshold, comparator));
  });
  if (levels.length === 0 || !ordered) throw mistake(entry, 'levels by rising rank, each beyond the one before');
  return levels;
};

const isBeyond = (one: number, other: number, comparator: AlertRule['comparator']): boolean =>
  comparator === 'above' ? one > other : one < other;

const quantity = (entry: Entry, unit: string): number => {
  oneOf(member(entry, 'unit'), [unit]);
  provenance(entry);
  return number(member(entry, 'threshold'));
};

const provenance = (entry: Entry): void => {
  for (const key of ['source', 'since', 'quality']) text(member(entry, key));
};

const parseTerminals = (entry: Entry): ReadonlySet<string> | undefined =>
  present(entry) ? new Set(items(entry).map(text)) : undefined;

const parseQuality = (entry: Entry, qualityBits: Readonly<Record<string, number>>): number =>
  items(entry).reduce((mask, flag) => mask | (qualityBits[oneOf(flag, Object.keys(qualityBits))] ?? 0), 0);

const parseNoData = (entry: Entry): AlertRule['noData'] => {
  if (!present(entry)) return undefined;
  provenance(entry);
  return { afterMs: number(member(entry, 'afterMs'), 1), name: words(member(entry, 'name')) };
};
