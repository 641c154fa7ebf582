import { brandId, type JurisdictionCode, refuse, type Words } from '@liandong/words';
import type { TierRecord } from '../tree.ts';
import type { JurisdictionRow } from './rows.ts';

/** A row whose own members are in order; its place in the tree and its ground are still to be judged. */
export type Candidate = {
  readonly row: number;
  readonly code: JurisdictionCode;
  readonly parentCode: JurisdictionCode | undefined;
  readonly tier: TierRecord;
  readonly name: Words;
  /** undefined when the row says nothing of them. */
  readonly aliases: readonly string[] | undefined;
  readonly functional: boolean;
  readonly geometry: unknown;
};

/** @throws Refusal `jurisdiction.row-malformed`, `jurisdiction.unknown-tier` */
export const readCandidate = (raw: JurisdictionRow, tiers: ReadonlyMap<string, TierRecord>): Candidate => {
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
    aliases: readAliases(values.aliases),
    functional: isYes(values.functional),
    geometry: raw.geometry,
  };
};

/** The key of a row for the report, as far as it can be read. */
export const keyOf = (raw: JurisdictionRow): string | undefined => {
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

/** A text member in order, or undefined when there is none. */
export const textIfAny = (value: unknown, field: string): string | undefined =>
  isGiven(value) ? textOf(value, field) : undefined;

const codeOf = (value: unknown, field: string): JurisdictionCode => {
  const code = textOf(value, field);
  if (code.length > 40 || /\s/.test(code)) throw refuse('jurisdiction.row-malformed', { field });
  return brandId<JurisdictionCode>(code);
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** A name may be one text for all languages, or one for each. */
const nameOf = (values: JurisdictionRow['values']): Words => {
  const hans = textOf(values.name, 'name');
  return {
    'zh-Hans': hans,
    'zh-Hant': isGiven(values.nameHant) ? textOf(values.nameHant, 'nameHant') : hans,
    en: isGiven(values.nameEn) ? textOf(values.nameEn, 'nameEn') : hans,
  };
};

const maxAliases = 20;

/** Several in one cell stand between marks that no name has in it; undefined when there are none. */
export const readAliases = (value: unknown): readonly string[] | undefined => {
  if (!isGiven(value)) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : String(value).split(/[;；,，、|]/);
  const aliases = list.filter((one) => one !== '').map((one) => textOf(one, 'aliases'));
  if (aliases.length > maxAliases) throw refuse('jurisdiction.row-malformed', { field: 'aliases' });
  return [...new Set(aliases)];
};

const isYes = (value: unknown): boolean => {
  if (!isGiven(value)) return false;
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  if (['true', '1', 'yes', '是'].includes(text)) return true;
  if (['false', '0', 'no', '否'].includes(text)) return false;
  throw refuse('jurisdiction.row-malformed', { field: 'functional' });
};
