import {
  gatewayTelemetryTopic,
  maxTelemetryBytes,
  readingFlags,
  telemetryTopic,
  terminalRoutes,
} from '@liandong/contract';
import type { Clock } from '@liandong/platform';
import { refuse } from '@liandong/words';
import { maySendFor } from '../gateways.ts';
import type { DeadLetterCode } from '../refusals.ts';
import type { LiveGateway, Registry } from '../registry.ts';
import type { CredentialHolder } from '../terminal.ts';
import { type Counters, countReason } from './counters.ts';
import type { GroupCommit } from './group-commit.ts';
import { type MessageSink, readDeviceMessage, readGatewayMessage } from './parse-message.ts';
import { type IngestResult, pushReading } from './reading-batch.ts';

export type IngestLimits = {
  /** A reading further ahead of the city clock is refused, in ms. */
  readonly futureToleranceMs: number;
  /** An older reading is refused, in ms. */
  readonly oldestAgeMs: number;
  /** Beyond so many rows that wait for their commit, messages are refused. */
  readonly maxWaitingRows: number;
  readonly maxWaitingMessages: number;
};

export type IngestDeps = {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly commit: GroupCommit;
  readonly counters: Counters;
  readonly limits: IngestLimits;
};

/** How a message came in. */
export type MessageSource = 'http' | 'mqtt';

const keptPayloadBytes = 2048;

/**
 * Takes one telemetry message of a credential holder and resolves when its readings, or its dead letters, are durable.
 * Shared by every way in. Hot path.
 * @throws Refusal `perception.overloaded`: nothing was taken, send again; `perception.not-durable`: nothing is promised
 */
export type IngestMessage = (
  source: MessageSource,
  holder: CredentialHolder,
  bytes: Buffer,
  /** Told when it can be wrong (MQTT); a message for another topic than its own becomes a dead letter. */
  topic?: string,
) => Promise<IngestResult>;

type Refused = Map<DeadLetterCode, { readonly reason: string; count: number }>;

export const createIngest = ({ clock, registry, commit, counters, limits }: IngestDeps): IngestMessage => {
  const checkLoad = (): void => {
    const waiting = commit.waiting();
    if (waiting.rows < limits.maxWaitingRows && waiting.messages < limits.maxWaitingMessages) return;
    countReason(counters, 'perception.overloaded');
    throw refuse('perception.overloaded');
  };

  // The message being read. Reading never waits, so one sink serves all messages and none is made for each.
  let batch = commit.filling();
  let gateway: LiveGateway | undefined;
  let refused: Refused | undefined;

  const sink: MessageSink = {
    reading: (stream, at, value) => {
      const quality = value < stream.min || value > stream.max ? readingFlags.outOfRange : 0;
      pushReading(batch, stream.id, at, value, quality);
    },
    heartbeat: (terminal, at) => {
      batch.heartbeats.push({ terminalId: terminal.id, at });
    },
    refuse: (code, reason) => {
      refused ??= new Map();
      const known = refused.get(code);
      if (known === undefined) refused.set(code, { reason, count: 1 });
      else known.count += 1;
    },
    terminalOf: (code) => {
      const terminal = registry.terminalByCode(code);
      if (terminal === undefined || terminal.lifeState === 'retired') {
        sink.refuse('perception.unknown-terminal', code.slice(0, 120));
      } else if (gateway === undefined || !maySendFor(gateway, terminal)) {
        sink.refuse('perception.not-of-this-gateway', code);
      } else return terminal;
      return undefined;
    },
  };

  const read = (source: MessageSource, holder: CredentialHolder, bytes: Buffer, topic: string | undefined): void => {
    const limit = messageLimit(source, holder);
    const own = holder.kind === 'gateway' ? gatewayTelemetryTopic : telemetryTopic;
    if (bytes.length > limit) sink.refuse('perception.too-large', `${bytes.length} bytes, at most ${limit}`);
    else if (topic !== undefined && topic !== own) sink.refuse('perception.unknown-topic', topic.slice(0, 120));
    else if (holder.kind === 'gateway') readGatewayMessage(bytes, window, sink);
    else {
      const terminal = registry.terminal(holder.id);
      if (terminal === undefined) sink.refuse('perception.unknown-terminal', holder.code);
      else readDeviceMessage(bytes, terminal, window, sink);
    }
  };

  /** A defect of the reader must not leave half a message in the batch of the others. */
  const readWhole: typeof read = (source, holder, bytes, topic) => {
    const firstHeartbeat = batch.heartbeats.length;
    const firstRow = batch.count;
    try {
      read(source, holder, bytes, topic);
    } catch (cause) {
      batch.count = firstRow;
      batch.heartbeats.length = firstHeartbeat;
      throw cause;
    }
  };

  const bury = (letters: Refused, source: MessageSource, sender: string, bytes: Buffer, at: number): number => {
    let total = 0;
    const payload = excerpt(bytes);
    for (const [code, { reason, count }] of letters) {
      total += count;
      batch.deadLetters.push({ at, source, sender, code, reason: storable(reason), count, payload });
    }
    return total;
  };

  // One for all messages, like the sink.
  const window = { now: 0, oldest: 0, newest: 0 };

  const take = (source: MessageSource, holder: CredentialHolder, bytes: Buffer, topic: string | undefined) => {
    checkLoad();
    batch = commit.filling();
    gateway = holder.kind === 'gateway' ? registry.gateway(holder.id) : undefined;
    refused = undefined;
    const firstRow = batch.count;
    const now = clock.city();
    window.now = now;
    window.oldest = now - limits.oldestAgeMs;
    window.newest = now + limits.futureToleranceMs;
    readWhole(source, holder, bytes, topic);
    const deadLetterCount = refused === undefined ? 0 : bury(refused, source, holder.code, bytes, now);
    const { promise, resolve, reject } = Promise.withResolvers<IngestResult>();
    batch.tickets.push({ firstRow, rowCount: batch.count - firstRow, deadLetterCount, resolve, reject });
    commit.kick();
    return promise;
  };

  return (source, holder, bytes, topic) => {
    // Not an async function: that would cost a second promise for each message.
    try {
      return take(source, holder, bytes, topic);
    } catch (cause) {
      return Promise.reject(cause);
    }
  };
};

/** Largest message in bytes. */
export const messageLimit = (source: MessageSource, holder: CredentialHolder): number =>
  source === 'http' && holder.kind === 'gateway'
    ? (terminalRoutes.gatewayTelemetry.bodyLimit ?? maxTelemetryBytes)
    : maxTelemetryBytes;

/** The beginning of a payload as text. */
const excerpt = (bytes: Buffer): string => storable(bytes.toString('utf8', 0, keptPayloadBytes));

/** PostgreSQL takes no NUL in a text: one such letter would turn away the readings of everybody in the batch. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\u{fffd}');
