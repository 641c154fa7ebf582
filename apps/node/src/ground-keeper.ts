import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createGround, type Ground } from '@liandong/ground';
import type { Logger } from '@liandong/platform';
import type { GroundOrder } from './ground-order.ts';
import { type GroundProgress, type MadeGround, makeGround } from './make-ground.ts';

/** Keeps the grounds under the map of all nodes of this process, and builds them in a thread of its own. */
export type GroundKeeper = {
  readonly room: Ground;
  start(): Promise<void>;
  /** Builds this ground in the background, unless it is there. */
  ensure(order: GroundOrder): Promise<void>;
  /** @throws Refusal ground.no-such-ground */
  remove(id: string): Promise<void>;
  /** Builds a ground now; one at a time. @throws Refusal of the file */
  make(order: GroundOrder, signal: AbortSignal, onProgress: (progress: GroundProgress) => void): Promise<MadeGround>;
  /** Told after every change of what is there. */
  onChange(listener: () => void): void;
  /** Settles when nothing is being built. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

export const createGroundKeeper = ({
  directory,
  log,
}: {
  readonly directory: string;
  readonly log: Logger;
}): GroundKeeper => {
  const room = createGround({ directory, log });
  const stopping = new AbortController();
  const listeners: (() => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const makeNow: GroundKeeper['make'] = async (order, signal, onProgress) => {
    try {
      const made = await makeGround(order, {
        directory,
        signal: AbortSignal.any([signal, stopping.signal]),
        onProgress: (progress) => {
          room.setBuilding(progress);
          onProgress(progress);
        },
      });
      await keepOrder(directory, order);
      return made;
    } finally {
      // In this order: who asks in between must see the build or the ground.
      await room.reload();
      room.setBuilding(undefined);
      for (const listener of listeners) listener();
    }
  };

  const make: GroundKeeper['make'] = (order, signal, onProgress) => {
    const turn = last.then(() => makeNow(order, signal, onProgress));
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    room,
    start: () => room.start(),
    ensure: async (order) => {
      const isThere = room.state().grounds.some(({ id }) => id === groundIdOf(order));
      if (isThere && (await readOrders(directory))[groundIdOf(order)] === JSON.stringify(order)) return;
      make(order, stopping.signal, () => undefined).catch((error: unknown) => {
        if (!stopping.signal.aborted) log.error({ err: error }, 'the ground under the map was not built');
      });
    },
    make,
    remove: async (id) => {
      await room.remove(id);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    settled: async () => {
      await last;
    },
    stop: async () => {
      stopping.abort();
      await last;
      await room.stop();
    },
  };
};

/** As the ground's source will name itself. */
const groundIdOf = (order: GroundOrder): string => (order.kind === 'sample' ? 'sample-city' : order.id);

/** What the grounds here were made of: an order that says something else is another ground. */
const readOrders = async (directory: string): Promise<Readonly<Record<string, string>>> => {
  try {
    return JSON.parse(await readFile(ordersFile(directory), 'utf8')) as Record<string, string>;
  } catch {
    // Without it everything is built again, which costs seconds.
    return {};
  }
};

const ordersFile = (directory: string): string => path.join(directory, 'orders.json');

const keepOrder = async (directory: string, order: GroundOrder): Promise<void> => {
  const orders = { ...(await readOrders(directory)), [groundIdOf(order)]: JSON.stringify(order) };
  await writeFile(`${ordersFile(directory)}.new`, JSON.stringify(orders));
  await rename(`${ordersFile(directory)}.new`, ordersFile(directory));
};
