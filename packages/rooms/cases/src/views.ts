import type { CaseRow, CaseStep, CaseView } from '@liandong/contract';
import { allowedActs, type CaseStatus, isLiveAssignment } from '@liandong/laws';
import type { Session } from '@liandong/platform';
import { type CaseId, toIso, type Words } from '@liandong/words';
import { caseFacts, doerOf } from './act-on-case.ts';
import { actorName } from './actor-name.ts';
import type { CaseDesk } from './case-desk.ts';
import { type AssignmentRecord, alertIdsOf, type CaseRecord, type StepRecord } from './store.ts';
import { clockView } from './time-limits.ts';
import { proposeUnit } from './units.ts';

const desks = {
  acceptance: { 'zh-Hans': '受理席', 'zh-Hant': '受理席', en: 'Acceptance desk' },
  dispatch: { 'zh-Hans': '派遣席', 'zh-Hant': '派遣席', en: 'Dispatch desk' },
  check: { 'zh-Hans': '核查员', 'zh-Hant': '核查員', en: 'Checker' },
  ended: { 'zh-Hans': '已办结', 'zh-Hant': '已辦結', en: 'Ended' },
  superior: { 'zh-Hans': '上级核查', 'zh-Hant': '上級核查', en: 'Superior’s check' },
} as const satisfies Record<string, Words>;

const waitingAt = (status: CaseStatus, isChild: boolean): Words => {
  switch (status) {
    case 'reported':
    case 'toClose':
      return desks.acceptance;
    case 'filed':
      return desks.dispatch;
    case 'handled':
      return isChild ? desks.superior : desks.acceptance;
    case 'checking':
      return desks.check;
    case 'dispatched':
    case 'handling':
      return desks.dispatch;
    case 'refused':
    case 'closed':
    case 'voided':
      return desks.ended;
  }
};

const holderOf = (row: CaseRecord, assignment: AssignmentRecord | undefined): Words => {
  const atUnit = row.status === 'dispatched' || row.status === 'handling';
  if (!atUnit) return waitingAt(row.status, row.parent_node !== null);
  const below =
    assignment !== undefined && isLiveAssignment(assignment.stage) ? assignment.organisation_name : undefined;
  return below ?? row.unit_name ?? waitingAt(row.status, false);
};

const childView = (assignment: AssignmentRecord | undefined): CaseRow['child'] =>
  assignment === undefined
    ? undefined
    : {
        node: assignment.node,
        stage: assignment.stage,
        ...(assignment.child_case_id === null ? {} : { caseId: assignment.child_case_id }),
        ...(assignment.heard_at === null ? {} : { heardAt: toIso(assignment.heard_at) }),
      };

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

const unitView = (row: CaseRecord): CaseRow['unit'] =>
  row.unit_organisation_id === null || row.unit_name === null
    ? undefined
    : { organisationId: row.unit_organisation_id, name: row.unit_name, node: row.unit_node ?? '' };

/** A row of the queue. */
export const rowView = (desk: CaseDesk, row: CaseRecord, assignment: AssignmentRecord | undefined): CaseRow => {
  const code = row.jurisdiction_code;
  return {
    id: row.id,
    code: row.code,
    rootId: row.root_id,
    version: row.version,
    status: row.status,
    title: row.title,
    className: row.class.name,
    minorClass: row.minor_class,
    source: row.source,
    place: { lon: row.lon, lat: row.lat, ...optional('address', row.address ?? undefined) },
    jurisdictionCode: code,
    jurisdictionName: desk.neighbours.jurisdictions.name(code) ?? { 'zh-Hans': code, 'zh-Hant': code, en: code },
    holder: holderOf(row, assignment),
    reportedAt: toIso(row.reported_at),
    progressAt: toIso(row.progress_at),
    reworkCount: row.rework_count,
    exercise: row.exercise,
    ...optional('unit', unitView(row)),
    ...optional('clock', clockView(row, desk.clock.city(), desk.calendar)),
    ...optional(
      'parent',
      row.parent_node === null || row.parent_case_id === null
        ? undefined
        : { node: row.parent_node, caseId: row.parent_case_id },
    ),
    ...optional('child', childView(assignment)),
  };
};

/** The newest assignment of each case. */
export const assignmentsOf = async (
  desk: CaseDesk,
  ids: readonly CaseId[],
): Promise<ReadonlyMap<string, AssignmentRecord>> => {
  if (ids.length === 0) return new Map();
  const rows = await desk
    .tables()
    .selectFrom('cases.assignment as a')
    .selectAll('a')
    .distinctOn('a.case_id')
    .where('a.case_id', 'in', [...ids])
    .orderBy('a.case_id')
    .orderBy('a.made_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.case_id, row]));
};

/** Names of the people in whose stead a rule acted. */
const namesOf = async (desk: CaseDesk, steps: readonly StepRecord[]): Promise<ReadonlyMap<string, string>> => {
  const ids = new Set(steps.flatMap((step) => step.on_behalf_of ?? []));
  const names = new Map<string, string>();
  for (const id of ids) names.set(id, (await desk.neighbours.people.userName(id)) ?? id);
  return names;
};

const stepView = (step: StepRecord, names: ReadonlyMap<string, string>): CaseStep => ({
  id: step.id,
  seq: step.seq,
  act: step.act,
  toStatus: step.to_status,
  at: toIso(step.at),
  recordedAt: toIso(step.recorded_at),
  actor: { ...step.actor, name: actorName(step.actor) },
  node: step.node,
  ...optional('actThere', step.act_there ?? undefined),
  ...optional('fromStatus', step.from_status ?? undefined),
  ...optional('onBehalfOf', step.on_behalf_of === null ? undefined : names.get(step.on_behalf_of)),
  ...optional('receiver', step.receiver ?? undefined),
  ...optional('note', step.note ?? undefined),
});

/** The whole case as one person may see it, with the acts he may do now. */
export const caseView = async (desk: CaseDesk, row: CaseRecord, session: Session): Promise<CaseView> => {
  const tables = desk.tables();
  const [assignments, facts, alertIds, steps] = await Promise.all([
    assignmentsOf(desk, [row.id]),
    caseFacts(desk, tables, row),
    alertIdsOf(tables, row.id),
    tables.selectFrom('cases.step as s').selectAll('s').where('s.case_id', '=', row.id).orderBy('s.seq').execute(),
  ]);
  const acts = allowedActs(facts, doerOf(session));
  const asks = acts.includes('dispatch') || acts.includes('delegateDown');
  const proposed = asks ? await proposeUnit(desk, row) : undefined;
  const names = await namesOf(desk, steps);
  return {
    ...rowView(desk, row, assignments.get(row.id)),
    description: row.description,
    filingCondition: row.class.filingCondition,
    closingCondition: row.class.closingCondition,
    alertIds: [...alertIds],
    timeline: steps.map((step) => stepView(step, names)),
    acts: [...acts],
    ...optional(
      'proposedUnit',
      proposed === undefined
        ? undefined
        : {
            organisationId: proposed.unit.id,
            name: proposed.unit.name,
            node: proposed.unit.node,
            reason: proposed.reason,
          },
    ),
  };
};
