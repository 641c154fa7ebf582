import type { Organisation } from '@liandong/contract';
import type { Work } from '@liandong/platform';
import { brandId, newId, type OrganisationId, refuse, type Words } from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { organisationView } from './directory.ts';
import { type By, demandScope, manage } from './manage.ts';
import type { OrganisationKind, PeopleTables } from './tables.ts';

export type NewOrganisation = {
  readonly name: Words;
  readonly parentId?: string | undefined;
  readonly jurisdictionCode: string;
  readonly kind: OrganisationKind;
};

/** One organisation for update; refuses with people.unknown-organisation. */
export const organisationRow = async (work: Work, id: string) => {
  const row = await work
    .tables<PeopleTables>()
    .selectFrom('people.organisation as o')
    .selectAll()
    .where('o.id', '=', brandId<OrganisationId>(id))
    .executeTakeFirst();
  if (row === undefined) throw refuse('people.unknown-organisation', { organisationId: id });
  return row;
};

/** Writes a new organisation and its fact. */
export const insertOrganisation = async (
  work: Work,
  view: Organisation,
  jurisdictionPath: readonly string[],
): Promise<void> => {
  await work
    .tables<PeopleTables>()
    .insertInto('people.organisation')
    .values({
      id: brandId<OrganisationId>(view.id),
      parent_id: view.parentId ?? null,
      name: JSON.stringify(view.name),
      jurisdiction_code: view.jurisdictionCode,
      node: view.node,
      kind: view.kind,
      active: view.active,
    })
    .execute();
  recordOrganisation(work, 'OrganisationAdded', view, jurisdictionPath);
};

/** Tells of an organisation; the body is all of it. */
export const recordOrganisation = (
  work: Work,
  type: 'OrganisationAdded' | 'OrganisationChanged',
  view: Organisation,
  jurisdictionPath: readonly string[],
): void => work.record({ type, objectKind: 'organisation', objectId: view.id, jurisdictionPath, body: { ...view } });

/** Adds an organisation of this node within the jurisdictions whose people the orderer manages. */
export const addOrganisation = (deps: PeopleDeps, by: By, order: NewOrganisation): Promise<Organisation> =>
  manage(deps, by.context, async (work) => {
    const path = demandScope(deps, by, order.jurisdictionCode);
    if (order.parentId !== undefined) await organisationRow(work, order.parentId);
    const view: Organisation = {
      ...order,
      id: newId<OrganisationId>(work.recordedAt),
      node: deps.node,
      active: true,
    };
    await insertOrganisation(work, view, path);
    return view;
  });

/** Renames or retires an organisation of this node; the posts of a retired one grant nothing. */
export const changeOrganisation = (
  deps: PeopleDeps,
  by: By,
  id: string,
  change: { readonly name?: Words; readonly active?: boolean },
): Promise<Organisation> =>
  manage(deps, by.context, async (work) => {
    const row = await organisationRow(work, id);
    const path = demandScope(deps, by, row.jurisdiction_code);
    if (row.node !== deps.node) throw refuse('people.other-node', { node: row.node });
    const view = { ...organisationView(row), ...change };
    await work
      .tables<PeopleTables>()
      .updateTable('people.organisation')
      .set({ name: JSON.stringify(view.name), active: view.active })
      .where('id', '=', row.id)
      .execute();
    recordOrganisation(work, 'OrganisationChanged', view, path);
    return view;
  });
