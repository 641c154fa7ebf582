import type { LinkView } from '@liandong/contract';
import type { LinkLog } from './log.ts';

export type LinkListener = (links: readonly LinkView[]) => void;
export type LinkWatch = {
  onChange(listener: LinkListener): () => void;
  /** Looks now, not at the next turn. */
  look(): void;
  start(): void;
  stop(): void;
};

/** What a screen would draw differently. */
const signature = (links: readonly LinkView[]): string =>
  JSON.stringify(links.map((link) => [link.peer, link.state, link.backlog, link.refused, link.lastRefusal?.code]));

/** Tells listeners when a link changes, silence included: nothing arrives that could say so. */
export const createLinkWatch = (read: () => Promise<readonly LinkView[]>, everyMs: number, log: LinkLog): LinkWatch => {
  const listeners = new Set<LinkListener>();
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  const compare = async (): Promise<void> => {
    const links = await read();
    const now = signature(links);
    if (now === last) return;
    last = now;
    for (const listener of listeners) listener(links);
  };

  const look = (): void => {
    if (looking || timer === undefined || listeners.size === 0) return;
    looking = true;
    compare()
      .catch((error: unknown) => log.warn({ error }, 'the links could not be read'))
      .finally(() => {
        looking = false;
      });
  };

  return {
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    start: () => {
      timer ??= setInterval(look, everyMs);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
