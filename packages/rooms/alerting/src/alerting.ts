import type { AlertRule } from '@liandong/laws';
import { isBelowClear, isIdle } from '@liandong/laws';
import type { Database, Logger, Work } from '@liandong/platform';
import { type AlertId, type Instant, instant } from '@liandong/words';
import { writeHappenings, writeStandings } from './alert-store.ts';
import type { AlertingNeighbours, ReadingBatch } from './neighbours.ts';
import { readRules, storeRules } from './rules.ts';
import { loadStates, saveStates } from './state-store.ts';
import { createTurn } from './turn.ts';
import { type Happening, keyOf, type Watch } from './watch.ts';
import { createWatches, isLate } from './watches.ts';

/** The rules at work: what perception hands over becomes alerts, in its own transaction. */
export type Alerting = {
  /** Reads rules and states, takes up the readings since the last checkpoint; perception must know its terminals. */
  start(): Promise<void>;
  /** Writes a last checkpoint. */
  stop(): Promise<void>;
  /** Puts a profile's rules in place (parsed `alert-rules.json`); may be called at every start. */
  loadRules(json: unknown): Promise<void>;
  rules(): readonly AlertRule[];
  /** Applies new readings and heartbeats and writes what happened, inside perception's transaction. Hot path. */
  evaluateBatch(batch: ReadingBatch, work: Work): Promise<void>;
  /** Perception's last transaction failed, or its end is unknown: take everything from the database again. */
  reset(): Promise<void>;
  /** Lets holds, clear holds and silence end. `now` is city time up to which readings are sure to have been seen. */
  tick(now: Instant): Promise<void>;
  /** Writes the states that changed; called by a timer while started. */
  checkpoint(): Promise<void>;
  /** True when the newest value of an alert's object is known and below the clear level, held or not. */
  isBelowClear(id: AlertId): boolean;
};

export type AlertingOptions = {
  readonly database: Database;
  readonly neighbours: AlertingNeighbours;
  readonly log: Logger;
  /** Machine time between checkpoints. */
  readonly checkpointMs?: number;
};

/** Idle states written per checkpoint: what is behind is rebuilt from readings, so they need no hurry. */
const idleAtOnce = 2_000;
/** Readings taken from history in one go. */
const readingsAtOnce = 5_000;

export const createAlerting = ({ database, neighbours, log, checkpointMs = 2_000 }: AlertingOptions): Alerting => {
  const watches = createWatches(neighbours, (rule, { id, characteristic }) =>
    log.error(
      { ruleId: rule.id, datastreamId: id, ruleUnit: rule.unit, unit: characteristic.unit },
      'rule not applied',
    ),
  );
  const turn = createTurn();
  let rules: readonly AlertRule[] = [];
  let started = false;
  let timer: NodeJS.Timeout | undefined;
  /** Gives the turn back that a batch holds until its transaction ends. */
  let release: (() => void) | undefined;

  const giveBack = (): void => {
    release?.();
    release = undefined;
  };

  const inTurn = async (run: () => Promise<void>): Promise<void> => {
    const done = await turn.take();
    try {
      await run();
    } finally {
      done();
    }
  };

  /** Writes what happened in a transaction of its own; the caller holds the turn. */
  const commit = async (happenings: readonly Happening[]): Promise<void> => {
    if (happenings.length === 0) return;
    await database.write(neighbours.systemContext, (work) => store(happenings, [], work));
  };

  const rebuild = async (): Promise<void> => {
    // What had changed since it was saved may be durable although its transaction seemed to fail.
    const inDoubt = new Set([...watches.all()].filter((watch) => watch.dirty).map(keyOf));
    watches.reload(rules, await loadStates(database.pool));
    const happenings: Happening[] = [];
    for (const watch of watches.all()) {
      // A rule that is new to a datastream judges nothing that was there before it.
      const isBehind = watch.stream.latestAt > watch.state.lastAt || inDoubt.has(keyOf(watch));
      if (watch.saved && isBehind) await catchUp(watch, happenings);
    }
    await commit(happenings);
  };

  const catchUp = async (watch: Watch, found: Happening[]): Promise<void> => {
    let after = instant(watch.state.lastAt);
    for (;;) {
      const since = await neighbours.readingsSince(watch.stream.id, after, readingsAtOnce);
      for (const { at, value, quality } of since) {
        if (!isLate(quality)) watches.takeReading(watch, at, value, quality, at, found);
        after = at;
      }
      if (since.length < readingsAtOnce) return;
    }
  };

  const reset = async (): Promise<void> => {
    if (release === undefined) return inTurn(rebuild);
    try {
      await rebuild();
    } finally {
      giveBack();
    }
  };

  const tick = async (now: Instant): Promise<void> => {
    if (!started) return;
    await inTurn(async () => {
      try {
        await commit(watches.takeTick(now));
      } catch (cause) {
        await rebuild();
        throw cause;
      }
    });
  };

  const checkpoint = async (limit = idleAtOnce): Promise<void> => {
    await inTurn(async () => {
      const due = dueForCheckpoint(watches.all(), limit);
      await writeStandings(database.pool, due);
      await saveStates(database.pool, due);
    });
  };

  const checkpointLater = (): void => {
    timer = setTimeout(() => {
      checkpoint()
        .catch((error: unknown) => log.error({ err: error }, 'alerting: checkpoint failed'))
        .finally(() => {
          if (started) checkpointLater();
        });
    }, checkpointMs);
    timer.unref();
  };

  return {
    start: async () => {
      rules = await readRules(database);
      await inTurn(rebuild);
      started = true;
      checkpointLater();
    },
    stop: async () => {
      if (!started) return;
      started = false;
      clearTimeout(timer);
      await checkpoint(Number.POSITIVE_INFINITY);
    },
    loadRules: async (json) => {
      const changed = await storeRules(database, neighbours.systemContext, json);
      if (changed && started) await checkpoint(Number.POSITIVE_INFINITY);
      rules = await readRules(database);
      if (changed && started) await inTurn(rebuild);
    },
    rules: () => rules,
    evaluateBatch: async (batch, work) => {
      // One writer hands over one batch after the other: a turn still held belongs to a transaction that failed.
      if (release !== undefined) await reset();
      release = await turn.take();
      work.afterCommit(giveBack);
      const happenings = watches.takeBatch(batch, work.at);
      await store(happenings, watches.takeFresh(), work);
    },
    reset,
    tick,
    checkpoint: () => checkpoint(),
    isBelowClear: (id) => {
      for (const watch of watches.all()) if (watch.alertId === id) return isBelowClear(watch.rule, watch.state);
      return false;
    },
  };
};

const store = async (happenings: readonly Happening[], fresh: readonly Watch[], work: Work): Promise<void> => {
  const changed = new Set(happenings.map(({ watch }) => watch));
  await writeHappenings(happenings, work);
  // The batch may have gone on after the last thing that happened.
  await writeStandings(work.client, [...changed]);
  for (const watch of fresh) changed.add(watch);
  await saveStates(work.client, [...changed]);
};

const dueForCheckpoint = (all: Iterable<Watch>, idleLimit: number): readonly Watch[] => {
  const due: Watch[] = [];
  let idle = 0;
  for (const watch of all) {
    if (!watch.dirty) continue;
    if (watch.savedIdle && isIdle(watch.state)) {
      if (idle >= idleLimit) continue;
      idle += 1;
    }
    due.push(watch);
  }
  return due;
};
