import { Readable, Transform } from 'node:stream';
import type { ActContext } from '@liandong/words';
import { refuse } from '@liandong/words';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Bytes, type RouteAnswer, type RouteRequest } from './answer.ts';
import { type Check, compileAnswerCheck, compileCheck } from './checks.ts';
import { type HttpServerOptions, sessionCookieOf } from './server.ts';
import type { Session } from './session.ts';

type Checks = {
  readonly params: Check;
  readonly query: Check;
  readonly body: Check;
  readonly response: (value: unknown) => void;
};

const hasShape = (schema: TSchema): boolean => Object.keys(schema).length > 0;

/** Only what OpenAPI should show; checking is ours. */
const documentation = ({ route }: RouteAnswer): Record<string, unknown> => ({
  summary: route.summary,
  tags: [route.tag],
  description: `Access: ${route.access}`,
  ...(hasShape(route.params) ? { params: route.params } : {}),
  ...(hasShape(route.query) ? { querystring: route.query } : {}),
  ...(hasShape(route.body) && route.method !== 'GET' ? { body: route.body } : {}),
  response: { 200: hasShape(route.response) ? route.response : { type: 'object' } },
});

const checkAccess = (access: string, session: Session | undefined): void => {
  if (access === 'public' || access === 'device') return;
  if (session === undefined) throw refuse('http.not-signed-in');
  if (access !== 'signed-in' && session.roots(access).length === 0) throw refuse('http.no-right', { right: access });
};

const tokenOf = (request: FastifyRequest): string =>
  request.cookies[sessionCookieOf(request.socket.localPort ?? 0)] ?? '';

const cookieSetter = (request: FastifyRequest, reply: FastifyReply) => (token: string | undefined) => {
  const name = sessionCookieOf(request.socket.localPort ?? 0);
  const how = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  if (token === undefined) reply.clearCookie(name, how);
  else reply.setCookie(name, token, how);
};

/** Passes a body on and fails once it is longer than allowed. */
const limited = (request: FastifyRequest, limit: number): Readable => {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw refuse('http.too-large', { limit });
  if (!(request.body instanceof Readable)) return Readable.from([]);
  let seen = 0;
  const gate = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      seen += chunk.length;
      if (seen > limit) done(refuse('http.too-large', { limit }));
      else done(null, chunk);
    },
  });
  request.body.once('error', (error) => gate.destroy(error));
  return request.body.pipe(gate);
};

const usualBodyLimit = 1024 * 1024;

const makeRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
  checks: Checks,
  who: { session: Session | undefined; context: ActContext; sessionToken: string; stream: Readable },
): RouteRequest<TSchema, TSchema, TSchema> => ({
  params: checks.params(request.params) as never,
  query: checks.query(request.query) as never,
  body: checks.body(request.body instanceof Readable ? undefined : request.body) as never,
  raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  headers: request.headers,
  ...who,
  ip: request.ip,
  setSessionCookie: cookieSetter(request, reply),
});

/** A browser that has it already, by its tag, gets no second copy. */
const sendBytes = (request: FastifyRequest, reply: FastifyReply, { data, type, headers }: Bytes): FastifyReply => {
  reply.headers(headers).type(type);
  if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag) return reply.code(304).send();
  return data.length === 0 ? reply.code(204).send() : reply.send(data);
};

/** Puts one answered route on the server: right first, then shape, then the room. */
export const addRoute = (scope: FastifyInstance, one: RouteAnswer, options: HttpServerOptions): void => {
  const { route } = one;
  const checks: Checks = {
    params: compileCheck(route.params, 'params'),
    query: compileCheck(route.query, 'query'),
    body: compileCheck(route.body, 'body'),
    response: options.checkAnswers === true ? compileAnswerCheck(route.response, route.path) : () => undefined,
  };
  scope.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? usualBodyLimit,
    schema: documentation(one),
    validatorCompiler: () => () => true,
    serializerCompiler: () => (data) => JSON.stringify(data),
    handler: async (request, reply) => {
      const sessionToken = route.access === 'device' ? '' : tokenOf(request);
      const session = sessionToken === '' ? undefined : await options.identify(sessionToken);
      checkAccess(route.access, session);
      const context = options.contextOf(session, request.ip);
      const stream = route.upload === true ? limited(request, route.bodyLimit ?? usualBodyLimit) : Readable.from([]);
      const result = await one.handle(makeRequest(request, reply, checks, { session, context, sessionToken, stream }));
      if (result instanceof Bytes) return sendBytes(request, reply, result);
      checks.response(result);
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
    },
  });
};
