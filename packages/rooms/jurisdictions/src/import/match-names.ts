import { type JurisdictionCode, refuse } from '@liandong/words';
import type { JurisdictionRecord } from '../tree.ts';
import { type Candidate, readAliases, textIfAny } from './read-candidate.ts';
import type { JurisdictionRow } from './rows.ts';

type Records = ReadonlyMap<string, JurisdictionRecord>;

const namesOf = ({ name, aliases }: JurisdictionRecord): ReadonlySet<string> =>
  new Set([...Object.values(name), ...aliases]);

const byName = (existing: Records): ReadonlyMap<string, readonly JurisdictionRecord[]> => {
  const index = new Map<string, JurisdictionRecord[]>();
  for (const record of existing.values()) {
    for (const name of namesOf(record)) {
      const list = index.get(name);
      if (list === undefined) index.set(name, [record]);
      else list.push(record);
    }
  }
  return index;
};

/** Whether something above the record fits. */
const hasAbove = (
  record: JurisdictionRecord,
  existing: Records,
  fits: (above: JurisdictionRecord) => boolean,
): boolean => {
  let above = existing.get(record.parentCode ?? '');
  while (above !== undefined) {
    if (fits(above)) return true;
    above = existing.get(above.parentCode ?? '');
  }
  return false;
};

/**
 * Reads rows that have a name and no code: each is the known jurisdiction of that name or alias, within the one that
 * `parentName` or `parentCode` tells, in the tier that `tier` tells. Only ground and aliases are taken from the row.
 * @returns a reader that throws `jurisdiction.name-unknown`, `jurisdiction.name-ambiguous`
 */
export const createNameReader = (existing: Records): ((row: JurisdictionRow) => Candidate) => {
  const index = byName(existing);
  return ({ row, values, geometry }) => {
    const name = textIfAny(values.name, 'name');
    if (name === undefined) throw refuse('jurisdiction.row-malformed', { field: 'name' });
    const parentName = textIfAny(values.parentName, 'parentName');
    const parentCode: string | undefined = textIfAny(values.parentCode, 'parentCode');
    const tier = textIfAny(values.tier, 'tier');
    const fits = (above: JurisdictionRecord): boolean =>
      (parentName === undefined || namesOf(above).has(parentName)) &&
      (parentCode === undefined || above.code === parentCode);
    const found = (index.get(name) ?? []).filter(
      (record) =>
        (tier === undefined || record.tier.code === tier) &&
        ((parentName ?? parentCode) === undefined || hasAbove(record, existing, fits)),
    );
    const [only, ...others] = found;
    const parent = parentName ?? parentCode ?? '–';
    if (only === undefined) throw refuse('jurisdiction.name-unknown', { name, parent });
    if (others.length > 0) {
      throw refuse('jurisdiction.name-ambiguous', { name, parent, codes: codesOf(found).slice(0, 5).join(', ') });
    }
    const aliases = readAliases(values.aliases);
    return {
      row,
      code: only.code,
      parentCode: only.parentCode,
      tier: only.tier,
      name: only.name,
      aliases: aliases === undefined ? undefined : [...new Set([...only.aliases, ...aliases])],
      functional: only.functional,
      geometry,
    };
  };
};

const codesOf = (records: readonly JurisdictionRecord[]): readonly JurisdictionCode[] =>
  records.map(({ code }) => code).sort();
