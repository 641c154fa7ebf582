import type { CaseClass } from '@liandong/contract';
import { languages, type Words } from '@liandong/words';
import type { TierOrder } from './pack-services.ts';

// Profiles are written by hand in every city: a mistake is told with its place and stops the start.

type Entry = { readonly value: unknown; readonly path: string };

const mistake = ({ path, value }: Entry, expected: string): Error =>
  new Error(`profile ${path}: expected ${expected}, found ${JSON.stringify(value) ?? 'nothing'}`);

const member = (entry: Entry, key: string): Entry => {
  if (typeof entry.value !== 'object' || entry.value === null) throw mistake(entry, 'an object');
  return { value: Reflect.get(entry.value, key), path: `${entry.path}.${key}` };
};

const items = (entry: Entry): readonly Entry[] => {
  if (!Array.isArray(entry.value)) throw mistake(entry, 'a list');
  return entry.value.map((value: unknown, index) => ({ value, path: `${entry.path}[${index}]` }));
};

const text = (entry: Entry): string => {
  if (typeof entry.value !== 'string' || entry.value === '') throw mistake(entry, 'a text');
  return entry.value;
};

const number = (entry: Entry, least: number): number => {
  if (typeof entry.value !== 'number' || !(entry.value >= least)) throw mistake(entry, `a number not below ${least}`);
  return entry.value;
};

const words = (entry: Entry): Words => {
  const [hans = '', hant = '', en = ''] = languages.map((language) => text(member(entry, language)));
  return { 'zh-Hans': hans, 'zh-Hant': hant, en };
};

const limitKinds = ['urgentHour', 'workHour', 'workDay', 'naturalDay'];

const caseClass = (entry: Entry): CaseClass => {
  const kind = text(member(entry, 'kind'));
  if (kind !== 'component' && kind !== 'event') throw mistake(member(entry, 'kind'), 'component or event');
  const limit = member(entry, 'limit');
  const limitKind = text(member(limit, 'kind'));
  if (!limitKinds.includes(limitKind)) throw mistake(member(limit, 'kind'), `one of ${limitKinds.join(', ')}`);
  for (const key of ['since', 'quality']) text(member(entry, key));
  const value = number(member(limit, 'value'), Number.MIN_VALUE);
  return {
    minor: text(member(entry, 'minor')),
    major: text(member(entry, 'major')),
    kind,
    name: words(member(entry, 'name')),
    filingCondition: words(member(entry, 'filingCondition')),
    closingCondition: words(member(entry, 'closingCondition')),
    limit: { kind: limitKind, value, verbatim: text(member(limit, 'verbatim')) },
    source: text(member(entry, 'source')),
  };
};

/**
 * Reads a class table (`class-table.json`).
 * @throws Error that names the place of the first mistake
 */
export const parseClassTable = (json: unknown, fileName = 'class-table'): readonly CaseClass[] => {
  const classes = items(member({ value: json, path: fileName }, 'classes')).map(caseClass);
  if (new Set(classes.map(({ minor }) => minor)).size < classes.length) {
    throw new Error(`profile ${fileName}: a minor class twice`);
  }
  return classes;
};

/**
 * Reads the tiers of a city (`tiers.json`).
 * @throws Error that names the place of the first mistake
 */
export const parseTiers = (json: unknown, fileName = 'tiers'): readonly TierOrder[] =>
  items(member({ value: json, path: fileName }, 'tiers')).map((entry) => ({
    code: text(member(entry, 'code')),
    rank: number(member(entry, 'rank'), 0),
    name: words(member(entry, 'name')),
  }));
