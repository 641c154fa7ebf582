import { administratorRights, mixedAdministrators, type Right } from '@liandong/laws';
import type { Session, Work } from '@liandong/platform';
import { type ActContext, refuse } from '@liandong/words';
import { sql } from 'kysely';
import type { PeopleDeps } from './deps.ts';
import type { PeopleTables } from './tables.ts';

/** Who gives an order. */
export type By = { readonly session: Session; readonly context: ActContext };

/** Orders about people go one after the other: two halves of a forbidden whole could pass side by side. */
const turnLock = 7_340_031;

/**
 * Root … self of a jurisdiction whose people the orderer manages.
 * @throws Refusal people.unknown-jurisdiction, people.not-your-jurisdiction
 */
export const demandScope = (deps: PeopleDeps, by: By, jurisdictionCode: string): readonly string[] => {
  const path = knownPath(deps, jurisdictionCode);
  if (!by.session.may('people.manage', path)) throw refuse('people.not-your-jurisdiction', { jurisdictionCode });
  return path;
};

/** Root … self; refuses with people.unknown-jurisdiction. */
export const knownPath = (deps: PeopleDeps, jurisdictionCode: string): readonly string[] => {
  const path = deps.jurisdictionPathOf(jurisdictionCode) ?? [];
  if (path.length === 0) throw refuse('people.unknown-jurisdiction', { jurisdictionCode });
  return path;
};

/** Root … self; just the code where this node doesn't know the place. */
export const pathOrCode = (deps: PeopleDeps, jurisdictionCode: string): readonly string[] => {
  const path = deps.jurisdictionPathOf(jurisdictionCode) ?? [];
  return path.length === 0 ? [jurisdictionCode] : path;
};

/** 三员分立 within one post. */
export const demandApart = (rights: readonly Right[]): void => {
  const mixed = mixedAdministrators(rights);
  if (mixed.length > 0) throw refuse('people.three-administrators', { rights: mixed.join(', ') });
};

/**
 * Runs one order about people: in turn, and only when afterwards the three administrators are still apart and every
 * jurisdiction that had somebody to manage its people still has.
 */
export const manage = <Result>(
  deps: PeopleDeps,
  context: ActContext,
  run: (work: Work) => Promise<Result>,
): Promise<Result> =>
  deps.database.write(context, async (work) => {
    await work.client.query('select pg_advisory_xact_lock($1)', [turnLock]);
    const before = await managedCodes(deps, work);
    const result = await run(work);
    await demandUsersApart(work);
    const after = await managedCodes(deps, work);
    for (const jurisdictionCode of before) {
      if (!pathOrCode(deps, jurisdictionCode).some((code) => after.has(code)))
        throw refuse('people.last-administrator', { jurisdictionCode });
    }
    work.afterCommit(deps.sessions.forget);
    return result;
  });

const managedCodes = async (deps: PeopleDeps, work: Work): Promise<ReadonlySet<string>> => {
  const rows = await work
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .innerJoin('people.user_post as up', 'up.user_id', 'u.id')
    .innerJoin('people.post as p', 'p.id', 'up.post_id')
    .innerJoin('people.organisation as o', 'o.id', 'p.organisation_id')
    .select('p.jurisdiction_code')
    .distinct()
    .where('u.active', '=', true)
    .where('o.active', '=', true)
    .where(sql<boolean>`'people.manage' = any(p.rights)`)
    .where((where) => where.or([where('u.demonstration', '=', false), where.val(deps.demonstration)]))
    .execute();
  return new Set(rows.map((row) => row.jurisdiction_code));
};

const demandUsersApart = async (work: Work): Promise<void> => {
  const { rows } = await work.client.query<{ rights: string[] }>(
    `select array_agg(distinct r) as rights
     from people.user_post up join people.post p on p.id = up.post_id, unnest(p.rights) as r
     where r = any($1) group by up.user_id having count(distinct r) > 1 limit 1`,
    [administratorRights],
  );
  const [mixed] = rows;
  if (mixed !== undefined) throw refuse('people.three-administrators', { rights: mixed.rights.join(', ') });
};
