import type { Socket } from 'node:net';
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet';
import type { Load } from './acknowledgements.ts';
import { publishType, type Reason, reasons } from './codes.ts';
import { faultOf, type Holder, refusingConnack, tokensOf, welcomingConnack } from './connect.ts';
import { createDelivery, type Delivery, type Ingest } from './delivery.ts';
import { createFramer } from './framer.ts';
import { readPublish } from './read-publish.ts';
import { replyTo } from './reply-to.ts';
import type { Session } from './sessions.ts';

export type ConnectionDeps<Who extends Holder> = {
  readonly socket: Socket;
  readonly maxPacketBytes: number;
  /** Beyond so many unacknowledged messages or bytes nothing more is read from the client. */
  readonly maxUnacknowledged: number;
  readonly maxUnacknowledgedBytes: number;
  /** All connections together, and whether that is too much. */
  readonly load: Load;
  readonly isLoadFull: () => boolean;
  /** Machine time in ms. */
  readonly now: () => number;
  authenticate(token: string): Promise<Who | undefined>;
  readonly ingest: Ingest<Who>;
  /** Registers the client, ends an older connection of the same one, and gives its session. */
  join(
    connection: Connection,
    holder: Who,
    packet: IConnectPacket,
  ): { session: Session; present: boolean; assignedId?: string };
  /** Counts a refusal by its code. */
  refused(code: string): void;
  defect(cause: unknown): void;
  left(connection: Connection): void;
};

/** One client's connection. */
export type Connection = {
  /** Ends it, with a reason where the client's version knows reasons. */
  end(reason: Reason): void;
  /** Ends it when the client is too long silent, or never said CONNECT. */
  check(now: number): void;
  /** Reads on, or not, by what waits here and everywhere. */
  balance(): void;
  /** Takes nothing more, waits until all that came is durable and acknowledged. */
  settle(): Promise<void>;
};

/** A client that only knocks may not make us hold much. */
const maxConnectBytes = 16 * 1024;
const connectWithinMs = 10_000;

type Phase = 'waiting' | 'identifying' | 'open' | 'closed';

export const createConnection = <Who extends Holder>(deps: ConnectionDeps<Who>): Connection => {
  const { socket, now } = deps;
  let phase: Phase = 'waiting';
  let version = 4;
  let silentAfterMs = connectWithinMs;
  let heardAt = now();
  let delivery: Delivery | undefined;
  let stopping = false;
  const control = parser();

  const write = (packet: Packet): void => {
    if (!socket.destroyed) socket.write(generate(packet, { protocolVersion: version }));
  };

  const close = (): void => {
    if (phase === 'closed') return;
    phase = 'closed';
    delivery?.close();
    socket.destroySoon();
    deps.left(connection);
  };

  const end = (reason: Reason): void => {
    if (phase === 'open' && version === 5) write({ cmd: 'disconnect', reasonCode: reason });
    close();
  };

  const refuseConnect = (reason: Reason, code: string): void => {
    deps.refused(code);
    write(refusingConnack(version, reason));
    close();
  };

  const broken = (reason: Reason, code: string): void => {
    deps.refused(code);
    end(reason);
  };

  /** Reads on only while the client has not too much open; called again when acknowledgements went out. */
  const balance = (): void => {
    if (delivery === undefined || phase !== 'open') return;
    const { messages, bytes } = delivery.waiting();
    const isAhead =
      messages >= deps.maxUnacknowledged || bytes >= deps.maxUnacknowledgedBytes || socket.writableNeedDrain;
    if (stopping || isAhead || deps.isLoadFull()) socket.pause();
    else if (socket.isPaused()) socket.resume();
  };

  const welcome = (packet: IConnectPacket, holder: Who): void => {
    const { session, present, assignedId } = deps.join(connection, holder, packet);
    phase = 'open';
    silentAfterMs = packet.keepalive ? packet.keepalive * 1500 : Number.POSITIVE_INFINITY;
    delivery = createDelivery({
      holder,
      session,
      load: deps.load,
      ingest: deps.ingest,
      send: (bytes) => socket.destroyed || socket.write(bytes),
      onShorter: balance,
      onDefect: (cause) => {
        deps.defect(cause);
        end(reasons.unspecified);
      },
    });
    const { maxPacketBytes, maxUnacknowledged } = deps;
    const receiveMaximum = Math.min(maxUnacknowledged, 65_535);
    write(welcomingConnack(version, { sessionPresent: present, assignedId, maxPacketBytes, receiveMaximum }));
  };

  const identify = async (packet: IConnectPacket): Promise<void> => {
    for (const token of tokensOf(packet)) {
      const holder = await deps.authenticate(token);
      if (phase !== 'identifying') return;
      if (holder === undefined) continue;
      welcome(packet, holder);
      return;
    }
    refuseConnect(reasons.badCredential, 'perception.wrong-token');
  };

  const connect = (packet: IConnectPacket): void => {
    if (phase !== 'waiting') {
      broken(reasons.protocolError, 'mqtt.protocol-error');
      return;
    }
    version = packet.protocolVersion ?? 4;
    const fault = faultOf(packet);
    if (fault !== undefined) {
      refuseConnect(fault, 'mqtt.protocol-error');
      return;
    }
    phase = 'identifying';
    // Nothing is read meanwhile; what came in the same chunk waits in `held`.
    socket.pause();
    identify(packet).then(resume, (cause: unknown) => {
      deps.defect(cause);
      close();
    });
  };

  const onControl = (packet: Packet): void => {
    if (packet.cmd === 'connect') connect(packet);
    else if (phase !== 'open') broken(reasons.protocolError, 'mqtt.protocol-error');
    else if (packet.cmd === 'pubrel') delivery?.release(packet.messageId ?? 0);
    else if (packet.cmd === 'disconnect') close();
    else {
      const reply = replyTo(packet, version);
      if (reply === undefined) broken(reasons.protocolError, 'mqtt.protocol-error');
      else write(reply);
    }
  };
  control.on('packet', onControl);
  control.on('error', (error: Error) => {
    if (phase === 'waiting' && error.message === 'Invalid protocol version') {
      refuseConnect(reasons.unsupportedVersion, 'mqtt.protocol-error');
    } else broken(reasons.malformedPacket, 'mqtt.malformed');
  });

  const onPacket = (bytes: Buffer, start: number, body: number, end: number): void => {
    if (phase === 'closed') return;
    if ((bytes[start] ?? 0) >> 4 !== publishType || phase !== 'open') {
      control.parse(bytes.subarray(start, end));
      return;
    }
    const publish = readPublish(bytes, start, body, end, version);
    if (publish === undefined) broken(reasons.malformedPacket, 'mqtt.malformed');
    else delivery?.publish(publish);
  };

  const limit = (): number =>
    phase === 'waiting' ? Math.min(maxConnectBytes, deps.maxPacketBytes) : deps.maxPacketBytes;
  // A client may send at once what follows its CONNECT: it waits until the credential is known.
  let held: Buffer[] = [];
  const framer = createFramer(limit, onPacket, () => phase === 'closed' || phase === 'identifying');

  const push = (chunk: Buffer): void => {
    try {
      const { fault, rest } = framer.push(chunk);
      if (rest !== undefined) held.unshift(rest);
      if (fault === 'too-large') broken(reasons.packetTooLarge, 'perception.too-large');
      else if (fault === 'malformed') broken(reasons.malformedPacket, 'mqtt.malformed');
    } catch {
      // The parser of control packets trips over some garbage instead of telling.
      broken(reasons.malformedPacket, 'mqtt.malformed');
    }
    balance();
  };

  const resume = (): void => {
    const chunks = held;
    held = [];
    for (const chunk of chunks) {
      if (phase === 'open') push(chunk);
    }
    if (phase === 'open') balance();
  };

  socket.on('data', (chunk: Buffer) => {
    // Before CONNECT single bytes are no sign of life.
    if (phase !== 'waiting') heardAt = now();
    if (phase === 'identifying') held.push(chunk);
    else push(chunk);
  });
  socket.on('drain', balance);
  socket.on('close', close);
  // Resets are everyday life at this door; 'close' follows.
  socket.on('error', () => undefined);

  const connection: Connection = {
    end,
    balance,
    check: (at) => {
      if (phase === 'closed' || at - heardAt <= silentAfterMs || (phase === 'open' && socket.isPaused())) return;
      broken(reasons.keepAliveTimeout, 'mqtt.silent');
    },
    settle: async () => {
      stopping = true;
      socket.pause();
      await delivery?.idle();
    },
  };
  return connection;
};
