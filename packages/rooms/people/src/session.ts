import type { Database, Session } from '@liandong/platform';
import type { Instant, UserId } from '@liandong/words';
import { sql } from 'kysely';
import type { PeopleTables } from './tables.ts';

/** One session with its user and what his posts grant, as the database has it. */
export type Who = {
  readonly userId: UserId;
  readonly loginName: string;
  readonly name: string;
  readonly automatic: boolean;
  readonly active: boolean;
  readonly demonstration: boolean;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly posts: readonly PostGrant[];
};

type PostGrant = {
  readonly organisationId: string;
  readonly jurisdictionCode: string;
  readonly rights: readonly string[];
};

/** Reads who stands behind a token; posts of retired organisations grant nothing. */
export const readWho = async (database: Database, tokenHash: Buffer): Promise<Who | undefined> => {
  const posts = sql<readonly PostGrant[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('organisationId', p.organisation_id, 'jurisdictionCode',
      p.jurisdiction_code, 'rights', p.rights)), '[]') from people.user_post up join people.post p on p.id = up.post_id
    join people.organisation o on o.id = p.organisation_id where up.user_id = u.id and o.active)`;
  return database
    .tables<PeopleTables>()
    .selectFrom('people.session as s')
    .innerJoin('people.user as u', 'u.id', 's.user_id')
    .select([
      'u.id as userId',
      'u.login_name as loginName',
      'u.name',
      'u.automatic',
      'u.active',
      'u.demonstration',
      's.last_seen_at as lastSeenAt',
      's.expires_at as expiresAt',
      posts.as('posts'),
    ])
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst();
};

/** Builds what the HTTP edge and the rooms ask: rights by jurisdiction. */
export const makeSession = (who: Who, expiresAt: () => number): Session => {
  const grants = who.posts.flatMap((post) =>
    post.rights.map((right) => ({ right, jurisdictionCode: post.jurisdictionCode })),
  );
  const codesOf = new Map<string, Set<string>>();
  for (const grant of grants) {
    const codes = codesOf.get(grant.right) ?? new Set<string>();
    codesOf.set(grant.right, codes.add(grant.jurisdictionCode));
  }
  const rootsOf = new Map(Array.from(codesOf, ([right, codes]) => [right, [...codes]] as const));
  return {
    userId: who.userId,
    loginName: who.loginName,
    name: who.name,
    automatic: who.automatic,
    organisationIds: [...new Set(who.posts.map((post) => post.organisationId))],
    grants,
    get expiresAt() {
      return expiresAt();
    },
    roots: (right) => rootsOf.get(right) ?? [],
    may: (right, path) => {
      const codes = codesOf.get(right);
      return codes !== undefined && path.some((code) => codes.has(code));
    },
  };
};
