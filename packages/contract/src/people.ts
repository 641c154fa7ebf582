import { rights } from '@liandong/laws';
import { languages } from '@liandong/words';
import { type Static, Type } from 'typebox';
import { defineRoute } from './route.ts';
import { Id, IdParams, OneOf, Shape, Time, WordsShape } from './schemas.ts';

export const RightShape = OneOf(rights);
export const LanguageShape = OneOf(languages);

/** 组织机构; one that another node owns is known here by name so that work can be sent to it. */
export const OrganisationShape = Shape({
  id: Id,
  parentId: Type.Optional(Id),
  name: WordsShape,
  jurisdictionCode: Type.String(),
  node: Type.String(),
  kind: OneOf(['government', 'department', 'centre', 'company', 'team']),
  active: Type.Boolean(),
});
export type Organisation = Static<typeof OrganisationShape>;

/** 岗位: rights that hold in a jurisdiction and below. */
export const PostShape = Shape({
  id: Id,
  organisationId: Id,
  name: WordsShape,
  jurisdictionCode: Type.String(),
  rights: Type.Array(RightShape),
});
export type Post = Static<typeof PostShape>;

export const UserShape = Shape({
  id: Id,
  loginName: Type.String(),
  name: Type.String(),
  /** A simulated crew; its acts are labelled on screen. */
  automatic: Type.Boolean(),
  active: Type.Boolean(),
  lockedUntil: Type.Optional(Time),
  lastLoginAt: Type.Optional(Time),
  language: LanguageShape,
  postIds: Type.Array(Id),
});
export type UserView = Static<typeof UserShape>;

export const SessionShape = Shape({
  user: Shape({
    id: Id,
    loginName: Type.String(),
    name: Type.String(),
    language: LanguageShape,
    automatic: Type.Boolean(),
  }),
  organisations: Type.Array(Shape({ id: Id, name: WordsShape })),
  posts: Type.Array(Shape({ id: Id, name: WordsShape, jurisdictionCode: Type.String() })),
  rights: Type.Array(Shape({ right: RightShape, jurisdictionCode: Type.String() })),
  expiresAt: Time,
  /** Somebody else chose the password: change it before then, or it stops working. */
  passwordUntil: Type.Optional(Time),
});
export type SessionView = Static<typeof SessionShape>;

const password = Type.String({ minLength: 1, maxLength: 200 });

export const peopleRoutes = {
  login: defineRoute({
    method: 'POST',
    path: '/api/v1/session',
    access: 'public',
    tag: 'people',
    summary: 'Log in; the session is an http-only cookie',
    body: Shape({ loginName: Type.String({ minLength: 1, maxLength: 80 }), password }),
    response: SessionShape,
  }),
  session: defineRoute({
    method: 'GET',
    path: '/api/v1/session',
    access: 'signed-in',
    tag: 'people',
    summary: 'Who I am and what I may do',
    response: SessionShape,
  }),
  logout: defineRoute({
    method: 'DELETE',
    path: '/api/v1/session',
    access: 'signed-in',
    tag: 'people',
    summary: 'Log out',
    response: Shape({}),
  }),
  setLanguage: defineRoute({
    method: 'PUT',
    path: '/api/v1/session/language',
    access: 'signed-in',
    tag: 'people',
    summary: 'My language',
    body: Shape({ language: LanguageShape }),
    response: SessionShape,
  }),
  changePassword: defineRoute({
    method: 'PUT',
    path: '/api/v1/session/password',
    access: 'signed-in',
    tag: 'people',
    summary: 'Change my password',
    body: Shape({ old: password, new: password }),
    response: Shape({}),
  }),
  organisations: defineRoute({
    method: 'GET',
    path: '/api/v1/organisations',
    access: 'signed-in',
    tag: 'people',
    summary: 'Organisations, parents first',
    response: Type.Array(OrganisationShape),
  }),
  addOrganisation: defineRoute({
    method: 'POST',
    path: '/api/v1/organisations',
    access: 'people.manage',
    tag: 'people',
    summary: 'Add an organisation',
    body: Shape({
      name: WordsShape,
      parentId: Type.Optional(Id),
      jurisdictionCode: Type.String(),
      kind: OrganisationShape.properties.kind,
    }),
    response: OrganisationShape,
  }),
  changeOrganisation: defineRoute({
    method: 'PATCH',
    path: '/api/v1/organisations/:id',
    access: 'people.manage',
    tag: 'people',
    summary: 'Rename or retire an organisation',
    params: IdParams,
    body: Shape({ name: Type.Optional(WordsShape), active: Type.Optional(Type.Boolean()) }),
    response: OrganisationShape,
  }),
  posts: defineRoute({
    method: 'GET',
    path: '/api/v1/posts',
    access: 'people.manage',
    tag: 'people',
    summary: 'Posts with their rights',
    response: Type.Array(PostShape),
  }),
  addPost: defineRoute({
    method: 'POST',
    path: '/api/v1/posts',
    access: 'people.manage',
    tag: 'people',
    summary: 'Add a post',
    body: Shape({
      organisationId: Id,
      name: WordsShape,
      jurisdictionCode: Type.String(),
      rights: Type.Array(RightShape),
    }),
    response: PostShape,
  }),
  changePost: defineRoute({
    method: 'PATCH',
    path: '/api/v1/posts/:id',
    access: 'people.manage',
    tag: 'people',
    summary: 'Change the name or the rights of a post',
    params: IdParams,
    body: Shape({ name: Type.Optional(WordsShape), rights: Type.Optional(Type.Array(RightShape)) }),
    response: PostShape,
  }),
  users: defineRoute({
    method: 'GET',
    path: '/api/v1/users',
    access: 'people.manage',
    tag: 'people',
    summary: 'Users',
    response: Type.Array(UserShape),
  }),
  addUser: defineRoute({
    method: 'POST',
    path: '/api/v1/users',
    access: 'people.manage',
    tag: 'people',
    summary: 'Add a user with a first password',
    body: Shape({
      loginName: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' }),
      name: Type.String({ minLength: 1, maxLength: 80 }),
      password,
      language: LanguageShape,
      postIds: Type.Array(Id),
    }),
    response: UserShape,
  }),
  changeUser: defineRoute({
    method: 'PATCH',
    path: '/api/v1/users/:id',
    access: 'people.manage',
    tag: 'people',
    summary: 'Change, unlock or retire a user',
    params: IdParams,
    body: Shape({
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
      active: Type.Optional(Type.Boolean()),
      unlock: Type.Optional(Type.Boolean()),
      password: Type.Optional(password),
      postIds: Type.Optional(Type.Array(Id)),
    }),
    response: UserShape,
  }),
} as const;
