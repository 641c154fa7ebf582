import { createHash, randomBytes } from 'node:crypto';
import type { SecurityPolicy } from '@liandong/laws';
import { type Database, type Session, toDate, type Work } from '@liandong/platform';
import { type Instant, instant, plusMs, secondMs, type UserId } from '@liandong/words';
import { makeSession, readWho } from './session.ts';
import { type PeopleTables, sqlTime } from './tables.ts';

/** How long a session is believed without asking the database: another process may have revoked it. */
const believeMs = 5 * secondMs;
/** The database learns of a sign of life at most so often. */
const noteMs = 30 * secondMs;
const mostCached = 10_000;

type Held = {
  readonly session: Session;
  readonly absoluteAt: Instant;
  readonly checkedAt: Instant;
  notedAt: Instant;
  lastSeenAt: Instant;
};

export type Sessions = {
  /** @returns the token for the cookie; it is kept nowhere else */
  open(work: Work, userId: UserId): Promise<string>;
  /** The session of a token, and a sign of life for it; undefined when it is unknown, revoked or over. */
  identify(token: string): Promise<Session | undefined>;
  /** The same session as it is now, without a sign of life; for a channel that stays open. */
  refresh(session: Session): Promise<Session | undefined>;
  close(work: Work, session: Session): Promise<void>;
  /** Ends all sessions of a user, but not `except`. */
  revoke(work: Work, userId: UserId, except?: Session): Promise<void>;
  /** Rights may have changed: the next question reads them again. */
  forget(): void;
  /** Sessions were ended or their rights changed, in this process. */
  onChanged(listener: () => void): () => void;
};

export type SessionsOptions = {
  readonly database: Database;
  readonly policy: SecurityPolicy['session'];
  readonly demonstration: boolean;
};

const keyOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Keeps sessions in the database by the hash of their token, and the busy ones in memory. */
export const createSessions = ({ database, policy, demonstration }: SessionsOptions): Sessions => {
  const cache = new Map<string, Held>();
  const keys = new WeakMap<Session, string>();
  const listeners = new Set<() => void>();
  let generation = 0;

  const forget = (): void => {
    generation += 1;
    cache.clear();
    for (const listener of listeners) listener();
  };
  const expiryOf = (held: Pick<Held, 'absoluteAt' | 'lastSeenAt'>): number =>
    Math.min(held.absoluteAt, held.lastSeenAt + policy.idleMs);

  const load = async (key: string, now: Instant): Promise<Held | undefined> => {
    const begunAt = generation;
    const who = await readWho(database, Buffer.from(key, 'hex'));
    if (who === undefined || !who.active || (who.demonstration && !demonstration)) return undefined;
    const held: Held = {
      session: makeSession(who, () => expiryOf(held)),
      absoluteAt: who.expiresAt,
      checkedAt: now,
      notedAt: who.lastSeenAt,
      lastSeenAt: who.lastSeenAt,
    };
    keys.set(held.session, key);
    if (cache.size >= mostCached) cache.clear();
    // A revocation while we were reading must not be overwritten by what we read before it.
    if (begunAt === generation) cache.set(key, held);
    return held;
  };
  const find = async (key: string): Promise<Held | undefined> => {
    const now = database.clock.machine();
    const cached = cache.get(key);
    const held = cached !== undefined && now - cached.checkedAt < believeMs ? cached : await load(key, now);
    return held === undefined || expiryOf(held) <= now ? undefined : held;
  };
  const note = async (key: string, held: Held): Promise<void> => {
    held.lastSeenAt = database.clock.machine();
    if (held.lastSeenAt - held.notedAt < noteMs) return;
    held.notedAt = held.lastSeenAt;
    await database
      .tables<PeopleTables>()
      .updateTable('people.session')
      .set({ last_seen_at: toDate(held.lastSeenAt) })
      .where('token_hash', '=', Buffer.from(key, 'hex'))
      .where('last_seen_at', '<', sqlTime(held.lastSeenAt))
      .execute();
  };

  return {
    open: async (work, userId) => {
      const token = randomBytes(32).toString('base64url');
      await sweep(work, policy.idleMs);
      const at = toDate(work.recordedAt);
      await work
        .tables<PeopleTables>()
        .insertInto('people.session')
        .values({
          token_hash: Buffer.from(keyOf(token), 'hex'),
          user_id: userId,
          opened_at: at,
          last_seen_at: at,
          expires_at: toDate(plusMs(work.recordedAt, policy.absoluteMs)),
          ip: work.context.ip ?? null,
        })
        .execute();
      return token;
    },
    identify: async (token) => {
      if (!/^[\w-]{43}$/.test(token)) return undefined;
      const key = keyOf(token);
      const held = await find(key);
      if (held !== undefined) await note(key, held);
      return held?.session;
    },
    refresh: async (session) => (await find(keys.get(session) ?? ''))?.session,
    close: async (work, session) => {
      await work
        .tables<PeopleTables>()
        .deleteFrom('people.session')
        .where('token_hash', '=', Buffer.from(keys.get(session) ?? '', 'hex'))
        .execute();
      work.afterCommit(forget);
    },
    revoke: async (work, userId, except) => {
      const kept = except === undefined ? '' : (keys.get(except) ?? '');
      await work
        .tables<PeopleTables>()
        .deleteFrom('people.session')
        .where('user_id', '=', userId)
        .where('token_hash', '!=', Buffer.from(kept, 'hex'))
        .execute();
      work.afterCommit(forget);
    },
    forget,
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** Removes what is over; skips rows in use so that two log-ins never wait for each other. */
const sweep = async (work: Work, idleMs: number): Promise<void> => {
  const now = work.recordedAt;
  await work
    .tables<PeopleTables>()
    .deleteFrom('people.session')
    .where('token_hash', 'in', (query) =>
      query
        .selectFrom('people.session as s')
        .select('s.token_hash')
        .where((where) =>
          where.or([
            where('s.expires_at', '<=', sqlTime(now)),
            where('s.last_seen_at', '<=', sqlTime(instant(now - idleMs))),
          ]),
        )
        .forUpdate()
        .skipLocked(),
    )
    .execute();
};
