import { Refusal } from '@liandong/words';
import { type Acknowledgements, createAcknowledgements, type Load, type Pending } from './acknowledgements.ts';
import { heads } from './codes.ts';
import type { Publish } from './read-publish.ts';
import type { Session } from './sessions.ts';

/** Takes a message and resolves when it, or its dead letter, is durable. */
export type Ingest<Who> = (holder: Who, bytes: Buffer, topic: string) => Promise<unknown>;

export type DeliveryDeps<Who> = {
  readonly holder: Who;
  readonly session: Session;
  readonly load: Load;
  readonly ingest: Ingest<Who>;
  readonly send: (bytes: Buffer) => void;
  /** The number of waiting messages went down. */
  readonly onShorter: () => void;
  /** Something that no repetition mends. */
  readonly onDefect: (cause: unknown) => void;
};

/** Brings messages of one connection to the rooms and their acknowledgements back, both in order. */
export type Delivery = {
  publish(publish: Publish): void;
  /** PUBREL. @returns whether the id was known */
  release(packetId: number): boolean;
  readonly waiting: () => { readonly messages: number; readonly bytes: number };
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  close(): void;
};

const retryAfterMs = 100;

export const createDelivery = <Who>({
  holder,
  session,
  load,
  ingest,
  send,
  onShorter,
  onDefect,
}: DeliveryDeps<Who>): Delivery => {
  let again: Pending[] = [];
  let timer: NodeJS.Timeout | undefined;
  let idlers: (() => void)[] = [];
  let closed = false;
  const durable = new Map<number, () => void>();

  const shorter = (): void => {
    onShorter();
    if (acks.count() > 0) return;
    for (const wake of idlers) wake();
    idlers = [];
  };
  const acks: Acknowledgements = createAcknowledgements(send, shorter, load);

  const done = (pending: Pending): void => {
    if (pending.qos === 2) {
      durable.get(pending.packetId)?.();
      durable.delete(pending.packetId);
    }
    acks.settle(pending);
  };

  const failed = (pending: Pending, cause: unknown): void => {
    if (closed) return;
    if (!(cause instanceof Refusal)) {
      if (pending.qos === 2) session.unreleased.delete(pending.packetId);
      onDefect(cause);
      return;
    }
    // Overloaded, or the database cannot store now: the client needs do nothing, it waits for its acknowledgement.
    again.push(pending);
    timer ??= setTimeout(retry, retryAfterMs);
  };

  const take = (pending: Pending): void => {
    ingest(holder, pending.payload, pending.topic).then(
      () => done(pending),
      (cause: unknown) => failed(pending, cause),
    );
  };

  const retry = (): void => {
    timer = undefined;
    const list = again;
    again = [];
    for (const pending of list) take(pending);
  };

  /** The same message again: it is acknowledged when the first one is durable, and taken only once. */
  const repeatExactly = (pending: Pending): boolean => {
    if (pending.qos !== 2) return false;
    const first = session.unreleased.get(pending.packetId);
    first?.then(() => acks.settle(pending));
    if (first === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      session.unreleased.set(pending.packetId, promise);
      durable.set(pending.packetId, resolve);
    }
    return first !== undefined;
  };

  return {
    publish: ({ topic, qos, packetId, payload }) => {
      const pending: Pending = { topic, qos, packetId, payload, durable: false };
      acks.push(pending);
      if (repeatExactly(pending)) return;
      // Behind messages that are being repeated, or the order of readings would change.
      if (again.length > 0) again.push(pending);
      else take(pending);
    },
    release: (packetId) => {
      const known = session.unreleased.delete(packetId);
      acks.write(heads.pubcomp, packetId);
      return known;
    },
    waiting: () => ({ messages: acks.count(), bytes: acks.bytes() }),
    idle: () => (acks.count() === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
    close: () => {
      closed = true;
      clearTimeout(timer);
      // What was not taken yet will be sent again by the client; its ids must be free then.
      for (const pending of again) if (pending.qos === 2) session.unreleased.delete(pending.packetId);
      again = [];
      acks.forget();
    },
  };
};
