import { type OrganisationId, refuse, type Words } from '@liandong/words';
import type { CaseDesk } from './case-desk.ts';
import type { Unit } from './neighbours.ts';
import type { CaseRecord } from './store.ts';

export type ProposedUnit = { readonly unit: Unit; readonly reason: Words };

const reasonFor = (className: Words, placeName: Words): Words => ({
  'zh-Hans': `权责清单：${placeName['zh-Hans']} · ${className['zh-Hans']}`,
  'zh-Hant': `權責清單：${placeName['zh-Hant']} · ${className['zh-Hant']}`,
  en: `Responsibility list: ${placeName.en} · ${className.en}`,
});

/** 权责清单: the unit for this class whose jurisdiction is the deepest around the place. */
export const proposeUnit = async (
  desk: CaseDesk,
  row: Pick<CaseRecord, 'minor_class' | 'jurisdiction_path' | 'class' | 'jurisdiction_code'>,
): Promise<ProposedUnit | undefined> => {
  const rows = await desk
    .tables()
    .selectFrom('cases.responsibility as r')
    .select(['r.organisation_id', 'r.jurisdiction_code'])
    .where('r.minor_class', '=', row.minor_class)
    .where('r.jurisdiction_code', 'in', row.jurisdiction_path.length === 0 ? [''] : row.jurisdiction_path)
    .execute();
  const deepest = [...rows].sort(
    (a, b) => row.jurisdiction_path.indexOf(b.jurisdiction_code) - row.jurisdiction_path.indexOf(a.jurisdiction_code),
  );
  for (const candidate of deepest) {
    const unit = await desk.neighbours.people.unit(candidate.organisation_id as OrganisationId);
    if (unit?.active === true) {
      const place = desk.neighbours.jurisdictions.name(candidate.jurisdiction_code);
      const code = candidate.jurisdiction_code;
      return {
        unit,
        reason: reasonFor(row.class.name, place ?? { 'zh-Hans': code, 'zh-Hant': code, en: code }),
      };
    }
  }
  return undefined;
};

/**
 * The named unit, or the proposal when none is named.
 * @throws case.no-unit, case.unknown-unit
 */
export const chooseUnit = async (desk: CaseDesk, row: CaseRecord, named: string | undefined): Promise<Unit> => {
  if (named === undefined) {
    const proposed = await proposeUnit(desk, row);
    if (proposed === undefined) throw refuse('case.no-unit', { caseId: row.id });
    return proposed.unit;
  }
  const unit = await desk.neighbours.people.unit(named as OrganisationId);
  if (unit === undefined || !unit.active) throw refuse('case.unknown-unit', { organisationId: named });
  return unit;
};
