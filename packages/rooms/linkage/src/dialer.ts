import type { ExchangeResponse, LinkRefusal } from '@liandong/contract';
import type { Envelope } from '@liandong/laws';
import type { Clock } from '@liandong/platform';
import { instant, type NodeId, Refusal } from '@liandong/words';
import { createBackOff } from './back-off.ts';
import type { Exchange } from './link-client.ts';
import type { LinkTruth } from './link-truth.ts';
import type { LinkLog } from './log.ts';
import type { Outbox } from './outbox.ts';
import { createGate } from './pause.ts';
import type { Peer, PeerBook } from './peer-book.ts';
import type { Heard, Tidings } from './tidings.ts';
import type { LinkTiming } from './timing.ts';

export type Dialer = {
  start(): void;
  /** Breaks off what is on the way; resolves when nothing of it is left. */
  stop(): Promise<void>;
  /** There is something to send. */
  wake(): void;
  /** The peer may be back: don't wait any longer. */
  poke(): void;
};

type Options = {
  readonly superior: NodeId;
  readonly clock: Clock;
  readonly book: PeerBook;
  readonly outbox: Outbox;
  readonly tidings: Tidings;
  readonly truth: LinkTruth;
  readonly exchange: Exchange;
  readonly timing: LinkTiming;
  readonly log: LinkLog;
  /** Our own link port, for pokes. */
  readonly ownUrl: () => string | undefined;
  readonly onContact: (node: NodeId) => void;
};

type Answered = Heard & { readonly accepted: number };
type Question = { readonly pull: boolean; readonly waitMs: number; readonly envelopes: readonly Envelope[] };
/** `stuck`: answered, but the peer or we could not take what was there. */
type Result = 'done' | 'stuck';

/** Keeps up the link to the superior: one question that waits there for envelopes, and pushes at once what is ours. */
export const createDialer = (options: Options): Dialer => {
  const { superior, clock, book, outbox, tidings, truth, exchange, timing, log, ownUrl, onContact } = options;
  const backOff = createBackOff(timing);
  const pollStuck = createBackOff(timing);
  const pushStuck = createBackOff(timing);
  const pushGate = createGate();
  const pollRetry = createGate();
  const pushRetry = createGate();
  let run: { readonly controller: AbortController; readonly done: Promise<unknown> } | undefined;
  let echo: number | undefined;
  /** What we could not take of the last answer, for the next question. */
  let toTell: readonly LinkRefusal[] = [];

  const noteAnswer = (peer: Peer, response: ExchangeResponse, tookMs: number): number => {
    const now = clock.machine();
    const roundTripMs = Math.max(0, tookMs - response.heldMs);
    const clockOffsetMs = Math.round(response.clock.machine - (now - roundTripMs / 2));
    echo = response.clock.machine;
    truth.note(peer.node, { lastContactAt: now, acknowledgedAt: instant(now), roundTripMs, clockOffsetMs });
    onContact(peer.node);
    return clockOffsetMs;
  };

  const ask = async (question: Question, signal: AbortSignal): Promise<Answered> => {
    const peer = book.get(superior);
    const { pull, waitMs, envelopes } = question;
    const told = await tidings.tell(peer, envelopes, toTell);
    const { roundTripMs } = truth.of(superior);
    const url = ownUrl();
    const begun = performance.now();
    const response = await exchange(peer, { ...told, pull, waitMs, echo, roundTripMs, url }, signal);
    const tookMs = performance.now() - begun;
    await book.bindInstance(superior, response.instanceId);
    const offsetMs = noteAnswer(peer, response, tookMs);
    const heard = await tidings.hear(peer, response, offsetMs, signal);
    toTell = heard.refusals;
    return { ...heard, accepted: response.accepted };
  };

  const contacted = (): void => {
    backOff.reset();
    pollRetry.open();
    pushRetry.open();
  };

  const poll = async (waitMs: number, signal: AbortSignal): Promise<Result> => {
    const answer = await ask({ pull: true, waitMs, envelopes: [] }, signal);
    return answer.quarantined || answer.refusals.length > 0 ? 'stuck' : 'done';
  };

  const push = async (signal: AbortSignal): Promise<Result> => {
    const after = await tidings.peerAccepted(superior);
    const envelopes = await outbox.batch(superior, after);
    if (envelopes.length === 0) {
      await pushGate.wait(timing.pollMs, signal);
      return 'done';
    }
    const answer = await ask({ pull: false, waitMs: 0, envelopes }, signal);
    return answer.accepted <= after ? 'stuck' : 'done';
  };

  /** How long to wait after a failure; a peer that refuses is there and asked again sooner. */
  const waitAfter = (error: unknown): number => {
    const refused = error instanceof Refusal;
    if (refused) truth.note(superior, { lastRefusal: { code: error.code, at: clock.machine() } });
    const waitMs = backOff.next(refused ? timing.refusedMaxMs : timing.backOffMaxMs);
    log.info({ peer: superior, waitMs, reason: refused ? error.code : String(error) }, 'link: trying again later');
    return waitMs;
  };

  const pollLoop = async (signal: AbortSignal): Promise<void> => {
    // The first question waits for nothing: it shows at once whether somebody is there.
    let waitMs = 0;
    while (!signal.aborted) {
      try {
        const result = await poll(waitMs, signal);
        if (waitMs === 0) contacted();
        backOff.reset();
        waitMs = timing.pollMs;
        if (result === 'stuck') await pollRetry.wait(pollStuck.next(timing.refusedMaxMs), signal);
        else pollStuck.reset();
      } catch (error) {
        if (signal.aborted) return;
        waitMs = 0;
        await pollRetry.wait(waitAfter(error), signal);
      }
    }
  };

  const pushLoop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        if ((await push(signal)) === 'stuck') await pushRetry.wait(pushStuck.next(timing.refusedMaxMs), signal);
        else pushStuck.reset();
      } catch (error) {
        if (signal.aborted) return;
        await pushRetry.wait(waitAfter(error), signal);
      }
    }
  };

  return {
    start: () => {
      if (run !== undefined) return;
      const controller = new AbortController();
      backOff.reset();
      run = { controller, done: Promise.all([pollLoop(controller.signal), pushLoop(controller.signal)]) };
    },
    stop: async () => {
      const ending = run;
      run = undefined;
      ending?.controller.abort();
      await ending?.done;
    },
    wake: () => pushGate.open(),
    poke: contacted,
  };
};
