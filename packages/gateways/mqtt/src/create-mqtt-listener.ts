import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { maxTelemetryBytes } from '@liandong/contract';
import type { Logger } from '@liandong/platform';
import type { IConnectPacket } from 'mqtt-packet';
import type { Load } from './acknowledgements.ts';
import { reasons } from './codes.ts';
import { type Holder, wantsSession } from './connect.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Ingest } from './delivery.ts';
import { createSessions } from './sessions.ts';

export type MqttListenerDeps<Who extends Holder> = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: Logger;
  /** Who holds this token; undefined for a wrong one. */
  authenticate(token: string): Promise<Who | undefined>;
  /**
   * Takes one message and resolves when it, or its dead letter, is durable: PUBACK and PUBREC wait for that. A refusal
   * means "not now": the message is offered again until it is taken.
   */
  readonly ingest: Ingest<Who>;
  /** Counts what is refused at this door by its code. */
  readonly refused?: (code: string) => void;
  readonly maxUnacknowledged?: number;
  readonly maxUnacknowledgedBytes?: number;
  /** Machine time in ms. */
  readonly now?: () => number;
};

/** A listener for MQTT 3.1.1 and 5 that is a sink for telemetry: it acknowledges after storing, it brokers nothing. */
export type MqttListener = {
  start(): Promise<void>;
  /** Waits until what has come is durable and acknowledged, at most five seconds, then ends all connections. */
  stop(): Promise<void>;
  /** Where it listens. */
  port(): number;
  connections(): number;
  /** Ends connections whose time is over; runs every second by itself. */
  sweep(): void;
};

/** Topic, ids and properties come on top of the telemetry itself. */
const maxPacketBytes = maxTelemetryBytes + 1024;
const maxSessions = 100_000;
/** At all connections together: beyond it nobody is read until acknowledgements have gone out. */
const maxLoad: Load = { messages: 50_000, bytes: 64 * 1024 * 1024 };
const sweepEveryMs = 1_000;
const stopWithinMs = 5_000;

export const createMqttListener = <Who extends Holder>(deps: MqttListenerDeps<Who>): MqttListener => {
  const { log, now = () => performance.now() } = deps;
  const connections = new Set<Connection>();
  const byClient = new Map<string, Connection>();
  const clientOf = new Map<Connection, string>();
  const sessions = createSessions(maxSessions);
  const load: Load = { messages: 0, bytes: 0 };
  let wasFull = false;
  let server: Server | undefined;
  let timer: NodeJS.Timeout | undefined;

  const join = (connection: Connection, holder: Who, packet: IConnectPacket) => {
    const assignedId = packet.clientId === '' ? randomUUID() : undefined;
    // A client id belongs to its holder: nobody puts another holder's client out.
    const key = `${holder.kind} ${holder.id} ${assignedId ?? packet.clientId}`;
    byClient.get(key)?.end(reasons.takenOver);
    byClient.set(key, connection);
    clientOf.set(connection, key);
    const { session, present } = sessions.open(key, wantsSession(packet), packet.clean === true);
    return { session, present, ...(assignedId === undefined ? {} : { assignedId }) };
  };

  const left = (connection: Connection): void => {
    connections.delete(connection);
    const key = clientOf.get(connection);
    clientOf.delete(connection);
    if (key !== undefined && byClient.get(key) === connection) byClient.delete(key);
  };

  const isLoadFull = (): boolean => {
    // Once full, half must be gone before all are woken.
    const share = wasFull ? 0.5 : 1;
    const isFull = load.messages >= maxLoad.messages * share || load.bytes >= maxLoad.bytes * share;
    const hasRoomAgain = wasFull && !isFull;
    wasFull = isFull;
    if (hasRoomAgain) for (const connection of connections) connection.balance();
    return isFull;
  };

  const welcome = (socket: Socket): void => {
    socket.setNoDelay(true);
    const connection = createConnection<Who>({
      socket,
      maxPacketBytes,
      maxUnacknowledged: deps.maxUnacknowledged ?? 4096,
      maxUnacknowledgedBytes: deps.maxUnacknowledgedBytes ?? 4 * 1024 * 1024,
      load,
      isLoadFull,
      now,
      authenticate: deps.authenticate,
      ingest: deps.ingest,
      join,
      left,
      refused: (code) => deps.refused?.(code),
      defect: (cause) => log.error({ err: cause }, 'message by MQTT not taken'),
    });
    connections.add(connection);
  };

  const sweep = (): void => {
    const at = now();
    // A connection that ends while the load is full wakes nobody.
    isLoadFull();
    for (const connection of connections) connection.check(at);
  };

  return {
    start: async () => {
      const opened = createServer(welcome);
      server = opened;
      await new Promise<void>((resolve, reject) => {
        opened.once('error', reject);
        opened.listen(deps.port, deps.host, resolve);
      });
      timer = setInterval(sweep, sweepEveryMs).unref();
    },
    stop: async () => {
      clearInterval(timer);
      const closed = new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
      const settled = Promise.all([...connections].map((connection) => connection.settle()));
      const signal = AbortSignal.timeout(stopWithinMs);
      const tooLong = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([settled, tooLong]);
      for (const connection of connections) connection.end(reasons.shuttingDown);
      await closed;
    },
    port: () => {
      const address = server?.address();
      return typeof address === 'object' && address !== null ? address.port : deps.port;
    },
    connections: () => connections.size,
    sweep,
  };
};
