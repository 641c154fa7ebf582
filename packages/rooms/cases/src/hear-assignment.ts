import type { Envelope } from '@liandong/laws';
import { toDate, type Work } from '@liandong/platform';
import { type CaseId, newId, type OrganisationId, refuse } from '@liandong/words';
import type { CaseDesk } from './case-desk.ts';
import { readAssignment, timeOf } from './read-letters.ts';
import { tieAlert } from './report-case.ts';
import { insertCase } from './store.ts';
import type { CasesTables } from './tables.ts';
/** 交办 arrives: a child case starts here; the same assignment again changes nothing. */
export const hearAssignment = async (desk: CaseDesk, envelope: Envelope, work: Work): Promise<void> => {
  const letter = readAssignment(envelope.body);
  const tables = work.tables<CasesTables>();
  const known = await tables
    .selectFrom('cases.case as c')
    .select('c.id')
    .where('c.parent_node', '=', envelope.from)
    .where('c.parent_assignment_id', '=', letter.assignmentId)
    .executeTakeFirst();
  if (known !== undefined) return;
  const unit = await desk.neighbours.people.unit(letter.organisationId as OrganisationId);
  if (unit === undefined || unit.node !== desk.node || !unit.active) {
    throw refuse('case.unknown-unit', { organisationId: letter.organisationId });
  }
  const { jurisdictions } = desk.neighbours;
  const path = jurisdictions.path(letter.jurisdictionCode) ?? jurisdictions.path(unit.jurisdictionCode) ?? [];
  const row = await insertCase(
    work,
    {
      id: newId<CaseId>(work.recordedAt),
      code: await desk.newCode(work),
      root_id: letter.rootId as CaseId,
      version: 1,
      status: 'dispatched',
      title: letter.title,
      description: letter.description,
      minor_class: letter.class.minor,
      class: JSON.stringify(letter.class),
      source: 'superior',
      lon: letter.place.lon,
      lat: letter.place.lat,
      address: letter.place.address ?? null,
      jurisdiction_code: letter.jurisdictionCode,
      jurisdiction_path: [...path],
      unit_organisation_id: unit.id,
      unit_node: unit.node,
      unit_name: JSON.stringify(unit.name),
      reported_at: timeOf(letter.reportedAt),
      progress_at: toDate(work.at),
      clock_started_at: timeOf(letter.clockStartedAt),
      due_at: timeOf(letter.dueAt),
      clock_stopped_at: null,
      rework_count: 0,
      exercise: envelope.exercise,
      parent_node: envelope.from,
      parent_case_id: letter.parentCaseId,
      parent_assignment_id: letter.assignmentId,
    },
    { act: 'assigned', to: 'dispatched', note: letter.note, receiver: unit.name },
  );
  for (const alert of letter.alerts) await tieAlert(work, row.id, { ...alert, id: alert.alertId });
};
