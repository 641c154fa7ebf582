import type { Organisation } from '@liandong/contract';
import type { Work } from '@liandong/platform';
import { type ActContext, brandId, canonicalJson, type OrganisationId } from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { organisationView } from './directory.ts';
import { updateOrganisation } from './import-organisations.ts';
import { manage, pathOrCode } from './manage.ts';
import { recordOrganisation } from './manage-organisations.ts';
import type { PeopleTables } from './tables.ts';

/** One change to take back. */
export type OrganisationUndo = { readonly before: Organisation | null; readonly after: Organisation };

export type OrganisationsUndone = {
  /** Indexes of the changes that were taken back. */
  readonly undone: readonly number[];
  readonly left: readonly { readonly index: number; readonly why: 'changed-since' | 'in-use' | 'not-yours' }[];
};

export type UndoOrganisationsOptions = {
  may(path: readonly string[]): boolean;
  keep(work: Work, report: OrganisationsUndone): Promise<void>;
};

/** Posts, users by posts, and organisations below. */
const isUsed = async (work: Work, id: string): Promise<boolean> => {
  const { rowCount } = await work.client.query(
    `select 1 from people.post p where p.organisation_id = $1
     union all select 1 from people.organisation o where o.parent_id = $1 limit 1`,
    [id],
  );
  return rowCount !== 0;
};

const present = async (work: Work, id: string): Promise<Organisation | undefined> => {
  const row = await work
    .tables<PeopleTables>()
    .selectFrom('people.organisation as o')
    .selectAll()
    .where('o.id', '=', brandId<OrganisationId>(id))
    .executeTakeFirst();
  return row === undefined ? undefined : organisationView(row);
};

const takeBack = async (
  work: Work,
  deps: PeopleDeps,
  { before, after }: OrganisationUndo,
  may: UndoOrganisationsOptions['may'],
): Promise<OrganisationsUndone['left'][number]['why'] | undefined> => {
  const now = await present(work, after.id);
  if (now === undefined || canonicalJson(now) !== canonicalJson(after)) return 'changed-since';
  const path = pathOrCode(deps, now.jurisdictionCode);
  if (!may(path)) return 'not-yours';
  if (before !== null) {
    await updateOrganisation(work, before);
    recordOrganisation(work, 'OrganisationChanged', before, path);
    return undefined;
  }
  if (await isUsed(work, after.id)) return 'in-use';
  await work
    .tables<PeopleTables>()
    .deleteFrom('people.organisation')
    .where('id', '=', brandId<OrganisationId>(after.id))
    .execute();
  work.record({
    type: 'OrganisationRemoved',
    objectKind: 'organisation',
    objectId: after.id,
    jurisdictionPath: path,
    body: { ...after },
  });
  return undefined;
};

/** Those below before those above: what was hung under an imported one goes first. */
const deepestFirst = (changes: readonly OrganisationUndo[]): readonly number[] => {
  const byId = new Map(changes.map((one) => [one.after.id, one.after]));
  const depth = (one: Organisation | undefined, steps = 0): number =>
    one === undefined || steps > changes.length ? steps : depth(byId.get(one.parentId ?? ''), steps + 1);
  return changes
    .map((one, index) => ({ index, depth: depth(one.after) }))
    .sort((a, b) => b.depth - a.depth)
    .map((one) => one.index);
};

/** Restores what was before, or removes, where an organisation is as the import left it and nothing hangs on it. */
export const undoOrganisations = (
  deps: PeopleDeps,
  context: ActContext,
  changes: readonly OrganisationUndo[],
  { may, keep }: UndoOrganisationsOptions,
): Promise<OrganisationsUndone> =>
  manage(deps, context, async (work) => {
    const undone: number[] = [];
    const left: OrganisationsUndone['left'][number][] = [];
    for (const index of deepestFirst(changes)) {
      const change = changes[index];
      if (change === undefined) continue;
      const why = await takeBack(work, deps, change, may);
      if (why === undefined) undone.push(index);
      else left.push({ index, why });
    }
    const report = { undone, left: left.sort((a, b) => a.index - b.index) };
    await keep(work, report);
    return report;
  });
