import { linkPaths, PokeShape } from '@liandong/contract';
import { hourMs, instant, type NodeId, refuse } from '@liandong/words';
import { Compile } from 'typebox/compile';
import { createExchangeAnswerer, type ExchangeAnswerer } from './answer-exchange.ts';
import { isNearExpiry, readNodeCertificate } from './certificate-files.ts';
import { createDialer, type Dialer } from './dialer.ts';
import { createLinkClient, type LinkClient } from './link-client.ts';
import { createLinkServer, type LinkAnswer, type LinkServer } from './link-server.ts';
import type { LinkageOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { pause } from './pause.ts';

export type Network = {
  start(): Promise<void>;
  stop(graceMs: number): Promise<void>;
  /** There is something for this node. */
  wake(node: NodeId): void;
  /** Ends or takes up the exchanges with a peer; its flag has been written. */
  cut(node: NodeId): Promise<void>;
  mend(node: NodeId): void;
  renewCertificate(): Promise<void>;
  /** Port that it listens on, while it does. */
  port(): number | undefined;
};

type Live = {
  readonly stopping: AbortController;
  readonly client: LinkClient;
  readonly server: LinkServer | undefined;
  readonly answerer: ExchangeAnswerer;
  readonly dialers: ReadonlyMap<NodeId, Dialer>;
  readonly renewal: NodeJS.Timeout;
};

const pokeCheck = Compile(PokeShape);
const keepContactMs = 5_000;

/** Certificate, port, dialers: what lives between start and stop. */
export const createNetwork = (options: LinkageOptions, parts: Parts): Network => {
  const { database, log, node, directory, listen } = options;
  const { book, outbox, tidings, truth, timing, watch } = parts;
  const { clock } = database;
  const writtenAt = new Map<NodeId, number>();
  let live: Live | undefined;
  let port: number | undefined;

  const ownUrl = (): string | undefined =>
    listen === undefined || port === undefined ? undefined : `https://${listen.host}:${port}`;

  const onContact = (peer: NodeId): void => {
    const now = clock.machine();
    const fresh = writtenAt.get(peer);
    if (fresh === undefined) watch.look();
    if (fresh !== undefined && Math.abs(now - fresh) < keepContactMs) return;
    writtenAt.set(peer, now);
    book.noteContact(peer, instant(now)).catch((error: unknown) => log.warn({ error }, 'a contact was not noted'));
  };

  const answerPoke: LinkAnswer = async (from, body) => {
    if (!pokeCheck.Check(body)) throw refuse('link.malformed');
    if (book.find(from) === undefined || body.from !== from) throw refuse('link.stranger');
    if (book.get(from).cut) throw refuse('link.cut');
    live?.dialers.get(from)?.poke();
    return { heard: true };
  };

  const dialersFor = (client: LinkClient): ReadonlyMap<NodeId, Dialer> => {
    const exchange = options.faults?.(client.exchange) ?? client.exchange;
    const common = { clock, book, outbox, tidings, truth, exchange, timing, log, ownUrl, onContact };
    const superiors = book.all().filter((peer) => peer.relation === 'superior' && peer.url !== undefined);
    return new Map(superiors.map((peer) => [peer.node, createDialer({ ...common, superior: peer.node })]));
  };

  /** "We are back": subordinates that have a port of their own needn't wait out their back-off. */
  const poke = (peer: NodeId): void => {
    const known = book.get(peer);
    if (live === undefined || known.cut || known.relation !== 'subordinate' || known.url === undefined) return;
    void live.client.poke(known, live.stopping.signal);
  };

  const renewCertificate = async (): Promise<void> => {
    if (isNearExpiry(await readNodeCertificate(directory), clock.machine())) await options.renewCertificate?.();
    const certificate = await readNodeCertificate(directory);
    live?.client.renew(certificate);
    live?.server?.renew(certificate);
  };

  const open = async (): Promise<Live> => {
    const certificate = await readNodeCertificate(directory);
    const stopping = new AbortController();
    const client = createLinkClient({ node, answerMs: timing.answerMs }, certificate);
    const common = { node, clock, book, outbox, tidings, truth, onContact };
    const answerer = createExchangeAnswerer({ ...common, stopping: stopping.signal });
    const answers = { [linkPaths.exchange]: answerer.answer, [linkPaths.poke]: answerPoke };
    const server =
      listen === undefined
        ? undefined
        : createLinkServer({ listen, answers, onRefused: parts.refused.note, log }, certificate);
    port = await server?.start();
    const renewal = setInterval(() => {
      renewCertificate().catch((error: unknown) => log.error({ error }, 'the certificate was not renewed'));
    }, hourMs);
    return { stopping, client, server, answerer, dialers: dialersFor(client), renewal };
  };

  const settleDown = async ({ server, dialers }: Live): Promise<void> => {
    await Promise.all([...dialers.values()].map((dialer) => dialer.stop()));
    await server?.stop(false);
    await tidings.idle();
  };

  return {
    start: async () => {
      if (live !== undefined) return;
      live = await open();
      for (const [peer, dialer] of live.dialers) if (!book.get(peer).cut) dialer.start();
      for (const peer of book.all()) poke(peer.node);
      log.info({ node, port, peers: book.all().length }, 'linkage runs');
    },
    stop: async (graceMs) => {
      const ending = live;
      if (ending === undefined) return;
      live = undefined;
      clearInterval(ending.renewal);
      ending.stopping.abort();
      const settled = settleDown(ending);
      const grace = new AbortController();
      if (graceMs > 0) await Promise.race([settled, pause(graceMs, grace.signal)]);
      grace.abort();
      await ending.server?.stop(true);
      ending.client.close();
      port = undefined;
      settled.catch((error: unknown) => log.warn({ error }, 'linkage stopped roughly'));
    },
    wake: (to) => {
      live?.dialers.get(to)?.wake();
      live?.answerer.wake(to);
    },
    cut: async (peer) => {
      live?.answerer.wake(peer);
      await live?.dialers.get(peer)?.stop();
      watch.look();
    },
    mend: (peer) => {
      live?.dialers.get(peer)?.start();
      poke(peer);
      watch.look();
    },
    renewCertificate,
    port: () => port,
  };
};
