import { createHash } from 'node:crypto';
import type { SecurityPolicy } from '@liandong/laws';
import { type Database, toDate, type Work } from '@liandong/platform';
import { type Instant, instant, plusMs } from '@liandong/words';
import { type PeopleTables, sqlTime } from './tables.ts';

/** The lock of a login name, known or not; failures are counted before the password is looked at. */
export type LoginGuard = {
  /**
   * Counts an attempt as failed until it succeeds, so that many at once get no more tries than one after the other.
   * @returns until when the name is locked; undefined when the attempt may go on
   */
  begin(work: Work, loginName: string): Promise<Instant | undefined>;
  /** @returns until when this failure locked the name; undefined when it did not */
  fail(work: Work, loginName: string): Promise<Instant | undefined>;
  /** Forgets all failures of the name. */
  clear(work: Work, loginName: string): Promise<void>;
  lockedUntil(database: Database, loginNames: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
};

const hashOf = (loginName: string): Buffer => createHash('sha256').update(loginName).digest();

const rowOf = async (work: Work, loginName: string) => {
  const tables = work.tables<PeopleTables>();
  const name_hash = hashOf(loginName);
  await tables
    .insertInto('people.login_guard')
    .values({ name_hash, failures: '[]', changed_at: toDate(work.recordedAt) })
    .onConflict((conflict) => conflict.constraint('login_guard_pk').doNothing())
    .execute();
  return tables
    .selectFrom('people.login_guard as g')
    .select(['g.failures', 'g.locked_until'])
    .where('g.name_hash', '=', name_hash)
    .forUpdate()
    .executeTakeFirstOrThrow();
};

/** Counts failures by the machine clock and locks a name as the policy says. */
export const createLoginGuard = (policy: SecurityPolicy['lockOut']): LoginGuard => {
  const put = (work: Work, loginName: string, failures: readonly number[], lockedUntil: Instant | undefined) =>
    work
      .tables<PeopleTables>()
      .updateTable('people.login_guard')
      .set({
        failures: JSON.stringify(failures),
        locked_until: lockedUntil === undefined ? null : toDate(lockedUntil),
        changed_at: toDate(work.recordedAt),
      })
      .where('name_hash', '=', hashOf(loginName))
      .execute();
  // Rows that others hold are skipped: two sweeps at once would wait for each other.
  const sweep = (work: Work) =>
    work
      .tables<PeopleTables>()
      .deleteFrom('people.login_guard')
      .where('name_hash', 'in', (query) =>
        query
          .selectFrom('people.login_guard as g')
          .select('g.name_hash')
          .where('g.changed_at', '<', sqlTime(plusMs(work.recordedAt, -Math.max(policy.windowMs, policy.lockMs))))
          .forUpdate()
          .skipLocked(),
      )
      .execute();
  return {
    begin: async (work, loginName) => {
      const row = await rowOf(work, loginName);
      const now = work.recordedAt;
      if (row.locked_until !== null && row.locked_until > now) return row.locked_until;
      const recent = row.failures.filter((at) => at > now - policy.windowMs);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= policy.failures) return plusMs(instant(oldest), policy.windowMs);
      await put(work, loginName, [...recent, now], undefined);
      return undefined;
    },
    fail: async (work, loginName) => {
      const row = await rowOf(work, loginName);
      if (row.failures.length < policy.failures) return undefined;
      const until = plusMs(work.recordedAt, policy.lockMs);
      await put(work, loginName, [], until);
      await sweep(work);
      return until;
    },
    clear: async (work, loginName) => {
      await work
        .tables<PeopleTables>()
        .deleteFrom('people.login_guard')
        .where('name_hash', '=', hashOf(loginName))
        .execute();
    },
    lockedUntil: async (database, loginNames) => {
      const names = new Map(loginNames.map((name) => [hashOf(name).toString('hex'), name]));
      const rows = await database
        .tables<PeopleTables>()
        .selectFrom('people.login_guard as g')
        .select(['g.name_hash', 'g.locked_until'])
        .where('g.locked_until', '>', sqlTime(database.clock.machine()))
        .execute();
      return new Map(
        rows.flatMap((row) => {
          const name = names.get(row.name_hash.toString('hex'));
          return name === undefined || row.locked_until === null ? [] : [[name, row.locked_until] as const];
        }),
      );
    },
  };
};
