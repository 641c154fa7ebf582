import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type PeerCertificate, TLSSocket } from 'node:tls';
import { brandId, type NodeId, Refusal, refuse } from '@liandong/words';
import type { NodeCertificate } from './authority.ts';
import { parseJson } from './json-guard.ts';
import { maxBodyBytes, maxConnections } from './link-limits.ts';
import type { LinkLog } from './log.ts';
import { type LinkageRefusalCode, linkageRefusals } from './refusals.ts';

export type ListenOptions = { readonly host: string; readonly port: number };
/** Answers one question of an authenticated node. */
export type LinkAnswer = (from: NodeId, body: unknown, signal: AbortSignal) => Promise<object>;

export type LinkServer = {
  /** @returns the port it listens on */
  start(): Promise<number>;
  renew(certificate: NodeCertificate): void;
  /** Takes nothing new, lets answers go out; `at once` cuts every connection. */
  stop(atOnce: boolean): Promise<void>;
};

type Options = {
  readonly listen: ListenOptions;
  readonly answers: Readonly<Record<string, LinkAnswer>>;
  /** Told of everything that was refused: by whom (as far as known) and why. */
  readonly onRefused: (claimed: string, code: string) => void;
  readonly log: LinkLog;
};

/** A peer that sends its bytes one by one must not keep a connection busy. */
const limits = {
  headersTimeout: 5_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
};

const secure = ({ key, certificate, authority }: NodeCertificate) => ({ key, cert: certificate, ca: authority });

/** Who stands at the other end, by the certificate; '' when there is none, or nobody any more. */
const nameShown = (socket: Duplex): string => {
  if (!(socket instanceof TLSSocket)) return '';
  const shown: PeerCertificate | null = socket.getPeerCertificate();
  return typeof shown?.subject?.CN === 'string' ? shown.subject.CN : '';
};

/** What a connection died of before it said anything sensible; undefined when it was only torn. */
const faultOf = (error: NodeJS.ErrnoException): LinkageRefusalCode | undefined => {
  const { code = '' } = error;
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP_')) return 'link.malformed';
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'link.stranger' : undefined;
};

const whoIs = (request: IncomingMessage): NodeId => {
  const { socket } = request;
  if (!(socket instanceof TLSSocket) || !socket.authorized || nameShown(socket) === '') throw refuse('link.stranger');
  return brandId<NodeId>(nameShown(socket));
};

const tooLarge = (): Refusal => refuse('link.too-large', { limitBytes: maxBodyBytes });

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  if (request.headers['content-encoding'] !== undefined) throw refuse('link.malformed', { reason: 'compressed' });
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > maxBodyBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const statusOf = (code: string): number =>
  Object.entries(linkageRefusals).find(([name]) => name === code)?.[1].status ?? 422;

const reply = (response: ServerResponse, status: number, body: object): void => {
  const text = JSON.stringify(body);
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
};

/** A refused body is not read to its end: the connection goes once the answer is out. */
const replyRefusal = (request: IncomingMessage, response: ServerResponse, refusal: Refusal): void => {
  if (response.headersSent || response.destroyed) return;
  if (!request.complete) {
    response.setHeader('connection', 'close');
    response.once('finish', () => setTimeout(() => request.socket.destroy(), 200).unref());
  }
  reply(response, statusOf(refusal.code), { code: refusal.code, data: refusal.data });
};

/** The link port: TLS 1.3, both sides show certificates of the same authority. */
export const createLinkServer = ({ listen, answers, onRefused, log }: Options, first: NodeCertificate): LinkServer => {
  let isStopping = false;
  let ended: Promise<void> | undefined;
  /** Those in the middle of the handshake too, which the HTTP server doesn't know yet. */
  const sockets = new Set<Socket>();

  const answerFor = async (request: IncomingMessage, signal: AbortSignal): Promise<object> => {
    const from = whoIs(request);
    const path = request.url ?? '';
    const answer = request.method === 'POST' && Object.hasOwn(answers, path) ? answers[path] : undefined;
    if (answer === undefined) throw refuse('link.unknown-path');
    return answer(from, parseJson(await readBody(request)), signal);
  };

  const refused = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
    const claimed = nameShown(request.socket);
    const refusal = error instanceof Refusal ? error : refuse('link.defect');
    if (refusal !== error) log.error({ peer: claimed, error }, 'an exchange failed');
    onRefused(claimed, refusal.code);
    replyRefusal(request, response, refusal);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      const answer = await answerFor(request, gone.signal);
      if (isStopping) response.setHeader('connection', 'close');
      reply(response, 200, answer);
    } catch (error) {
      // Who has hung up is told nothing.
      if (error instanceof Refusal || !gone.signal.aborted) refused(request, response, error);
    }
  };

  // Strangers get through the handshake only to be told so; nothing of theirs is read.
  const open = (): Server =>
    createServer(
      { ...secure(first), ...limits, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false },
      (request, response) => void handle(request, response),
    );
  const server = open();
  server.maxConnections = maxConnections;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Not our TLS, not HTTP, or too slow.
  server.on('clientError', (error, socket) => {
    const code = faultOf(error);
    if (code !== undefined) onRefused(nameShown(socket), code);
    socket.destroy();
  });

  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(listen.port, listen.host, () => {
          server.off('error', reject);
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : listen.port);
        });
      }),
    renew: (certificate) => server.setSecureContext({ ...secure(certificate), minVersion: 'TLSv1.3' }),
    stop: (atOnce) => {
      isStopping = true;
      ended ??= new Promise((resolve) => {
        if (server.listening) server.close(() => resolve());
        else resolve();
      });
      if (atOnce) for (const socket of sockets) socket.destroy();
      else server.closeIdleConnections();
      return ended;
    },
  };
};
