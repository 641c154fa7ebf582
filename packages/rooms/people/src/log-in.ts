import type { SessionView } from '@liandong/contract';
import { type Fact, type Session, toDate, type Work } from '@liandong/platform';
import { type ActContext, type Instant, minuteMs, refuse, toIso, type UserId } from '@liandong/words';
import type { Selectable } from 'kysely';
import type { PeopleDeps } from './deps.ts';
import { sessionView } from './directory.ts';
import { demandGoodPassword } from './new-password.ts';
import type { PeopleTables } from './tables.ts';

type UserRow = Selectable<PeopleTables['people.user']>;
type Failure = 'wrong' | 'locked' | 'retired' | 'demonstration-only' | 'first-password-over';

const fact = (type: string, userId: string, body: Fact['body']): Fact => ({
  type,
  objectKind: 'user',
  objectId: userId,
  jurisdictionPath: [],
  body,
});

const actingAs = (context: ActContext, user: Pick<UserRow, 'id' | 'name' | 'automatic'>): ActContext => ({
  ...context,
  actor: { kind: 'user', id: user.id, name: user.name, ...(user.automatic ? { automatic: true } : {}) },
});

const userByLogin = ({ database }: PeopleDeps, loginName: string): Promise<UserRow | undefined> =>
  database
    .tables<PeopleTables>()
    .selectFrom('people.user as u')
    .selectAll()
    .where('u.login_name', '=', loginName)
    .executeTakeFirst();

// An unknown name is not written down: it may be a password typed into the wrong field.
const recordFailure = (work: Work, user: UserRow | undefined, reason: Failure): void =>
  work.record(fact('LoginFailed', user?.id ?? 'unknown', { reason, ...(user ? { loginName: user.login_name } : {}) }));

const minutesUntil = (until: Instant, now: Instant): number => Math.max(1, Math.ceil((until - now) / minuteMs));

/** Refuses while the caller's address is closed. */
const demandOpenAddress = ({ throttle, clock }: PeopleDeps, context: ActContext): void => {
  const until = throttle.closedUntil(context.ip ?? '', clock.machine());
  if (until === undefined) return;
  throw refuse('people.too-many-attempts', { minutes: minutesUntil(until, clock.machine()) });
};

const countForAddress = ({ throttle }: PeopleDeps, work: Work): void => {
  if (!throttle.fail(work.context.ip ?? '', work.recordedAt)) return;
  work.record({ ...fact('AddressClosed', 'unknown', {}), objectKind: 'address', objectId: work.context.ip ?? '' });
};

/** Takes the attempt through both locks and checks the password; the caller decides what a right one is good for. */
const prove = async (
  deps: PeopleDeps,
  attempt: { readonly loginName: string; readonly password: string; readonly user: UserRow | undefined },
  context: ActContext,
): Promise<boolean> => {
  const { loginName, password, user } = attempt;
  demandOpenAddress(deps, context);
  deps.passwords.demandRoom();
  const lockedUntil = await deps.database.write(context, async (work) => {
    const until = await deps.guard.begin(work, loginName);
    if (until === undefined) return undefined;
    recordFailure(work, user, 'locked');
    countForAddress(deps, work);
    return until;
  });
  if (lockedUntil !== undefined)
    throw refuse('people.locked', { minutes: minutesUntil(lockedUntil, deps.clock.machine()) });
  if (await deps.passwords.verify(password, user?.password_hash)) return true;
  await failed(deps, attempt, 'wrong', context);
  return false;
};

const failed = (
  deps: PeopleDeps,
  { loginName, user }: { readonly loginName: string; readonly user: UserRow | undefined },
  reason: Failure,
  context: ActContext,
): Promise<void> =>
  deps.database.write(context, async (work) => {
    recordFailure(work, user, reason);
    countForAddress(deps, work);
    const until = await deps.guard.fail(work, loginName);
    if (until === undefined) return;
    const named = user === undefined ? {} : { loginName };
    work.record(fact('UserLocked', user?.id ?? 'unknown', { ...named, until: toIso(until) }));
  });

const standing = (deps: PeopleDeps, user: UserRow): Exclude<Failure, 'wrong' | 'locked'> | undefined => {
  if (!user.active) return 'retired';
  if (user.demonstration && !deps.demonstration) return 'demonstration-only';
  if (user.password_until !== null && user.password_until <= deps.clock.machine()) return 'first-password-over';
  return undefined;
};

const openSession = async (deps: PeopleDeps, user: UserRow, fresh: string | undefined, context: ActContext) =>
  deps.database.write(actingAs(context, user), async (work) => {
    await deps.guard.clear(work, user.login_name);
    const { numUpdatedRows } = await work
      .tables<PeopleTables>()
      .updateTable('people.user')
      .set({ last_login_at: toDate(work.recordedAt), ...(fresh === undefined ? {} : { password_hash: fresh }) })
      .where('id', '=', user.id)
      // The password may have been changed while this one was being checked.
      .where('password_hash', '=', user.password_hash)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw refuse('people.wrong-login');
    work.record(fact('SessionOpened', user.id, { loginName: user.login_name }));
    return deps.sessions.open(work, user.id);
  });

/**
 * Opens a session. Wrong name, wrong password and retired user are told apart in the audit log only.
 * @throws Refusal people.wrong-login, people.locked, people.too-many-attempts, people.busy, people.demonstration-only,
 *   people.first-password-over
 */
export const logIn = async (
  deps: PeopleDeps,
  order: { readonly loginName: string; readonly password: string },
  context: ActContext,
): Promise<{ readonly token: string; readonly view: SessionView }> => {
  const loginName = order.loginName.trim().toLowerCase();
  const user = await userByLogin(deps, loginName);
  const proven = await prove(deps, { loginName, password: order.password, user }, context);
  if (!proven || user === undefined) throw refuse('people.wrong-login');
  const obstacle = standing(deps, user);
  if (obstacle !== undefined) {
    await failed(deps, { loginName, user }, obstacle, context);
    throw refuse(obstacle === 'retired' ? 'people.wrong-login' : `people.${obstacle}`);
  }
  const stale = deps.passwords.isStale(user.password_hash);
  const fresh = stale ? await deps.passwords.hash(order.password) : undefined;
  const token = await openSession(deps, user, fresh, context);
  const session = await deps.sessions.identify(token);
  if (session === undefined) throw refuse('people.wrong-login');
  return { token, view: await sessionView(deps.database, session) };
};

/** Ends this session. */
export const logOut = (deps: PeopleDeps, session: Session, context: ActContext): Promise<void> =>
  deps.database.write(context, async (work) => {
    await deps.sessions.close(work, session);
    work.record(fact('SessionClosed', session.userId, { loginName: session.loginName }));
  });

const setPassword = (work: Work, userId: UserId, password_hash: string) =>
  work
    .tables<PeopleTables>()
    .updateTable('people.user')
    .set({ password_hash, password_until: null })
    .where('id', '=', userId)
    .execute();

/**
 * Changes the own password and ends the user's other sessions; guesses at the old one count like failed log-ins.
 * @throws Refusal people.old-password-wrong, people.password-…, people.locked, people.too-many-attempts
 */
export const changePassword = async (
  deps: PeopleDeps,
  session: Session,
  order: { readonly old: string; readonly new: string },
  context: ActContext,
): Promise<void> => {
  const user = await userByLogin(deps, session.loginName);
  if (!(await prove(deps, { loginName: session.loginName, password: order.old, user }, context)))
    throw refuse('people.old-password-wrong');
  await deps.database.write(context, (work) => deps.guard.clear(work, session.loginName));
  if (order.old.normalize('NFKC') === order.new.normalize('NFKC')) throw refuse('people.password-same');
  demandGoodPassword(order.new, [session.loginName, session.name], deps.policy.password);
  const hash = await deps.passwords.hash(order.new);
  await deps.database.write(context, async (work) => {
    await setPassword(work, session.userId, hash);
    await deps.sessions.revoke(work, session.userId, session);
    work.record(fact('PasswordChanged', session.userId, { loginName: session.loginName }));
  });
};
