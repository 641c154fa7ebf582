import type { Organisation, Post, SessionView, UserView } from '@liandong/contract';
import type { Database, Session } from '@liandong/platform';
import { brandId, type Instant, instant, toIso, type UserId } from '@liandong/words';
import { type Selectable, sql } from 'kysely';
import type { LoginGuard } from './login-guard.ts';
import type { PeopleTables } from './tables.ts';

type OrganisationRow = Selectable<PeopleTables['people.organisation']>;
type PostRow = Selectable<PeopleTables['people.post']>;
type Read = Pick<Database, 'tables'>;

/** An organisation as screens see it. */
export const organisationView = (row: OrganisationRow): Organisation => ({
  id: row.id,
  ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
  name: row.name,
  jurisdictionCode: row.jurisdiction_code,
  node: row.node,
  kind: row.kind,
  active: row.active,
});

/** A post as screens see it. */
export const postView = (row: PostRow): Post => ({
  id: row.id,
  organisationId: row.organisation_id,
  name: row.name,
  jurisdictionCode: row.jurisdiction_code,
  rights: row.rights,
});

/** All organisations, parents first; one whose parent is unknown here counts as a root. */
export const readOrganisations = async (read: Read): Promise<readonly Organisation[]> => {
  const rows = await read.tables<PeopleTables>().selectFrom('people.organisation as o').selectAll().execute();
  const known = new Set<string>(rows.map((row) => row.id));
  const children = Map.groupBy(rows, (row) =>
    row.parent_id !== null && known.has(row.parent_id) ? row.parent_id : '',
  );
  for (const list of children.values()) list.sort((a, b) => (a.name.en < b.name.en ? -1 : 1));
  const ordered = [...(children.get('') ?? [])];
  // The list grows while it is walked: breadth first.
  for (const row of ordered) ordered.push(...(children.get(row.id) ?? []));
  return ordered.map(organisationView);
};

/** All posts, by organisation. */
export const readPosts = async (read: Read): Promise<readonly Post[]> => {
  const rows = await read
    .tables<PeopleTables>()
    .selectFrom('people.post as p')
    .selectAll()
    .orderBy('p.organisation_id')
    .orderBy('p.id')
    .execute();
  return rows.map(postView);
};

export type UserRow = {
  readonly id: UserId;
  readonly loginName: string;
  readonly name: string;
  readonly automatic: boolean;
  readonly active: boolean;
  readonly demonstration: boolean;
  readonly language: UserView['language'];
  readonly lastLoginAt: Instant | null;
  readonly postIds: readonly string[];
  readonly jurisdictionCodes: readonly string[];
  readonly rights: readonly string[];
};

/** Users with the posts they hold; one, or all when no id is given. */
export const readUsers = async (read: Read, id?: string): Promise<readonly UserRow[]> => {
  const ofPosts = (expression: string) =>
    sql<readonly string[]>`array(select ${sql.raw(expression)} from people.user_post up
      join people.post p on p.id = up.post_id where up.user_id = u.id order by p.id)`;
  const all = read
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .select([
      'u.id',
      'u.login_name as loginName',
      'u.name',
      'u.automatic',
      'u.active',
      'u.demonstration',
      'u.language',
      'u.last_login_at as lastLoginAt',
      ofPosts('p.id').as('postIds'),
      ofPosts('p.jurisdiction_code').as('jurisdictionCodes'),
      sql<readonly string[]>`array(select distinct r from people.user_post up join people.post p on p.id = up.post_id,
        unnest(p.rights) as r where up.user_id = u.id)`.as('rights'),
    ])
    .orderBy('u.login_name');
  return (id === undefined ? all : all.where('u.id', '=', brandId<UserId>(id))).execute();
};

/** Users as screens see them, with their locks. */
export const userViews = async (
  database: Database,
  guard: LoginGuard,
  rows: readonly UserRow[],
): Promise<readonly UserView[]> => {
  const locks = await guard.lockedUntil(
    database,
    rows.map((row) => row.loginName),
  );
  return rows.map((row) => {
    const lockedUntil = locks.get(row.loginName);
    return {
      id: row.id,
      loginName: row.loginName,
      name: row.name,
      automatic: row.automatic,
      active: row.active,
      ...(lockedUntil === undefined ? {} : { lockedUntil: toIso(lockedUntil) }),
      ...(row.lastLoginAt === null ? {} : { lastLoginAt: toIso(row.lastLoginAt) }),
      language: row.language,
      postIds: [...row.postIds],
    };
  });
};

/** Who I am and what I may do, for the console. */
export const sessionView = async (database: Database, session: Session): Promise<SessionView> => {
  const tables = database.tables<PeopleTables>();
  const user = await tables
    .selectFrom('people.user as u')
    .select(['u.language', 'u.password_until'])
    .where('u.id', '=', session.userId)
    .executeTakeFirstOrThrow();
  const posts = await tables
    .selectFrom('people.user_post as up')
    .innerJoin('people.post as p', 'p.id', 'up.post_id')
    .innerJoin('people.organisation as o', 'o.id', 'p.organisation_id')
    .select(['p.id', 'p.name', 'p.jurisdiction_code as jurisdictionCode', 'p.rights'])
    .select(['o.id as organisationId', 'o.name as organisationName'])
    .where('up.user_id', '=', session.userId)
    .where('o.active', '=', true)
    .orderBy('p.id')
    .execute();
  const organisations = new Map(posts.map((post) => [post.organisationId, post.organisationName]));
  return {
    user: {
      id: session.userId,
      loginName: session.loginName,
      name: session.name,
      language: user.language,
      automatic: session.automatic,
    },
    organisations: Array.from(organisations, ([id, name]) => ({ id, name })),
    posts: posts.map(({ id, name, jurisdictionCode }) => ({ id, name, jurisdictionCode })),
    rights: posts.flatMap(({ rights, jurisdictionCode }) => rights.map((right) => ({ right, jurisdictionCode }))),
    expiresAt: toIso(instant(session.expiresAt)),
    ...(user.password_until === null ? {} : { passwordUntil: toIso(user.password_until) }),
  };
};
