import { livePath } from '@liandong/contract';
import type { Clock, Logger, Session, Upgrade } from '@liandong/platform';
import { newId, toIso } from '@liandong/words';
import { type WebSocket, WebSocketServer } from 'ws';
import { noChanges, putNewest, putPulse, statusText, urgentText } from './changes.ts';
import { type Seat, type SlowLimits, seat } from './seat.ts';
import { sightOf } from './sight.ts';
import type { OneMapSource } from './source.ts';
import { machineTimers, type Timers } from './timers.ts';

export type OneMapOptions = {
  readonly source: OneMapSource;
  /** The same session as it is now, without a sign of life; undefined when it is over. */
  refresh(session: Session): Promise<Session | undefined>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timers?: Timers;
  readonly slowLimits?: SlowLimits;
};

/** 一张图: tells every console of what it may see, as it changes. */
export type OneMap = {
  /** For the HTTP edge: takes over sockets whose origin and session have been checked. */
  readonly upgrade: Upgrade;
  start(): void;
  stop(): Promise<void>;
  consoles(): number;
};

/** At most four frames a second for each console. */
const frameGapMs = 250;
/** A frame with the clock at least once a second: silence means a dead line. */
const beatMs = 1_000;
const refreshEveryBeats = 10;
const probeEveryBeats = 30;
const usualLimits: SlowLimits = { putOffBytes: 256 * 1024, cutBytes: 4 * 1024 * 1024 };

/** Makes the live channel of a node. */
export const createOneMap = (options: OneMapOptions): OneMap => {
  const { source, clock, log, refresh, timers = machineTimers, slowLimits = usualLimits } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024, clientTracking: false });
  const epoch = newId<never>();
  const seats = new Set<Seat>();
  let changes = noChanges();
  let lastFrameAt = 0;
  let callOff: (() => void) | undefined;
  let stops: readonly (() => void)[] = [];
  let refreshing: Promise<void> | undefined;
  let again = false;

  const clockText = (): string => {
    const { city, speed } = source.cityClock();
    return `,"clock":${JSON.stringify({ city: toIso(city), speed })}`;
  };

  /** Hot path: what a sight may see is filtered and serialised once, however many consoles share it. */
  const sendFrames = (): void => {
    callOff?.();
    callOff = undefined;
    const now = clock.machine();
    lastFrameAt = now;
    const taken = changes;
    changes = noChanges();
    const time = clockText();
    const texts = new Map<string, { readonly urgent: string; readonly status: string }>();
    for (const one of seats) {
      if (one.session().expiresAt <= now) {
        one.close('sessionOver');
        continue;
      }
      const { sight } = one;
      const text = texts.get(sight.key) ?? { urgent: urgentText(taken, sight), status: statusText(taken, sight) };
      texts.set(sight.key, text);
      one.send(time, text.urgent, text.status, taken);
    }
  };

  const frameSoon = (): void => {
    callOff ??= timers.after(Math.max(0, lastFrameAt + frameGapMs - clock.machine()), sendFrames);
  };

  const renewOne = async (one: Seat): Promise<void> => {
    const session = await refresh(one.session());
    if (session === undefined) return one.close('sessionOver');
    // Who sees more or less than before has to ask for everything again.
    if (sightOf(session).key !== one.sight.key) return one.close('rightsChanged');
    one.renew(session);
  };
  /** One seat after the other: hundreds of consoles must not take all connections to the database. */
  const renewAll = async (): Promise<void> => {
    do {
      again = false;
      for (const one of [...seats]) await renewOne(one);
    } while (again);
  };
  const renewSoon = (): void => {
    again = true;
    refreshing ??= renewAll()
      .catch((error: unknown) => log.error({ err: error }, 'live channel: sessions could not be asked for'))
      .finally(() => {
        refreshing = undefined;
      });
  };

  let beats = 0;
  const beat = (): void => {
    beats += 1;
    if (beats % refreshEveryBeats === 0) renewSoon();
    if (beats % probeEveryBeats === 0) for (const one of seats) one.probe();
    if (clock.machine() - lastFrameAt >= beatMs - frameGapMs) sendFrames();
  };

  const takeSeat = (ws: WebSocket, session: Session): void => {
    const one = seat(ws, session, epoch, slowLimits);
    seats.add(one);
    ws.on('close', () => seats.delete(one));
    // Consoles have nothing to say here; a broken line is told by 'close'.
    ws.on('error', (error) => log.debug({ err: error }, 'live channel: line broken'));
    one.send(clockText(), '', '', noChanges());
  };

  const listen = (): readonly (() => void)[] => [
    source.onAlert((thing, path) => {
      putNewest(changes.alerts, { thing, path });
      frameSoon();
    }),
    source.onCase((thing, path) => {
      putNewest(changes.cases, { thing, path });
      frameSoon();
    }),
    source.onPulse((pulses) => {
      for (const placed of pulses) putPulse(changes.pulses, placed);
      frameSoon();
    }),
    source.onLinks((links) => {
      for (const link of links) changes.links.set(link.peer, link);
      frameSoon();
    }),
    source.onSessionsChanged?.(renewSoon) ?? (() => undefined),
  ];

  return {
    upgrade: {
      path: livePath,
      accept: (request, socket, head, session) => {
        server.handleUpgrade(request, socket, head, (ws) => takeSeat(ws, session));
      },
    },
    start: () => {
      stops = [...listen(), timers.every(beatMs, beat)];
    },
    stop: async () => {
      for (const stop of stops) stop();
      callOff?.();
      const left = [...seats];
      for (const one of left) one.close('goingAway');
      await Promise.all([refreshing, ...left.map((one) => one.closed)]);
      server.close();
    },
    consoles: () => seats.size,
  };
};
