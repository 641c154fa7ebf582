import type { Database } from '@liandong/platform';
import type { NodeId } from '@liandong/words';
import { sql } from 'kysely';
import { createHandlers } from './handlers.ts';
import { createHybridClock, type HybridClock } from './hybrid-clock.ts';
import { createInbox } from './inbox.ts';
import { createLinkTruth } from './link-truth.ts';
import { createLinkViews } from './link-views.ts';
import { createLinkWatch } from './link-watch.ts';
import type { LinkageOptions } from './options.ts';
import { createOutbox } from './outbox.ts';
import { createPeerAnchors } from './peer-anchors.ts';
import { createPeerBook } from './peer-book.ts';
import { createRefusedLog } from './refused-log.ts';
import { createSettlement } from './settlement.ts';
import type { LinkageTables } from './tables.ts';
import { createTidings } from './tidings.ts';
import { type LinkTiming, usualTiming } from './timing.ts';

/** Everything of the room that needs no network. */
export type Parts = ReturnType<typeof createParts>;

/** Wires the room's parts. `onSent` hears that an envelope for a node has committed. */
export const createParts = (options: LinkageOptions, onSent: (to: NodeId) => void) => {
  const { database, node, log, instanceId, eventHead } = options;
  const timing: LinkTiming = { ...usualTiming, ...options.timing };
  const book = createPeerBook(database, node, options.peers);
  const hybrid = createHybridClock(database.clock);
  const handlers = createHandlers();
  const truth = createLinkTruth(timing.connectedMs);
  const outbox = createOutbox({ database, node, hybrid, book, onSent });
  const common = { database, node, book, handlers, log, retryFirstWaitMs: timing.retryMs };
  const inbox = createInbox({ ...common, hybrid });
  const settlement = createSettlement(common);
  const anchors = createPeerAnchors(database);
  const tidings = createTidings({
    ...{ database, node, instanceId, eventHead, book, inbox, outbox },
    ...{ settlement, anchors, hybrid, truth, log },
  });
  const views = createLinkViews(database, book, outbox, truth);
  const watch = createLinkWatch(views.all, timing.watchMs, log);
  const refused = createRefusedLog({ database, node, book, truth, log });
  return { timing, book, hybrid, handlers, truth, outbox, tidings, views, watch, refused };
};

/** Sets the hybrid clock to the latest time that it ever stamped or heard, so that it never goes back. */
export const recallHybrid = async (database: Database, hybrid: HybridClock): Promise<void> => {
  const { rows } = await sql<{ wall_ms: number; count: number }>`
    select t.hybrid_wall_ms as wall_ms, t.hybrid_count as count
    from (select p.hybrid_wall_ms, p.hybrid_count from linkage.peer p
          union all select i.hybrid_wall_ms, i.hybrid_count from linkage.inbox i
          union all select o.hybrid_wall_ms, o.hybrid_count from linkage.outbox o where o.seq is null) as t
    order by t.hybrid_wall_ms desc, t.hybrid_count desc limit 1`.execute(database.tables<LinkageTables>());
  const latest = rows[0];
  if (latest !== undefined) hybrid.hear({ wallMs: latest.wall_ms, count: latest.count });
};
