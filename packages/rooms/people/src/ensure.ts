import type { Organisation } from '@liandong/contract';
import type { Right } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import {
  brandId,
  canonicalJson,
  type Language,
  type OrganisationId,
  type PostId,
  type UserId,
  type Words,
} from '@liandong/words';
import { type PeopleDeps, setUpContext } from './deps.ts';
import { organisationView } from './directory.ts';
import { organisationIdOf, postIdOf, userIdOf } from './ids.ts';
import { updateOrganisation } from './import-organisations.ts';
import { knownPath, manage, pathOrCode } from './manage.ts';
import { insertOrganisation, recordOrganisation } from './manage-organisations.ts';
import { insertPost } from './manage-posts.ts';
import { insertUser } from './manage-users.ts';
import { demandGoodPassword } from './new-password.ts';
import type { OrganisationKind, PeopleTables } from './tables.ts';

export type OrganisationOrder = {
  /** The same at all nodes; the id is made from it. */
  readonly key: string;
  readonly name: Words;
  readonly jurisdictionCode: string;
  readonly kind: OrganisationKind;
  /** The node that owns it. */
  readonly node: string;
  readonly parentKey?: string | undefined;
};

export type PostOrder = {
  readonly key: string;
  readonly organisationKey: string;
  readonly name: Words;
  readonly jurisdictionCode: string;
  readonly rights: readonly Right[];
};

export type UserOrder = {
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
  readonly postKeys: readonly string[];
  /** A simulated crew; its acts are labelled on screen. */
  readonly automatic?: boolean | undefined;
  /** May log in to a demonstration node only; its password is in no policy's care. */
  readonly demonstration?: boolean | undefined;
  /** The password has to be changed within the time of a first password. */
  readonly firstPassword?: boolean | undefined;
};

const isThere = async (work: Work, table: 'people.post' | 'people.user', id: PostId | UserId): Promise<boolean> => {
  const { rowCount } = await work.client.query(
    `select 1 from ${table === 'people.post' ? 'people.post' : 'people."user"'} as x where x.id = $1`,
    [id],
  );
  return rowCount !== 0;
};

/**
 * Keeps an organisation as its owner tells: adds it, or brings a copy of another node's up to date. One of this node
 * that exists is left alone: its administrators may have changed it.
 */
export const keepOrganisation = (deps: PeopleDeps, told: Organisation): Promise<OrganisationId> =>
  manage(deps, setUpContext(deps.node), async (work) => {
    const id = brandId<OrganisationId>(told.id);
    const path =
      told.node === deps.node ? knownPath(deps, told.jurisdictionCode) : pathOrCode(deps, told.jurisdictionCode);
    const tables = work.tables<PeopleTables>();
    const row = await tables
      .selectFrom('people.organisation as o')
      .selectAll()
      .where('o.id', '=', id)
      .executeTakeFirst();
    if (row === undefined) {
      await insertOrganisation(work, told, path);
      return id;
    }
    const same = canonicalJson(organisationView(row)) === canonicalJson(told);
    // What another node says of somebody else's organisation counts for nothing.
    if (row.node === deps.node || row.node !== told.node || same) return id;
    await updateOrganisation(work, told);
    recordOrganisation(work, 'OrganisationChanged', told, path);
    return id;
  });

/** Adds an organisation once; its key gives it the same id at every node. */
export const ensureOrganisation = (deps: PeopleDeps, order: OrganisationOrder): Promise<OrganisationId> =>
  keepOrganisation(deps, {
    id: organisationIdOf(order.key),
    ...(order.parentKey === undefined ? {} : { parentId: organisationIdOf(order.parentKey) }),
    name: order.name,
    jurisdictionCode: order.jurisdictionCode,
    node: order.node,
    kind: order.kind,
    active: true,
  });

/** Adds a post once; one that exists is left as its administrators made it. */
export const ensurePost = (deps: PeopleDeps, order: PostOrder): Promise<PostId> =>
  manage(deps, setUpContext(deps.node), async (work) => {
    const id = postIdOf(deps.node, order.key);
    if (await isThere(work, 'people.post', id)) return id;
    const { name, jurisdictionCode, rights } = order;
    const post = { organisationId: organisationIdOf(order.organisationKey), name, jurisdictionCode, rights };
    await insertPost(deps, work, id, post, knownPath(deps, jurisdictionCode));
    return id;
  });

/** Adds a user once; one that exists keeps his password, posts and state. */
export const ensureUser = async (deps: PeopleDeps, order: UserOrder): Promise<UserId> => {
  const { loginName, name, language, demonstration = false, automatic = false, firstPassword = false } = order;
  const id = userIdOf(deps.node, loginName);
  const found = await deps.database
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .select('u.id')
    .where('u.id', '=', id)
    .executeTakeFirst();
  if (found !== undefined) return id;
  if (!demonstration) demandGoodPassword(order.password, [loginName, name], deps.policy.password);
  const passwordHash = await deps.passwords.hash(order.password);
  return manage(deps, setUpContext(deps.node), async (work) => {
    // Asked again in turn: another starter may have been quicker.
    if (await isThere(work, 'people.user', id)) return id;
    const postIds = order.postKeys.map((key) => postIdOf(deps.node, key));
    const rest = { passwordHash, firstPassword, automatic, demonstration };
    await insertUser(deps, work, { id, loginName, name, language, postIds, ...rest });
    return id;
  });
};
