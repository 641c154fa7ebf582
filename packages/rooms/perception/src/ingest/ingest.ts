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
import type { Registry } from '../registry.ts';
import type { CredentialHolder } from '../terminal.ts';
import { type Counters, countReason } from './counters.ts';
import type { GroupCommit } from './group-commit.ts';
import { type MessageSink, readDeviceMessage, readGatewayMessage, type TimeWindow } from './parse-message.ts';
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

export const createIngest = ({ clock, registry, commit, counters, limits }: IngestDeps): IngestMessage => {
  const checkLoad = (): void => {
    const waiting = commit.waiting();
    if (waiting.rows < limits.maxWaitingRows && waiting.messages < limits.maxWaitingMessages) return;
    countReason(counters, 'perception.overloaded');
    throw refuse('perception.overloaded');
  };

  return async (source, holder, bytes, topic) => {
    checkLoad();
    const batch = commit.filling();
    const firstRow = batch.count;
    const firstHeartbeat = batch.heartbeats.length;
    const now: number = clock.city();
    const window: TimeWindow = { now, oldest: now - limits.oldestAgeMs, newest: now + limits.futureToleranceMs };
    const refused = new Map<DeadLetterCode, { reason: string; count: number }>();
    const sink: MessageSink = {
      reading: (stream, at, value) => {
        const quality = value < stream.min || value > stream.max ? readingFlags.outOfRange : 0;
        pushReading(batch, stream.id, at, value, quality);
      },
      heartbeat: (terminal, at) => {
        batch.heartbeats.push({ terminalId: terminal.id, at });
      },
      refuse: (code, reason) => {
        const known = refused.get(code);
        if (known === undefined) refused.set(code, { reason, count: 1 });
        else known.count += 1;
      },
      terminalOf: (code) => {
        const terminal = registry.terminalByCode(code);
        const gateway = registry.gateway(holder.id);
        if (terminal === undefined || terminal.lifeState === 'retired')
          sink.refuse('perception.unknown-terminal', code.slice(0, 120));
        else if (gateway === undefined || !maySendFor(gateway, terminal))
          sink.refuse('perception.not-of-this-gateway', code);
        else return terminal;
        return undefined;
      },
    };
    try {
      readMessage({ source, holder, bytes, topic, window, sink, registry });
    } catch (cause) {
      // A defect of the reader must not leave half a message in the batch of the others.
      batch.count = firstRow;
      batch.heartbeats.length = firstHeartbeat;
      throw cause;
    }
    let deadLetterCount = 0;
    for (const [code, { reason, count }] of refused) {
      deadLetterCount += count;
      batch.deadLetters.push({ at: now, source, sender: holder.code, code, reason, count, payload: excerpt(bytes) });
    }
    const result = await new Promise<IngestResult>((resolve, reject) => {
      batch.tickets.push({ firstRow, rowCount: batch.count - firstRow, deadLetterCount, resolve, reject });
      commit.kick();
    });
    counters.accepted += result.accepted;
    counters.duplicates += result.duplicates;
    counters.deadLetters += result.deadLetters;
    for (const [code, { count }] of refused) countReason(counters, code, count);
    return result;
  };
};

type Reading = {
  readonly source: MessageSource;
  readonly holder: CredentialHolder;
  readonly bytes: Buffer;
  readonly topic: string | undefined;
  readonly window: TimeWindow;
  readonly sink: MessageSink;
  readonly registry: Registry;
};

const readMessage = ({ source, holder, bytes, topic, window, sink, registry }: Reading): void => {
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

/** Largest message in bytes. */
export const messageLimit = (source: MessageSource, holder: CredentialHolder): number =>
  source === 'http' && holder.kind === 'gateway'
    ? (terminalRoutes.gatewayTelemetry.bodyLimit ?? maxTelemetryBytes)
    : maxTelemetryBytes;

/** The beginning of a payload as text that PostgreSQL takes. */
const excerpt = (bytes: Buffer): string => bytes.toString('utf8', 0, keptPayloadBytes).replaceAll('\0', '\u{fffd}');
