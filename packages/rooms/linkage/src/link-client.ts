import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import type { PeerCertificate } from 'node:tls';
import {
  type ExchangeRequest,
  type ExchangeResponse,
  ExchangeResponseShape,
  linkPaths,
  linkProtocol,
} from '@liandong/contract';
import { type NodeId, refuse } from '@liandong/words';
import { Compile } from 'typebox/compile';
import type { NodeCertificate } from './authority.ts';
import { parseJson } from './json-guard.ts';
import { maxBodyBytes } from './link-limits.ts';
import type { Peer } from './peer-book.ts';

/** Asks a peer once; also the place where tests lose, double and mix up. */
export type Exchange = (peer: Peer, request: ExchangeRequest, signal: AbortSignal) => Promise<ExchangeResponse>;

export type LinkClient = {
  readonly exchange: Exchange;
  /** Tells a peer that we are back; true when it heard. */
  poke(peer: Peer, signal: AbortSignal): Promise<boolean>;
  renew(certificate: NodeCertificate): void;
  close(): void;
};

type Options = { readonly node: NodeId; readonly answerMs: number };

const connectionsPerPeer = 4;
const responseCheck = Compile(ExchangeResponseShape);

const codeOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null || !('code' in value) || typeof value.code !== 'string')
    return 'link.malformed';
  return /^[a-z][\w.-]{2,60}$/.test(value.code) ? value.code : 'link.malformed';
};

type Answer = { readonly status: number; readonly body: Buffer };

const send = (url: URL, options: RequestOptions, text: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = httpsRequest(url, options, (incoming) => {
      const parts: Buffer[] = [];
      let size = 0;
      incoming.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBodyBytes) incoming.destroy(refuse('link.too-large', { limitBytes: maxBodyBytes }));
        else parts.push(part);
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts) }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.on('close', () => reject(new Error('the connection closed early')));
    // A request that still waits for a connection is not told of its own end.
    options.signal?.addEventListener('abort', () => reject(new Error('given up')), { once: true });
    outgoing.end(text);
  });

/** Speaks to peers over TLS 1.3, showing our certificate and insisting on theirs. */
export const createLinkClient = ({ node, answerMs }: Options, first: NodeCertificate): LinkClient => {
  let certificate = first;
  const agents = new Map<NodeId, Agent>();
  let isClosed = false;

  const agentFor = (peer: NodeId): Agent => {
    const known = agents.get(peer);
    if (known !== undefined) return known;
    const { key, certificate: cert, authority: ca } = certificate;
    const agent = new Agent({
      keepAlive: true,
      maxSockets: connectionsPerPeer,
      maxCachedSessions: 0,
      key,
      cert,
      ca,
      minVersion: 'TLSv1.3',
      // Addresses change, behind NAT as well; the name that counts is the node's, vouched for by our own authority.
      checkServerIdentity: (_host: string, shown: PeerCertificate) =>
        shown.subject.CN === peer ? undefined : new Error(`the other end is not ${peer}`),
    });
    agents.set(peer, agent);
    return agent;
  };

  const post = async (
    peer: Peer,
    path: string,
    body: object,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<unknown> => {
    // A request that is already given up would still open a connection, which nobody closes.
    if (isClosed || signal.aborted) throw new Error('given up');
    if (peer.url === undefined) throw new Error(`no address of ${peer.node} is known`);
    const text = JSON.stringify(body);
    const answer = await send(
      new URL(path, peer.url),
      {
        method: 'POST',
        agent: agentFor(peer.node),
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs + answerMs)]),
      },
      text,
    );
    const value = parseJson(answer.body);
    if (answer.status !== 200) throw refuse(codeOf(value));
    return value;
  };

  const closeAgents = (): void => {
    for (const agent of agents.values()) agent.destroy();
    agents.clear();
  };

  return {
    exchange: async (peer, request, signal) => {
      const value = await post(peer, linkPaths.exchange, request, request.waitMs, signal);
      if (!responseCheck.Check(value)) throw refuse('link.malformed');
      if (value.protocol !== linkProtocol) throw refuse('link.unknown-protocol', { protocol: value.protocol });
      if (value.from !== peer.node || value.to !== node) throw refuse('link.stranger');
      return value;
    },
    poke: async (peer, signal) => {
      try {
        await post(peer, linkPaths.poke, { protocol: linkProtocol, from: node }, 0, signal);
        return true;
      } catch {
        // A poke is a courtesy: a peer that cannot be reached dials by itself in the end.
        return false;
      }
    },
    renew: (next) => {
      certificate = next;
      closeAgents();
    },
    close: () => {
      isClosed = true;
      closeAgents();
    },
  };
};
