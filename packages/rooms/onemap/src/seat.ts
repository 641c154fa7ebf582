import type { Session } from '@liandong/platform';
import type { WebSocket } from 'ws';
import { type Changes, noChanges, putPulse, statusText } from './changes.ts';
import { type Sight, sightOf } from './sight.ts';

/** Why the server ends a channel (RFC 6455 §7.4.2, private use); after each the console connects and asks again. */
export const liveClose = { tooSlow: 4001, sessionOver: 4002, rightsChanged: 4003, goingAway: 1001 } as const;

/** Bytes that wait for a slow line: from the first on status is put off, beyond the second it is cut. */
export type SlowLimits = { readonly putOffBytes: number; readonly cutBytes: number };

/** 席位: one connected console. */
export type Seat = {
  readonly sight: Sight;
  session(): Session;
  renew(session: Session): void;
  /** Sends a frame; `status` is what this sight may see of `changes`, already serialised. */
  send(clock: string, urgent: string, status: string, changes: Changes): void;
  close(why: keyof typeof liveClose): void;
  readonly closed: Promise<void>;
  /** Asks for a sign of life; ends the seat when the last question stayed without an answer. */
  probe(): void;
};

/** So long a closing handshake may take before the line is cut. */
const closingMs = 2_000;

/** Seats a console at an open socket. */
export const seat = (socket: WebSocket, first: Session, epoch: string, limits: SlowLimits): Seat => {
  const sight = sightOf(first);
  let session = first;
  let seq = 0;
  let owed: Changes | undefined;
  let isAlive = true;

  socket.on('pong', () => {
    isAlive = true;
  });

  const putOff = (changes: Changes): void => {
    owed ??= noChanges();
    for (const pulse of changes.pulses.values()) putPulse(owed.pulses, pulse);
    for (const [peer, link] of changes.links) owed.links.set(peer, link);
  };
  /** What was put off comes with the next status, newest values last. */
  const withOwed = (status: string, changes: Changes): string => {
    if (owed === undefined) return status;
    putOff(changes);
    const text = statusText(owed, sight);
    owed = undefined;
    return text;
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const close = (why: keyof typeof liveClose): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.close(liveClose[why], why);
    const timer = setTimeout(() => socket.terminate(), closingMs);
    socket.once('close', () => clearTimeout(timer));
  };

  return {
    sight,
    session: () => session,
    renew: (renewed) => {
      session = renewed;
    },
    send: (clock, urgent, status, changes) => {
      if (socket.readyState !== socket.OPEN) return;
      const waiting = socket.bufferedAmount;
      if (waiting > limits.cutBytes) return close('tooSlow');
      const isSlow = waiting > limits.putOffBytes;
      if (isSlow) putOff(changes);
      if (isSlow && urgent === '') return;
      seq += 1;
      const rest = isSlow ? '' : withOwed(status, changes);
      socket.send(`{"epoch":"${epoch}","seq":${seq}${clock}${urgent}${rest}}`);
    },
    close,
    closed,
    probe: () => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
    },
  };
};
