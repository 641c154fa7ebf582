import type { Post } from '@liandong/contract';
import type { Right } from '@liandong/laws';
import type { Work } from '@liandong/platform';
import { brandId, newId, type OrganisationId, type PostId, refuse, type Words } from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { postView, readPosts } from './directory.ts';
import { type By, demandApart, demandScope, manage, pathOrCode } from './manage.ts';
import { organisationRow } from './manage-organisations.ts';
import type { PeopleTables } from './tables.ts';

export type NewPost = {
  readonly organisationId: string;
  readonly name: Words;
  readonly jurisdictionCode: string;
  readonly rights: readonly Right[];
};

/** Posts in the jurisdictions whose people the reader manages. */
export const postsFor = async (deps: PeopleDeps, by: By): Promise<readonly Post[]> =>
  (await readPosts(deps.database)).filter((post) =>
    by.session.may('people.manage', pathOrCode(deps, post.jurisdictionCode)),
  );

/** Writes a new post of an organisation of this node, and its fact. */
export const insertPost = async (
  deps: PeopleDeps,
  work: Work,
  id: PostId,
  order: NewPost,
  path: readonly string[],
): Promise<Post> => {
  demandApart(order.rights);
  const organisation = await organisationRow(work, order.organisationId);
  if (organisation.node !== deps.node) throw refuse('people.other-node', { node: organisation.node });
  const rights = [...new Set(order.rights)];
  await work
    .tables<PeopleTables>()
    .insertInto('people.post')
    .values({
      id,
      organisation_id: brandId<OrganisationId>(order.organisationId),
      name: JSON.stringify(order.name),
      jurisdiction_code: order.jurisdictionCode,
      rights,
    })
    .execute();
  const view: Post = { ...order, id, rights };
  work.record({
    type: 'PostAdded',
    objectKind: 'post',
    objectId: id,
    jurisdictionPath: path,
    body: { ...view },
  });
  return view;
};

/** Adds a post; its organisation and its jurisdiction both lie where the orderer manages people. */
export const addPost = (deps: PeopleDeps, by: By, order: NewPost): Promise<Post> =>
  manage(deps, by.context, async (work) => {
    const path = demandScope(deps, by, order.jurisdictionCode);
    demandScope(deps, by, (await organisationRow(work, order.organisationId)).jurisdiction_code);
    return insertPost(deps, work, newId<PostId>(work.recordedAt), order, path);
  });

/** Changes name or rights of a post for everybody who holds it; nobody changes a post of his own. */
export const changePost = (
  deps: PeopleDeps,
  by: By,
  id: string,
  change: { readonly name?: Words; readonly rights?: readonly Right[] },
): Promise<Post> =>
  manage(deps, by.context, async (work) => {
    const tables = work.tables<PeopleTables>();
    const postId = brandId<PostId>(id);
    const row = await tables.selectFrom('people.post as p').selectAll().where('p.id', '=', postId).executeTakeFirst();
    if (row === undefined) throw refuse('people.unknown-post', { postId: id });
    const path = demandScope(deps, by, row.jurisdiction_code);
    if (await holds(work, by.session.userId, postId)) throw refuse('people.not-yourself');
    demandApart(change.rights ?? []);
    const rights = [...new Set(change.rights ?? row.rights)];
    const view: Post = { ...postView(row), name: change.name ?? row.name, rights };
    await tables
      .updateTable('people.post')
      .set({ name: JSON.stringify(view.name), rights })
      .where('id', '=', postId)
      .execute();
    work.record({
      type: 'PostChanged',
      objectKind: 'post',
      objectId: id,
      jurisdictionPath: path,
      body: { ...view, rightsBefore: row.rights },
    });
    return view;
  });

const holds = async (work: Work, userId: By['session']['userId'], postId: PostId): Promise<boolean> => {
  const row = await work
    .tables<PeopleTables>()
    .selectFrom('people.user_post as up')
    .select('up.user_id')
    .where('up.user_id', '=', userId)
    .where('up.post_id', '=', postId)
    .executeTakeFirst();
  return row !== undefined;
};
