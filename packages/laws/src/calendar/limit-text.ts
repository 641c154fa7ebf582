import type { TimeLimit, TimeLimitKind } from './calendar.ts';

/** A limit as a city's filing standard writes it, and what it means. */
export type LimitText = {
  /** Verbatim, e.g. `种植季节15工作日`. */
  readonly text: string;
  /** What stands before the number, e.g. `种植季节` (in the planting season). */
  readonly condition: string | undefined;
  readonly limit: TimeLimit;
};

const kindWords: Readonly<Record<string, TimeLimitKind>> = {
  紧急工作: 'urgentHour',
  緊急工作: 'urgentHour',
  工作: 'workHour',
};

const pattern = /^(\p{L}*)(\d+(?:\.\d+)?)[个個]?(?:(紧急工作|緊急工作|工作)(?:小时|小時|时|時)|(工作日)|(自然日))$/u;

/** Reads limits such as `2紧急工作时`, `4工作时`, `1工作日`, `7自然日`; undefined when it is no such text. */
export const parseLimitText = (text: string): LimitText | undefined => {
  const found = pattern.exec(text.normalize('NFKC').replaceAll(/\s/gu, ''));
  if (found === null) return undefined;
  const [, condition = '', number = '', hours, workDays] = found;
  const value = Number(number);
  if (!(value > 0) || !Number.isFinite(value)) return undefined;
  return { text, condition: condition === '' ? undefined : condition, limit: { kind: kindOf(hours, workDays), value } };
};

const kindOf = (hours: string | undefined, workDays: string | undefined): TimeLimitKind => {
  if (hours !== undefined) return kindWords[hours] ?? 'workHour';
  return workDays === undefined ? 'naturalDay' : 'workDay';
};
