import type { ActContext, NodeId } from '@liandong/words';
import type { Logger } from 'pino';
import type { Database, Work } from '../database/index.ts';
import { type EventRow, eventColumns, type RecordedFact, toRecordedFact } from './chain.ts';
import type { EventLog } from './event-log.ts';

export type Follower = {
  /** Never changes once used: the cursor is kept under it. */
  readonly name: string;
  readonly types: readonly string[];
  /** Runs in one transaction with the cursor: its effects happen exactly once. */
  handle(fact: RecordedFact, work: Work): Promise<void>;
};

export type Runner = { run(): Promise<void>; stop(): Promise<void> };

export type RunnerOptions = {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly log: Logger;
  readonly node: NodeId;
};

const pageSize = 200;
const maxTries = 5;
const retryMs = 500;

const readCursor = async (database: Database, name: string): Promise<number> => {
  const { rows } = await database.pool.query<{ seq: number }>('select c.seq from platform.cursor c where c.name = $1', [
    name,
  ]);
  return rows[0]?.seq ?? 0;
};

const moveCursor = async (work: Work, name: string, seq: number): Promise<void> => {
  await work.client.query(
    `insert into platform.cursor as c (name, seq) values ($1, $2)
     on conflict on constraint cursor_pk do update set seq = excluded.seq`,
    [name, seq],
  );
};

const holdFact = async (work: Work, name: string, seq: number, error: unknown): Promise<void> => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await work.client.query(
    `insert into platform.held_fact (follower, seq, error, held_at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000)) on conflict do nothing`,
    [name, seq, text, work.recordedAt],
  );
  await moveCursor(work, name, seq);
};

/** Feeds one follower: in order, one transaction a fact, again from its cursor after a crash. */
export const createRunner = (follower: Follower, { database, eventLog, log, node }: RunnerOptions): Runner => {
  const context: ActContext = {
    actor: { kind: 'system', id: follower.name, name: follower.name },
    node,
    exercise: false,
  };
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let at: number | undefined;

  const tryOnce = (fact: RecordedFact): Promise<void> =>
    database.write({ ...context, exercise: fact.exercise }, async (work) => {
      await follower.handle(fact, work);
      await moveCursor(work, follower.name, fact.seq);
    });

  const digest = async (fact: RecordedFact): Promise<void> => {
    for (let tries = 1; !stopped; tries += 1) {
      try {
        return await tryOnce(fact);
      } catch (error) {
        log.error({ err: error, follower: follower.name, seq: fact.seq, tries }, 'follower failed');
        if (tries >= maxTries) {
          return database.write(context, (work) => holdFact(work, follower.name, fact.seq, error));
        }
        await new Promise((resolve) => setTimeout(resolve, retryMs * tries));
      }
    }
  };

  /** Digests one page; true when there may be more. */
  const onePage = async (): Promise<boolean> => {
    at ??= await readCursor(database, follower.name);
    const top = eventLog.head().seq;
    const { rows } = await database.pool.query<EventRow>(
      `select ${eventColumns} from platform.event e where e.seq > $1 and e.type = any($2) order by e.seq limit ${pageSize}`,
      [at, follower.types],
    );
    for (const row of rows) {
      if (stopped) return false;
      const fact = toRecordedFact(row);
      await digest(fact);
      at = fact.seq;
    }
    // Facts of other types up to the head that was known before the page was read need no second look.
    if (rows.length < pageSize) at = Math.max(at, top);
    return rows.length === pageSize;
  };

  const drain = async (): Promise<void> => {
    do {
      again = false;
      while (await onePage());
    } while (again && !stopped);
  };

  return {
    run: () => {
      again = true;
      running ??= drain()
        .catch((error: unknown) => {
          if (!stopped) log.error({ err: error, follower: follower.name }, 'follower could not read the log');
        })
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
};
