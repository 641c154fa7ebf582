import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import fastifyCookie from '@fastify/cookie';
import fastifySwagger from '@fastify/swagger';
import { type RefusalList, refuse } from '@liandong/words';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { addRoute } from './add-route.ts';
import type { RouteAnswer } from './answer.ts';
import { servePages } from './pages.ts';
import { problemSender } from './problems.ts';
import { httpRefusals } from './refusals.ts';
import type { ContextOf, Identify, Session } from './session.ts';

/** A path that leaves HTTP for another protocol, e.g. a WebSocket. */
export type Upgrade = {
  readonly path: string;
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, session: Session): void;
};

export type HttpServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly title: string;
  readonly version: string;
  readonly answers: readonly RouteAnswer[];
  readonly refusals: RefusalList;
  readonly identify: Identify;
  readonly contextOf: ContextOf;
  readonly upgrades?: readonly Upgrade[];
  /** Built console; none when absent. */
  readonly pages?: string;
  /** Hold every answer against its shape (tests). */
  readonly checkAnswers?: boolean;
};

export type HttpServer = {
  readonly app: FastifyInstance;
  start(): Promise<{ readonly port: number }>;
  stop(): Promise<void>;
};

export const sessionCookieName = 'liandong_session';

const cookieOf = (header: string | undefined, name: string): string => {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim());
  }
  return '';
};

/** Ports differ between the nodes of one machine and cookies don't know ports, so the port is part of the name. */
export const sessionCookieOf = (port: number): string => `${sessionCookieName}_${port}`;

const isForeign = (origin: string | undefined, host: string | undefined): boolean => {
  if (origin === undefined || host === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
};

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
} as const;

const takeUpgrades = (app: FastifyInstance, options: HttpServerOptions): void => {
  const byPath = new Map((options.upgrades ?? []).map((upgrade) => [upgrade.path, upgrade]));
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuseUpgrade = (status: string): void => {
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    socket.on('error', () => socket.destroy());
    const upgrade = byPath.get((request.url ?? '').split('?')[0] ?? '');
    if (upgrade === undefined) return refuseUpgrade('404 Not Found');
    if (isForeign(request.headers.origin, request.headers.host)) return refuseUpgrade('403 Forbidden');
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : options.port;
    options
      .identify(cookieOf(request.headers.cookie, sessionCookieOf(port)))
      .then((session) => {
        if (session === undefined) refuseUpgrade('401 Unauthorized');
        else upgrade.accept(request, socket, head, session);
      })
      .catch((error: unknown) => {
        options.log.error({ err: error }, 'upgrade failed');
        refuseUpgrade('500 Internal Server Error');
      });
  });
};

/** The HTTP edge of a node: routes of the contract, rights, refusals, OpenAPI 3.1, the console's pages. */
export const createHttpServer = (options: HttpServerOptions): HttpServer => {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: false,
    // A file of hundreds of megabytes may come over a slow line; headers have a minute (Node's own limit).
    requestTimeout: 15 * 60_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });

  const build = async (): Promise<void> => {
    app.setErrorHandler(problemSender({ ...httpRefusals, ...options.refusals }));
    await app.register(fastifyCookie);
    await app.register(fastifySwagger, {
      openapi: {
        openapi: '3.1.0',
        info: { title: options.title, version: options.version, license: { name: 'Apache-2.0' } },
      },
    });
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(securityHeaders);
    });
    app.addHook('onRequest', async (request) => {
      if (request.method !== 'GET' && isForeign(request.headers.origin, request.headers.host))
        throw refuse('http.foreign-origin');
    });
    await app.register(async (scope) => {
      for (const one of options.answers)
        if (one.route.access !== 'device' && one.route.upload !== true) addRoute(scope, one, options);
    });
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      for (const one of options.answers) if (one.route.upload === true) addRoute(scope, one, options);
    });
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      for (const one of options.answers) if (one.route.access === 'device') addRoute(scope, one, options);
    });
    app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
    if (options.pages !== undefined) await servePages(app, options.pages);
    else app.setNotFoundHandler((request) => Promise.reject(refuse('http.not-found', { path: request.url })));
    takeUpgrades(app, options);
  };

  return {
    app,
    start: async () => {
      await build();
      await app.listen({ host: options.host, port: options.port });
      const address = app.server.address();
      return { port: typeof address === 'object' && address !== null ? address.port : options.port };
    },
    stop: async () => {
      await app.close();
    },
  };
};
