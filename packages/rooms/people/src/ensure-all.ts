import type { Work } from '@liandong/platform';
import type { OrganisationId, PostId, UserId } from '@liandong/words';
import { type PeopleDeps, setUpContext } from './deps.ts';
import type { OrganisationOrder, PostOrder, UserOrder } from './ensure.ts';
import { organisationIdOf, postIdOf, userIdOf } from './ids.ts';
import { knownPath, manage, pathOrCode } from './manage.ts';
import { insertOrganisation } from './manage-organisations.ts';
import { insertPost } from './manage-posts.ts';
import { insertUser } from './manage-users.ts';
import { demandGoodPassword } from './new-password.ts';

/** Parents before their parts, posts of organisations that are there or in the same order. */
export type PeopleOrders = {
  readonly organisations?: readonly OrganisationOrder[] | undefined;
  readonly posts?: readonly PostOrder[] | undefined;
  readonly users?: readonly UserOrder[] | undefined;
};

type Wanted<Id, Order> = readonly { readonly id: Id; readonly order: Order }[];

type Orders = {
  readonly organisations: Wanted<OrganisationId, OrganisationOrder>;
  readonly posts: Wanted<PostId, PostOrder>;
  readonly users: Wanted<UserId, UserOrder>;
};

/**
 * Adds organisations, posts and users that are not there, all in one transaction; what is there stays as it is. Half a
 * thousand one by one would take half a minute of a first start.
 */
export const ensureAll = async (
  deps: PeopleDeps,
  { organisations = [], posts = [], users = [] }: PeopleOrders,
): Promise<void> => {
  const wanted = await missingOf(deps.database.pool, {
    organisations: organisations.map((order) => ({ id: organisationIdOf(order.key), order })),
    posts: posts.map((order) => ({ id: postIdOf(deps.node, order.key), order })),
    users: users.map((order) => ({ id: userIdOf(deps.node, order.loginName), order })),
  });
  if (wanted.organisations.length + wanted.posts.length + wanted.users.length === 0) return;
  const hashes = await hashesOf(deps, wanted.users);
  await manage(deps, setUpContext(deps.node), async (work) => {
    // Asked again in turn: another starter may have been quicker.
    const missing = await missingOf(work.client, wanted);
    await addOrganisations(deps, work, missing.organisations);
    for (const { id, order } of missing.posts) {
      const { name, jurisdictionCode, rights } = order;
      const post = { organisationId: organisationIdOf(order.organisationKey), name, jurisdictionCode, rights };
      await insertPost(deps, work, id, post, knownPath(deps, jurisdictionCode));
    }
    for (const { id, order } of missing.users) await addUser(deps, work, id, order, hashes.get(order) ?? '');
  });
};

type Asked = Pick<Work['client'], 'query'> | Pick<PeopleDeps['database']['pool'], 'query'>;

const missingOf = async (asked: Asked, { organisations, posts, users }: Orders): Promise<Orders> => {
  const without = async <Id extends string, Order>(
    table: 'people.organisation' | 'people.post' | 'people."user"',
    wanted: Wanted<Id, Order>,
  ): Promise<Wanted<Id, Order>> => {
    const ids = wanted.map(({ id }) => id);
    const { rows } = await asked.query<{ id: string }>(`select x.id from ${table} as x where x.id = any($1)`, [ids]);
    const there = new Set(rows.map(({ id }) => id));
    return wanted.filter(({ id }) => !there.has(id));
  };
  return {
    organisations: await without('people.organisation', organisations),
    posts: await without('people.post', posts),
    users: await without('people."user"', users),
  };
};

/** The password of demonstration users is shown to everybody: one hash for all who share it is enough. */
const hashesOf = async (
  deps: PeopleDeps,
  users: Wanted<UserId, UserOrder>,
): Promise<ReadonlyMap<UserOrder, string>> => {
  const shared = new Map<string, string>();
  const hashes = new Map<UserOrder, string>();
  for (const { order } of users) {
    const { password, demonstration = false, loginName, name } = order;
    if (!demonstration) demandGoodPassword(password, [loginName, name], deps.policy.password);
    const known = demonstration ? shared.get(password) : undefined;
    const hash = known ?? (await deps.passwords.hash(password));
    if (demonstration) shared.set(password, hash);
    hashes.set(order, hash);
  }
  return hashes;
};

const addOrganisations = async (
  deps: PeopleDeps,
  work: Work,
  wanted: Wanted<OrganisationId, OrganisationOrder>,
): Promise<void> => {
  for (const { id, order } of wanted) {
    const { name, jurisdictionCode, node, kind, parentKey } = order;
    const path = node === deps.node ? knownPath(deps, jurisdictionCode) : pathOrCode(deps, jurisdictionCode);
    const parent = parentKey === undefined ? {} : { parentId: organisationIdOf(parentKey) };
    await insertOrganisation(work, { id, ...parent, name, jurisdictionCode, node, kind, active: true }, path);
  }
};

const addUser = (
  deps: PeopleDeps,
  work: Work,
  id: UserId,
  { loginName, name, language, postKeys, automatic = false, demonstration = false, firstPassword = false }: UserOrder,
  passwordHash: string,
): Promise<void> => {
  const postIds: readonly PostId[] = postKeys.map((key) => postIdOf(deps.node, key));
  const rest = { passwordHash, firstPassword, automatic, demonstration };
  return insertUser(deps, work, { id, loginName, name, language, postIds, ...rest });
};
