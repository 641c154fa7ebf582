import { brandId, type JurisdictionCode, refuse, type Words } from '@liandong/words';
import type { TierRecord } from '../tree.ts';
import type { RawRow } from './read-rows.ts';

/** A row whose own members are in order; its place in the tree and its ground are still to be judged. */
export type Candidate = {
  readonly row: number;
  readonly code: JurisdictionCode;
  readonly parentCode: JurisdictionCode | undefined;
  readonly tier: TierRecord;
  readonly name: Words;
  readonly functional: boolean;
  readonly geometry: unknown;
};

/** @throws Refusal `jurisdiction.row-malformed`, `jurisdiction.unknown-tier` */
export const readCandidate = (raw: RawRow, tiers: ReadonlyMap<string, TierRecord>): Candidate => {
  const { values } = raw;
  const code = codeOf(values.code, 'code');
  const tierCode = textOf(values.tier, 'tier');
  const tier = tiers.get(tierCode);
  if (tier === undefined) throw refuse('jurisdiction.unknown-tier', { tier: tierCode });
  const parent = values.parentCode;
  return {
    row: raw.row,
    code,
    parentCode: parent === undefined || parent === null || parent === '' ? undefined : codeOf(parent, 'parentCode'),
    tier,
    name: nameOf(values),
    functional: isYes(values.functional),
    geometry: raw.geometry,
  };
};

/** The key of a row for the report, as far as it can be read. */
export const keyOf = (raw: RawRow): string | undefined => {
  const code = raw.values.code;
  return typeof code === 'string' || typeof code === 'number' ? String(code).slice(0, 80) : undefined;
};

const textOf = (value: unknown, field: string): string => {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || text.trim() === '' || text.length > 200 || /[\p{Cc}]/u.test(text)) {
    throw refuse('jurisdiction.row-malformed', { field });
  }
  return text.trim().normalize('NFC');
};

const codeOf = (value: unknown, field: string): JurisdictionCode => {
  const code = textOf(value, field);
  if (code.length > 40 || /\s/.test(code)) throw refuse('jurisdiction.row-malformed', { field });
  return brandId<JurisdictionCode>(code);
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** A name may be one text for all languages, or one for each. */
const nameOf = (values: RawRow['values']): Words => {
  const hans = textOf(values.name, 'name');
  return {
    'zh-Hans': hans,
    'zh-Hant': isGiven(values.nameHant) ? textOf(values.nameHant, 'nameHant') : hans,
    en: isGiven(values.nameEn) ? textOf(values.nameEn, 'nameEn') : hans,
  };
};

const isYes = (value: unknown): boolean => {
  if (!isGiven(value)) return false;
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  if (['true', '1', 'yes', '是'].includes(text)) return true;
  if (['false', '0', 'no', '否'].includes(text)) return false;
  throw refuse('jurisdiction.row-malformed', { field: 'functional' });
};
