import type { LinkView } from '@liandong/contract';
import type { Database } from '@liandong/platform';
import { type Instant, toIso } from '@liandong/words';
import { sql } from 'kysely';
import type { LinkTruth } from './link-truth.ts';
import type { Backlog, Outbox } from './outbox.ts';
import type { Peer, PeerBook } from './peer-book.ts';
import type { LinkageTables } from './tables.ts';

export type LinkViews = {
  /** The links as they really are. */
  all(): Promise<readonly LinkView[]>;
  state(peer: Peer): LinkView['state'];
};

type Counters = {
  readonly node: string;
  readonly sent_seq: number;
  readonly applied: number;
  readonly duplicates: number;
  readonly refused: number;
};

const iso = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : toIso(at));

/** Without the members that are absent. */
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

/** Reads link truth for screens: memory for contacts, tables for counts. */
export const createLinkViews = (database: Database, book: PeerBook, outbox: Outbox, truth: LinkTruth): LinkViews => {
  const counters = async (): Promise<ReadonlyMap<string, Counters>> => {
    const { rows } = await sql<Counters>`
      select p.node, p.sent_seq, i.applied, p.duplicates, p.refused
      from linkage.peer p join linkage.inbox i on i.from_node = p.node`.execute(database.tables<LinkageTables>());
    return new Map(rows.map((row) => [row.node, row]));
  };

  const state = (peer: Peer): LinkView['state'] => {
    if (peer.cut) return 'cut';
    if (truth.isConnected(peer.node, database.clock.machine())) return 'connected';
    return (truth.of(peer.node).lastContactAt ?? peer.lastContactAt) === undefined ? 'never' : 'silent';
  };

  const view = (peer: Peer, counts: Counters | undefined, backlog: Backlog | undefined): LinkView => {
    const { lastContactAt = peer.lastContactAt, roundTripMs, clockOffsetMs, lastRefusal } = truth.of(peer.node);
    const now = state(peer);
    return present({
      peer: peer.node,
      peerName: peer.name,
      relation: peer.relation,
      state: now,
      lastContactAt: iso(lastContactAt),
      unknownSince: now === 'connected' ? undefined : iso(lastContactAt),
      roundTripMs,
      clockOffsetMs,
      backlog: backlog?.count ?? 0,
      oldestUnacknowledgedAt: iso(backlog?.oldestAt),
      sent: counts?.sent_seq ?? 0,
      applied: counts?.applied ?? 0,
      duplicates: counts?.duplicates ?? 0,
      refused: counts?.refused ?? 0,
      lastRefusal: lastRefusal === undefined ? undefined : { code: lastRefusal.code, at: toIso(lastRefusal.at) },
    });
  };

  return {
    state,
    all: async () => {
      const [counted, backlogs] = await Promise.all([counters(), outbox.backlog()]);
      return book.all().map((peer) => view(peer, counted.get(peer.node), backlogs.get(peer.node)));
    },
  };
};
