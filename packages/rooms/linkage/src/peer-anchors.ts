import { type Database, toDate } from '@liandong/platform';
import { type Instant, minuteMs, type NodeId } from '@liandong/words';

export type AuditHead = { readonly seq: number; readonly hash: string };

export type PeerAnchors = {
  /** Keeps the head of a peer's audit chain; false when it contradicts one kept before. */
  keep(node: NodeId, head: AuditHead, now: Instant): Promise<boolean>;
};

type Kept = { readonly newest: AuditHead & { readonly at: Instant }; readonly lastingAt: Instant };

/** Of all heads heard the newest is kept, and one a minute for good: a cut tail there shows here. */
export const createPeerAnchors = (database: Database): PeerAnchors => {
  const kept = new Map<NodeId, Kept>();

  const isSame = async (node: NodeId, { seq, hash }: AuditHead): Promise<boolean> => {
    const { rows } = await database.pool.query<{ hash: string }>(
      'select a.hash from linkage.peer_anchor a where a.node = $1 and a.seq = $2',
      [node, seq],
    );
    return (rows[0]?.hash ?? hash) === hash;
  };

  const replace = async (node: NodeId, head: AuditHead, now: Instant, before: Kept | undefined): Promise<void> => {
    await database.pool.query(
      `insert into linkage.peer_anchor (node, seq, hash, heard_at) values ($1, $2, $3, $4)
       on conflict on constraint peer_anchor_pk do nothing`,
      [node, head.seq, head.hash, toDate(now)],
    );
    const newest = { ...head, at: now };
    if (before === undefined || before.newest.at - before.lastingAt >= minuteMs) {
      kept.set(node, { newest, lastingAt: before?.newest.at ?? now });
      return;
    }
    kept.set(node, { newest, lastingAt: before.lastingAt });
    if (before.newest.at === before.lastingAt) return;
    await database.pool.query('delete from linkage.peer_anchor a where a.node = $1 and a.seq = $2', [
      node,
      before.newest.seq,
    ]);
  };

  return {
    keep: async (node, head, now) => {
      const before = kept.get(node);
      if (head.seq === 0 || before?.newest.hash === head.hash) return true;
      if (!(await isSame(node, head))) return false;
      // Answers of two exchanges may overtake each other: an older head is no news.
      if (before === undefined || head.seq > before.newest.seq) await replace(node, head, now, before);
      return true;
    },
  };
};
