import type { TerminalDetails, TerminalOrder, TerminalType } from '@liandong/contract';
import type { Clock, Database, Logger } from '@liandong/platform';
import { type ActContext, dayMs, minuteMs, type NodeId, type TerminalId } from '@liandong/words';
import { defineTypes } from './define-types.ts';
import { ensureGateway, type GatewayOrder } from './gateways.ts';
import { createHistory } from './history.ts';
import {
  type ImportTerminalsOptions,
  importTerminals,
  type TerminalsReport,
  type TerminalsUndone,
  type TerminalUndo,
  type UndoTerminalsOptions,
  undoTerminals,
} from './import-terminals.ts';
import { type Counters, countReason, newCounters } from './ingest/counters.ts';
import { createGroupCommit } from './ingest/group-commit.ts';
import { createIngest, type IngestLimits, type IngestMessage } from './ingest/ingest.ts';
import { pruneDeadLetters, readHeard, readLatest } from './ingest/latest-store.ts';
import { createPartitions } from './ingest/partitions.ts';
import type { ReadingListener } from './ingest/reading-batch.ts';
import { type PlaceQuestions, pathFor, type Registration } from './plan-terminal.ts';
import { createPulses, type Pulses } from './pulses.ts';
import { createQuestions, type PerceptionQuestions } from './questions.ts';
import { type Registered, registerTerminals, rotateCredential } from './register-terminals.ts';
import { createRegistry } from './registry.ts';
import { compileModel } from './terminal-model.ts';
import { readDatastreams, readDetails, readGateways, readTerminals, readTypes } from './terminal-store.ts';

export type PerceptionLimits = IngestLimits & {
  /** A terminal is silent after this many times its type's `staleAfterMs`. */
  readonly silentMultiple: number;
};

/** Used where config or profile says nothing else. */
export const defaultPerceptionLimits: PerceptionLimits = {
  futureToleranceMs: 5 * minuteMs,
  oldestAgeMs: 3653 * dayMs,
  maxWaitingRows: 400_000,
  maxWaitingMessages: 100_000,
  silentMultiple: 3,
};

export type PerceptionDeps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly node: NodeId;
  readonly places: PlaceQuestions;
  readonly limits?: Partial<PerceptionLimits>;
};

/** 感知: thing models, terminals, readings. */
export type Perception = {
  readonly questions: PerceptionQuestions;
  readonly ingestMessage: IngestMessage;
  readonly counters: Counters;
  /** Counts something that was refused at a door, e.g. `perception.wrong-token`. */
  countRefused(code: string): void;
  defineTypes(types: readonly TerminalType[], context: ActContext): Promise<void>;
  registerTerminals(orders: readonly Registration[], context: ActContext): Promise<readonly Registered[]>;
  /** Registers the terminals of a list, each refused by itself; all others in one transaction. */
  importTerminals(
    orders: readonly Registration[],
    context: ActContext,
    options: ImportTerminalsOptions,
  ): Promise<TerminalsReport>;
  undoTerminals(
    changes: readonly TerminalUndo[],
    context: ActContext,
    options: UndoTerminalsOptions,
  ): Promise<TerminalsUndone>;
  /** What its registration says beside type and place; undefined when it says nothing. */
  details(id: TerminalId | string): Promise<TerminalDetails | undefined>;
  /** Root … self of the jurisdiction that an order belongs to. */
  pathOf(order: TerminalOrder): readonly string[];
  rotateCredential(id: TerminalId | string, context: ActContext): Promise<string>;
  ensureGateway(order: GatewayOrder, context: ActContext): Promise<void>;
  /** Who evaluates new readings inside their transaction; set before `start`. */
  listen(listener: ReadingListener): void;
  /** At most two calls a second, with the terminals that changed. */
  readonly onPulse: Pulses['onPulse'];
  readonly onState: Pulses['onState'];
  /** Loads everything into memory and recovers latest values after a crash. */
  start(): Promise<void>;
  /** Does what is due: states, pulse, flush of latest values; the timers call it. */
  tick(): void;
  /** Resolves when everything taken so far is settled and latest values are flushed. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

const pulseEveryMs = 500;
const ticksPerFlush = 2;
const flushesPerPruning = 30;

const nobody: ReadingListener = { evaluateBatch: async () => undefined, reset: () => undefined };

export const createPerception = ({
  database,
  clock,
  log,
  node,
  places,
  limits: given = {},
}: PerceptionDeps): Perception => {
  const limits = { ...defaultPerceptionLimits, ...given };
  const registry = createRegistry();
  const counters = newCounters();
  const partitions = createPartitions(database);
  const pulses = createPulses({ clock, registry, log, silentMultiple: limits.silentMultiple });
  const history = createHistory(database, partitions);
  const questions = createQuestions({ clock, registry, history, silentMultiple: limits.silentMultiple });
  let listener = nobody;
  let timer: NodeJS.Timeout | undefined;
  let ticks = 0;

  const reload = async (): Promise<number> => {
    const { rows, recovered } = await readLatest(database);
    for (const row of rows) {
      const stream = registry.stream(row.id);
      if (stream !== undefined) pulses.learnLatest(stream, row.at, row.value, row.quality);
    }
    for (const { id, at } of await readHeard(database)) {
      const terminal = registry.terminal(id);
      if (terminal !== undefined) pulses.learnHeard(terminal, at);
    }
    return recovered;
  };

  const commit = createGroupCommit({
    database,
    context: { actor: { kind: 'system', id: 'perception', name: 'perception' }, node, exercise: false },
    partitions,
    log,
    counters,
    streamOf: registry.stream,
    listener: () => listener,
    onStored: pulses.stored,
    reload: async () => {
      await reload();
    },
    takeDirty: pulses.takeDirty,
    putBackDirty: pulses.putBackDirty,
  });

  const load = async (): Promise<void> => {
    for (const type of await readTypes(database)) registry.putModel(compileModel(type));
    for (const row of await readTerminals(database)) registry.putTerminal(row);
    for (const row of await readDatastreams(database)) registry.putStream(row);
    for (const row of await readGateways(database)) registry.putGateway(row);
  };

  const prune = (): void => {
    pruneDeadLetters(database).catch((cause: unknown) => log.warn({ err: cause }, 'dead letters not pruned'));
  };

  const tick = (): void => {
    ticks += 1;
    pulses.checkStates();
    pulses.pulse();
    if (ticks % ticksPerFlush === 0 && pulses.hasDirty()) commit.requestFlush();
    if (ticks % (ticksPerFlush * flushesPerPruning) === 0 && counters.deadLetters > 0) prune();
  };

  return {
    questions,
    counters,
    ingestMessage: createIngest({ clock, registry, commit, counters, limits }),
    countRefused: (code) => countReason(counters, code),
    defineTypes: (types, context) => defineTypes(types, context, { database, registry }),
    registerTerminals: (orders, context) => registerTerminals(orders, context, { database, registry, places }),
    importTerminals: (orders, context, options) =>
      importTerminals(orders, context, options, { database, registry, places }),
    undoTerminals: (changes, context, options) =>
      undoTerminals(context, changes, options, { database, registry, places, settle: commit.drain }),
    details: (id) => readDetails(database, id),
    pathOf: (order) => pathFor(order, places),
    rotateCredential: (id, context) => rotateCredential(id, context, { database, registry }),
    ensureGateway: (order, context) => ensureGateway(order, context, { database, registry }),
    listen: (given) => {
      listener = given;
    },
    onPulse: pulses.onPulse,
    onState: pulses.onState,
    start: async () => {
      await partitions.start();
      await load();
      const recovered = await reload();
      // What the table of latest values says already need not be written again.
      if (recovered === 0) pulses.takeDirty();
      await commit.drain();
      pulses.checkStates();
      log.info({ terminals: [...registry.terminals()].length, recovered }, 'perception ready');
      timer = setInterval(tick, pulseEveryMs).unref();
    },
    tick,
    drain: commit.drain,
    stop: async () => {
      clearInterval(timer);
      await commit.drain();
      await pruneDeadLetters(database);
    },
  };
};
