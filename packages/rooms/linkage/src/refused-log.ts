import type { Database } from '@liandong/platform';
import { type Instant, minuteMs, type NodeId } from '@liandong/words';
import { linkContext } from './contexts.ts';
import type { LinkTruth } from './link-truth.ts';
import type { LinkLog } from './log.ts';
import type { PeerBook } from './peer-book.ts';

/** Counts of what was refused at the door, by code. */
export type RefusedCounts = Readonly<Record<string, number>>;

export type RefusedLog = { note(claimed: string, code: string): void; counts(): RefusedCounts };

type Options = {
  readonly database: Database;
  readonly node: NodeId;
  readonly book: PeerBook;
  readonly truth: LinkTruth;
  readonly log: LinkLog;
};

/** Names remembered; a stranger may claim as many as he likes. */
const maxNames = 200;
const maxNameLength = 80;

/**
 * Counts every exchange that was refused as a whole, and puts it on record: at most once a minute for each code and
 * name, so that a storm of strangers doesn't fill the audit log.
 */
export const createRefusedLog = ({ database, node, book, truth, log }: Options): RefusedLog => {
  const counts = new Map<string, number>();
  const recorded = new Map<string, Instant>();

  const isNews = (key: string, now: Instant): boolean => {
    const last = recorded.get(key);
    if (last !== undefined && now - last < minuteMs) return false;
    if (recorded.size >= maxNames) recorded.clear();
    recorded.set(key, now);
    return true;
  };

  const record = async (claimed: string, code: string): Promise<void> => {
    await database.write(linkContext(node), async (work) => {
      const body = { peer: claimed, code, count: counts.get(code) ?? 0 };
      work.record({ type: 'LinkRefused', objectKind: 'link', objectId: claimed || '?', jurisdictionPath: [], body });
    });
  };

  return {
    note: (shown, code) => {
      const claimed = shown.slice(0, maxNameLength).replaceAll('\u0000', '').toWellFormed();
      const now = database.clock.machine();
      counts.set(code, (counts.get(code) ?? 0) + 1);
      const peer = book.find(claimed);
      // A cut link refuses by order, a busy node for a moment: neither is the peer's fault.
      if (code === 'link.cut' || code === 'link.busy' || code === 'link.unavailable') return;
      if (peer !== undefined && code !== 'link.stranger') {
        truth.note(peer.node, { lastRefusal: { code, at: now } });
        book.count(peer.node, { refused: 1 }).catch((error: unknown) => log.error({ error }, 'counting failed'));
      }
      if (!isNews(`${code} ${claimed}`, now)) return;
      log.warn({ peer: claimed, code }, 'an exchange was refused');
      record(claimed, code).catch((error: unknown) => log.error({ error, code }, 'a refusal was not recorded'));
    },
    counts: () => Object.fromEntries(counts),
  };
};
