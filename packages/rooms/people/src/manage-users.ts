import type { UserView } from '@liandong/contract';
import { toDate, type Work } from '@liandong/platform';
import {
  brandId,
  type JsonObject,
  type Language,
  newId,
  type PostId,
  plusMs,
  refuse,
  type UserId,
} from '@liandong/words';
import type { PeopleDeps } from './deps.ts';
import { readUsers, type UserRow, userViews } from './directory.ts';
import { type By, demandScope, manage, pathOrCode } from './manage.ts';
import { demandGoodPassword } from './new-password.ts';
import type { PeopleTables } from './tables.ts';

export type NewUser = {
  readonly loginName: string;
  readonly name: string;
  readonly password: string;
  readonly language: Language;
  readonly postIds: readonly string[];
};

export type UserChange = {
  readonly name?: string;
  readonly active?: boolean;
  readonly unlock?: boolean;
  readonly password?: string;
  readonly postIds?: readonly string[];
};

/** Users all of whose posts lie where the reader manages people. */
export const usersFor = async (deps: PeopleDeps, by: By): Promise<readonly UserView[]> => {
  const rows = (await readUsers(deps.database)).filter((row) =>
    row.jurisdictionCodes.every((code) => by.session.may('people.manage', pathOrCode(deps, code))),
  );
  return userViews(deps.database, deps.guard, rows);
};

const oneUser = async (work: Work, id: string): Promise<UserRow> => {
  const [row] = await readUsers(work, id);
  if (row === undefined) throw refuse('people.unknown-user', { userId: id });
  return row;
};

const viewOf = async (deps: PeopleDeps, id: string): Promise<UserView> => {
  const [view] = await userViews(deps.database, deps.guard, await readUsers(deps.database, id));
  if (view === undefined) throw refuse('people.unknown-user', { userId: id });
  return view;
};

/** The jurisdictions of these posts; refuses with people.no-post, people.unknown-post. */
const codesOfPosts = async (work: Work, postIds: readonly string[]): Promise<readonly string[]> => {
  if (postIds.length === 0) throw refuse('people.no-post');
  const rows = await work
    .tables<PeopleTables>()
    .selectFrom('people.post as p')
    .select(['p.id', 'p.jurisdiction_code'])
    .where('p.id', 'in', postIds.map(brandId<PostId>))
    .execute();
  const known = new Set<string>(rows.map((row) => row.id));
  const unknown = postIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw refuse('people.unknown-post', { postId: unknown });
  return rows.map((row) => row.jurisdiction_code);
};

const putPosts = async (work: Work, userId: UserId, postIds: readonly string[]): Promise<void> => {
  const tables = work.tables<PeopleTables>();
  await tables.deleteFrom('people.user_post').where('user_id', '=', userId).execute();
  await tables
    .insertInto('people.user_post')
    .values(Array.from(new Set(postIds), (id) => ({ user_id: userId, post_id: brandId<PostId>(id) })))
    .execute();
};

const record = (work: Work, type: string, userId: string, path: readonly string[], body: JsonObject): void =>
  work.record({ type, objectKind: 'user', objectId: userId, jurisdictionPath: path, body });

export type UserToInsert = Omit<NewUser, 'password'> & {
  readonly id: UserId;
  readonly passwordHash: string;
  /** The password works for the time of a first password only. */
  readonly firstPassword: boolean;
  readonly automatic: boolean;
  readonly demonstration: boolean;
};

/** Writes a new user with his posts, and the fact; refuses with people.login-name-taken. */
export const insertUser = async (deps: PeopleDeps, work: Work, user: UserToInsert): Promise<void> => {
  const [code = ''] = await codesOfPosts(work, user.postIds);
  const { numInsertedOrUpdatedRows } = await work
    .tables<PeopleTables>()
    .insertInto('people.user')
    .values({
      id: user.id,
      login_name: user.loginName,
      name: user.name,
      password_hash: user.passwordHash,
      password_until: user.firstPassword ? toDate(plusMs(work.recordedAt, deps.policy.password.firstPasswordMs)) : null,
      language: user.language,
      automatic: user.automatic,
      demonstration: user.demonstration,
      active: true,
      last_login_at: null,
    })
    .onConflict((conflict) => conflict.constraint('user_login_name_unique').doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw refuse('people.login-name-taken', { loginName: user.loginName });
  await putPosts(work, user.id, user.postIds);
  const { loginName, name, language, postIds, automatic, demonstration } = user;
  const body = { loginName, name, language, postIds, automatic, demonstration };
  record(work, 'UserAdded', user.id, pathOrCode(deps, code), body);
};

/** Adds a user whose posts all lie where the orderer manages people; the password is a first one. */
export const addUser = async (deps: PeopleDeps, by: By, order: NewUser): Promise<UserView> => {
  demandGoodPassword(order.password, [order.loginName, order.name], deps.policy.password);
  const passwordHash = await deps.passwords.hash(order.password);
  const id = await manage(deps, by.context, async (work) => {
    const userId = newId<UserId>(work.recordedAt);
    for (const code of await codesOfPosts(work, order.postIds)) demandScope(deps, by, code);
    const rest = { id: userId, passwordHash, firstPassword: true, automatic: false, demonstration: false };
    await insertUser(deps, work, { ...order, ...rest });
    return userId;
  });
  return viewOf(deps, id);
};

const update = async (work: Work, id: UserId, change: UserChange, hash: string | undefined, until: Date) => {
  const columns = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.active === undefined ? {} : { active: change.active }),
    ...(hash === undefined ? {} : { password_hash: hash, password_until: until }),
  };
  if (Object.keys(columns).length > 0)
    await work.tables<PeopleTables>().updateTable('people.user').set(columns).where('id', '=', id).execute();
  if (change.postIds !== undefined) await putPosts(work, id, change.postIds);
};

/** Changes, unlocks or retires a user; any change but his name ends his sessions. Nobody does it to himself. */
export const changeUser = async (deps: PeopleDeps, by: By, id: string, change: UserChange): Promise<UserView> => {
  const hash = change.password === undefined ? undefined : await deps.passwords.hash(change.password);
  await manage(deps, by.context, async (work) => {
    const user = await oneUser(work, id);
    const newCodes = change.postIds === undefined ? [] : await codesOfPosts(work, change.postIds);
    const paths = [...user.jurisdictionCodes, ...newCodes].map((code) => demandScope(deps, by, code));
    const { name, password, ...weighty } = change;
    const isWeighty = password !== undefined || Object.keys(weighty).length > 0;
    if (isWeighty && user.id === by.session.userId) throw refuse('people.not-yourself');
    if (password !== undefined) demandGoodPassword(password, [user.loginName, name ?? user.name], deps.policy.password);
    await update(work, user.id, change, hash, toDate(plusMs(work.recordedAt, deps.policy.password.firstPasswordMs)));
    if (change.unlock === true) await deps.guard.clear(work, user.loginName);
    if (isWeighty) await deps.sessions.revoke(work, user.id);
    recordChange(work, user, change, paths.at(0) ?? []);
  });
  return viewOf(deps, id);
};

const recordChange = (work: Work, user: UserRow, change: UserChange, path: readonly string[]): void => {
  const { password, unlock, ...shown } = change;
  const { loginName } = user;
  if (unlock === true) record(work, 'UserUnlocked', user.id, path, { loginName });
  if (password !== undefined) record(work, 'PasswordSet', user.id, path, { loginName });
  if (Object.keys(shown).length > 0)
    record(work, 'UserChanged', user.id, path, { loginName, ...shown, postIdsBefore: user.postIds });
};

/** Sets the language of the reader himself. */
export const setLanguage = (deps: PeopleDeps, by: By, language: Language): Promise<void> =>
  deps.database.write(by.context, async (work) => {
    const { userId, loginName } = by.session;
    await work.tables<PeopleTables>().updateTable('people.user').set({ language }).where('id', '=', userId).execute();
    record(work, 'UserChanged', userId, [], { loginName, language });
  });
