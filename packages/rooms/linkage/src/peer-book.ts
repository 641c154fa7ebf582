import type { Database, Work } from '@liandong/platform';
import { toDate } from '@liandong/platform';
import { type Instant, type NodeId, refuse, type Words } from '@liandong/words';
import { sql } from 'kysely';
import { linkContext } from './contexts.ts';
import { checkNodeName } from './node-name.ts';
import type { LinkageTables, Relation } from './tables.ts';

/** A node that this one is to be linked with. */
export type PeerConfig = {
  readonly node: NodeId;
  readonly name: Words;
  readonly relation: Relation;
  /** Where its link port is: `https://127.0.0.1:8180`. Needed for the superior, which is dialled. */
  readonly url?: string;
};

export type Peer = {
  readonly node: NodeId;
  readonly name: Words;
  readonly relation: Relation;
  readonly url: string | undefined;
  readonly instanceId: string | undefined;
  readonly cut: boolean;
  readonly lastContactAt: Instant | undefined;
};

/** What is counted of a peer. */
export type PeerCounts = { readonly duplicates?: number; readonly refused?: number };

export type PeerBook = {
  /** Writes the configured peers down and reads back what is known of them. */
  load(): Promise<void>;
  all(): readonly Peer[];
  find(node: string): Peer | undefined;
  /** @throws link.unknown-peer */
  get(node: NodeId): Peer;
  /** @throws link.identity-conflict when the name belongs to another installation */
  bindInstance(node: NodeId, instanceId: string): Promise<void>;
  setCut(work: Work, node: NodeId, cut: boolean): Promise<void>;
  setUrl(node: NodeId, url: string): Promise<void>;
  noteContact(node: NodeId, at: Instant): Promise<void>;
  count(node: NodeId, counts: PeerCounts): Promise<void>;
};

const checkConfig = (config: PeerConfig): void => {
  checkNodeName(config.node);
  if (config.url !== undefined && new URL(config.url).protocol !== 'https:')
    throw new Error(`the link to ${config.node} needs an https address`);
};

const writeDown = async (work: Work, { node, relation, name, url }: PeerConfig): Promise<void> => {
  const words = JSON.stringify(name);
  await work
    .tables<LinkageTables>()
    .insertInto('linkage.peer')
    .values({ node, relation, name: words, url: url ?? null })
    .onConflict((conflict) =>
      conflict.constraint('peer_pk').doUpdateSet({ relation, name: words, ...(url === undefined ? {} : { url }) }),
    )
    .execute();
  await work
    .tables<LinkageTables>()
    .insertInto('linkage.inbox')
    .values({ from_node: node })
    .onConflict((conflict) => conflict.constraint('inbox_pk').doNothing())
    .execute();
};

/** Keeps the peers in memory beside their rows; this process is the only writer. */
export const createPeerBook = (database: Database, node: NodeId, configured: readonly PeerConfig[]): PeerBook => {
  const peers = new Map<string, Peer>();
  const tables = () => database.tables<LinkageTables>();

  const get = (name: NodeId): Peer => {
    const peer = peers.get(name);
    if (peer === undefined) throw refuse('link.unknown-peer', { node: name });
    return peer;
  };
  const change = (name: NodeId, changes: Partial<Peer>): void => {
    peers.set(name, { ...get(name), ...changes });
  };

  const load = async (): Promise<void> => {
    for (const config of configured) checkConfig(config);
    await database.write(linkContext(node), async (work) => {
      for (const config of configured) await writeDown(work, config);
    });
    const names = configured.map((config) => config.node);
    if (names.length === 0) return;
    const rows = await tables().selectFrom('linkage.peer as p').selectAll('p').where('p.node', 'in', names).execute();
    for (const row of rows) {
      peers.set(row.node, {
        node: row.node,
        name: row.name,
        relation: row.relation,
        url: row.url ?? undefined,
        instanceId: row.instance_id ?? undefined,
        cut: row.is_cut,
        lastContactAt: row.last_contact_at ?? undefined,
      });
    }
  };

  const bindInstance = async (name: NodeId, instanceId: string): Promise<void> => {
    const known = get(name).instanceId;
    if (known === instanceId) return;
    if (known !== undefined) throw refuse('link.identity-conflict', { node: name });
    const row = await tables()
      .updateTable('linkage.peer')
      .set({ instance_id: sql<string>`coalesce(instance_id, ${instanceId})` })
      .where('node', '=', name)
      .returning('instance_id')
      .executeTakeFirstOrThrow();
    change(name, { instanceId: row.instance_id ?? instanceId });
    if (row.instance_id !== instanceId) throw refuse('link.identity-conflict', { node: name });
  };

  return {
    load,
    all: () => [...peers.values()],
    find: (name) => peers.get(name),
    get,
    bindInstance,
    setCut: async (work, name, cut) => {
      get(name);
      await work
        .tables<LinkageTables>()
        .updateTable('linkage.peer')
        .set({ is_cut: cut })
        .where('node', '=', name)
        .execute();
      work.afterCommit(() => change(name, { cut }));
    },
    setUrl: async (name, url) => {
      if (get(name).url === url) return;
      await tables().updateTable('linkage.peer').set({ url }).where('node', '=', name).execute();
      change(name, { url });
    },
    noteContact: async (name, at) => {
      change(name, { lastContactAt: at });
      await tables()
        .updateTable('linkage.peer')
        .set({ last_contact_at: toDate(at) })
        .where('node', '=', name)
        .execute();
    },
    count: async (name, { duplicates = 0, refused = 0 }) => {
      if (duplicates === 0 && refused === 0) return;
      await tables()
        .updateTable('linkage.peer')
        .set((row) => ({ duplicates: row('duplicates', '+', duplicates), refused: row('refused', '+', refused) }))
        .where('node', '=', name)
        .execute();
    },
  };
};
