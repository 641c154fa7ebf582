import type { Organisation } from '@liandong/contract';
import { brandId, type Language, type OrganisationId, type UserId } from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { organisationView, readOrganisations } from './directory.ts';
import { pathOrCode } from './manage.ts';
import type { PeopleTables } from './tables.ts';

/** A person as other rooms know him. */
export type Member = {
  readonly id: UserId;
  readonly loginName: string;
  readonly name: string;
  readonly language: Language;
  readonly automatic: boolean;
};

/** What other rooms may ask. */
export type PeopleQuestions = {
  organisation(id: string): Promise<Organisation | undefined>;
  /** Active organisations of any node in this jurisdiction and below, parents first. */
  organisationsWithin(jurisdictionCode: string): Promise<readonly Organisation[]>;
  userName(id: string): Promise<string | undefined>;
  /** By login name; retired users are not found. */
  userByLogin(loginName: string): Promise<Member | undefined>;
  /** Active users with a post in the organisation. */
  usersOf(organisationId: string): Promise<readonly Member[]>;
  /** The organisations in which the user holds a post. */
  memberOf(userId: string): Promise<readonly OrganisationId[]>;
};

const members = ({ database }: PeopleDeps) =>
  database
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .select(['u.id', 'u.login_name as loginName', 'u.name', 'u.language', 'u.automatic'])
    .where('u.active', '=', true)
    .orderBy('u.login_name');

const organisation = async ({ database }: PeopleDeps, id: string): Promise<Organisation | undefined> => {
  const row = await database
    .tables<PeopleTables>()
    .selectFrom('people.organisation as o')
    .selectAll()
    .where('o.id', '=', brandId<OrganisationId>(id))
    .executeTakeFirst();
  return row === undefined ? undefined : organisationView(row);
};

const userName = async ({ database }: PeopleDeps, id: string): Promise<string | undefined> => {
  const row = await database
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .select('u.name')
    .where('u.id', '=', brandId<UserId>(id))
    .executeTakeFirst();
  return row?.name;
};

const memberOf = async ({ database }: PeopleDeps, userId: string): Promise<readonly OrganisationId[]> => {
  const rows = await database
    .tables<PeopleTables>()
    .selectFrom('people.user_post as up')
    .innerJoin('people.post as p', 'p.id', 'up.post_id')
    .select('p.organisation_id')
    .distinct()
    .innerJoin('people.organisation as o', 'o.id', 'p.organisation_id')
    .where('up.user_id', '=', brandId<UserId>(userId))
    .where('o.active', '=', true)
    .execute();
  return rows.map((row) => row.organisation_id);
};

/** Answers the questions of other rooms. */
export const createQuestions = (deps: PeopleDeps): PeopleQuestions => ({
  organisation: (id) => organisation(deps, id),
  organisationsWithin: async (jurisdictionCode) =>
    (await readOrganisations(deps.database)).filter(
      (one) => one.active && pathOrCode(deps, one.jurisdictionCode).includes(jurisdictionCode),
    ),
  userName: (id) => userName(deps, id),
  userByLogin: (loginName) => members(deps).where('u.login_name', '=', loginName).executeTakeFirst(),
  usersOf: (organisationId) =>
    members(deps)
      .where('u.id', 'in', (query) =>
        query
          .selectFrom('people.user_post as up')
          .innerJoin('people.post as p', 'p.id', 'up.post_id')
          .select('up.user_id')
          .where('p.organisation_id', '=', brandId<OrganisationId>(organisationId)),
      )
      .execute(),
  memberOf: (userId) => memberOf(deps, userId),
});
