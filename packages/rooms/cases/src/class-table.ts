import type { CaseClass } from '@liandong/contract';
import type { Work } from '@liandong/platform';
import type { CaseDesk } from './case-desk.ts';
import { toClass } from './store.ts';
import type { CasesTables } from './tables.ts';

/** Takes a class table; a class that is known is brought up to date, none is dropped. */
export const loadClassTable = async (work: Work, classes: readonly CaseClass[]): Promise<void> => {
  for (const one of classes) {
    const values = {
      major: one.major,
      kind: one.kind,
      name: JSON.stringify(one.name),
      filing_condition: JSON.stringify(one.filingCondition),
      closing_condition: JSON.stringify(one.closingCondition),
      limit_kind: one.limit.kind,
      limit_value: one.limit.value,
      limit_verbatim: one.limit.verbatim,
      source: one.source,
    };
    await work
      .tables<CasesTables>()
      .insertInto('cases.class')
      .values({ minor: one.minor, ...values })
      .onConflict((conflict) => conflict.constraint('class_pk').doUpdateSet(values))
      .execute();
  }
  work.record({
    type: 'ClassTableLoaded',
    objectKind: 'classTable',
    objectId: 'classTable',
    jurisdictionPath: [],
    body: { classes: classes.length },
  });
};

export const readClassTable = async (desk: CaseDesk): Promise<readonly CaseClass[]> => {
  const rows = await desk.tables().selectFrom('cases.class as k').selectAll('k').orderBy('k.minor').execute();
  return rows.map(toClass);
};

export type Responsibility = {
  readonly minorClass: string;
  readonly jurisdictionCode: string;
  readonly organisationId: string;
};

/** One line of the responsibility list (权责清单). */
export const ensureResponsibility = async (work: Work, line: Responsibility): Promise<void> => {
  await work
    .tables<CasesTables>()
    .insertInto('cases.responsibility')
    .values({
      minor_class: line.minorClass,
      jurisdiction_code: line.jurisdictionCode,
      organisation_id: line.organisationId,
    })
    .onConflict((conflict) =>
      conflict.constraint('responsibility_pk').doUpdateSet({ organisation_id: line.organisationId }),
    )
    .execute();
};
