import type { Organisation, Post, SessionView, UserView } from '@liandong/contract';
import type { Session } from '@liandong/platform';
import type { ActContext, Language, OrganisationId, PostId, UserId } from '@liandong/words';
import { createAddressThrottle } from './address-throttle.ts';
import type { PeopleDeps, PeopleOptions } from './deps.ts';
import { readOrganisations, sessionView } from './directory.ts';
import {
  ensureOrganisation,
  ensurePost,
  ensureUser,
  keepOrganisation,
  type OrganisationOrder,
  type PostOrder,
  type UserOrder,
} from './ensure.ts';
import { ensureAll, type PeopleOrders } from './ensure-all.ts';
import { ensureFirstAdministrators, type FirstLogin } from './first-administrators.ts';
import {
  type ImportOrganisationsOptions,
  importOrganisations,
  type OrganisationOfList,
  type OrganisationsReport,
} from './import-organisations.ts';
import { changePassword, logIn, logOut } from './log-in.ts';
import { createLoginGuard } from './login-guard.ts';
import type { By } from './manage.ts';
import { addOrganisation, changeOrganisation, type NewOrganisation } from './manage-organisations.ts';
import { addPost, changePost, type NewPost, postsFor } from './manage-posts.ts';
import { addUser, changeUser, type NewUser, setLanguage, type UserChange, usersFor } from './manage-users.ts';
import { createPasswords } from './passwords.ts';
import { createQuestions, type PeopleQuestions } from './questions.ts';
import { createSessions } from './sessions.ts';
import {
  type OrganisationsUndone,
  type OrganisationUndo,
  type UndoOrganisationsOptions,
  undoOrganisations,
} from './undo-organisations.ts';

/** Organisations, posts, users and sessions of one node. */
export type People = PeopleQuestions & {
  /** For the HTTP edge: the session behind a cookie's token, and a sign of life for it. */
  identify(token: string): Promise<Session | undefined>;
  /** The same session as it is now, without a sign of life; undefined when it is over. For open channels. */
  refresh(session: Session): Promise<Session | undefined>;
  /** Sessions were ended or their rights changed, in this process. */
  onSessionsChanged(listener: () => void): () => void;

  logIn(
    order: { readonly loginName: string; readonly password: string },
    context: ActContext,
  ): Promise<{ readonly token: string; readonly view: SessionView }>;
  logOut(by: By): Promise<void>;
  sessionView(session: Session): Promise<SessionView>;
  setLanguage(by: By, language: Language): Promise<void>;
  changePassword(by: By, order: { readonly old: string; readonly new: string }): Promise<void>;

  organisations(): Promise<readonly Organisation[]>;
  addOrganisation(by: By, order: NewOrganisation): Promise<Organisation>;
  changeOrganisation(by: By, id: string, change: Pick<Partial<Organisation>, 'name' | 'active'>): Promise<Organisation>;
  posts(by: By): Promise<readonly Post[]>;
  addPost(by: By, order: NewPost): Promise<Post>;
  changePost(by: By, id: string, change: Pick<Partial<Post>, 'name' | 'rights'>): Promise<Post>;
  users(by: By): Promise<readonly UserView[]>;
  addUser(by: By, order: NewUser): Promise<UserView>;
  changeUser(by: By, id: string, change: UserChange): Promise<UserView>;

  ensureOrganisation(order: OrganisationOrder): Promise<OrganisationId>;
  ensurePost(order: PostOrder): Promise<PostId>;
  ensureUser(order: UserOrder): Promise<UserId>;
  /** All of them in one transaction; what is there stays as it is. */
  ensureAll(orders: PeopleOrders): Promise<void>;
  ensureFirstAdministrators(place: { readonly jurisdictionCode: string }): Promise<readonly FirstLogin[]>;
  /** Takes a list, each refused by itself; all others in one transaction. */
  importOrganisations(
    context: ActContext,
    orders: readonly OrganisationOfList[],
    options: ImportOrganisationsOptions,
  ): Promise<OrganisationsReport>;
  undoOrganisations(
    context: ActContext,
    changes: readonly OrganisationUndo[],
    options: UndoOrganisationsOptions,
  ): Promise<OrganisationsUndone>;
  /** Keeps a copy of an organisation as its owning node tells of it. */
  keepOrganisation(told: Organisation): Promise<OrganisationId>;
};

/** Makes the room; it starts nothing and holds nothing that cannot be rebuilt. */
export const createPeople = (options: PeopleOptions): People => {
  const { database, demonstration, policy } = options;
  const sessions = createSessions({ database, demonstration, policy: policy.session });
  const deps: PeopleDeps = {
    ...options,
    sessions,
    passwords: createPasswords(policy.passwordHash),
    guard: createLoginGuard(policy.lockOut),
    throttle: createAddressThrottle(policy.throttle),
  };
  return {
    ...createQuestions(deps),
    identify: sessions.identify,
    refresh: sessions.refresh,
    onSessionsChanged: sessions.onChanged,
    logIn: (order, context) => logIn(deps, order, context),
    logOut: (by) => logOut(deps, by.session, by.context),
    sessionView: (session) => sessionView(database, session),
    setLanguage: (by, language) => setLanguage(deps, by, language),
    changePassword: (by, order) => changePassword(deps, by.session, order, by.context),
    organisations: () => readOrganisations(database),
    addOrganisation: (by, order) => addOrganisation(deps, by, order),
    changeOrganisation: (by, id, change) => changeOrganisation(deps, by, id, change),
    posts: (by) => postsFor(deps, by),
    addPost: (by, order) => addPost(deps, by, order),
    changePost: (by, id, change) => changePost(deps, by, id, change),
    users: (by) => usersFor(deps, by),
    addUser: (by, order) => addUser(deps, by, order),
    changeUser: (by, id, change) => changeUser(deps, by, id, change),
    ensureOrganisation: (order) => ensureOrganisation(deps, order),
    ensurePost: (order) => ensurePost(deps, order),
    ensureUser: (order) => ensureUser(deps, order),
    ensureAll: (orders) => ensureAll(deps, orders),
    ensureFirstAdministrators: (place) => ensureFirstAdministrators(deps, place),
    importOrganisations: (context, orders, how) => importOrganisations(deps, context, orders, how),
    undoOrganisations: (context, changes, how) => undoOrganisations(deps, context, changes, how),
    keepOrganisation: (told) => keepOrganisation(deps, told),
  };
};
