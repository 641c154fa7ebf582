import type { ActContext } from '@liandong/words';
import { refuse } from '@liandong/words';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { RouteAnswer, RouteRequest } from './answer.ts';
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

const makeRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
  checks: Checks,
  who: { session: Session | undefined; context: ActContext; sessionToken: string },
): RouteRequest<TSchema, TSchema, TSchema> => ({
  params: checks.params(request.params) as never,
  query: checks.query(request.query) as never,
  body: checks.body(request.body) as never,
  raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  headers: request.headers,
  ...who,
  ip: request.ip,
  setSessionCookie: cookieSetter(request, reply),
});

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
    bodyLimit: route.bodyLimit ?? 1024 * 1024,
    schema: documentation(one),
    validatorCompiler: () => () => true,
    serializerCompiler: () => (data) => JSON.stringify(data),
    handler: async (request, reply) => {
      const sessionToken = route.access === 'device' ? '' : tokenOf(request);
      const session = sessionToken === '' ? undefined : await options.identify(sessionToken);
      checkAccess(route.access, session);
      const context = options.contextOf(session, request.ip);
      const result = await one.handle(makeRequest(request, reply, checks, { session, context, sessionToken }));
      checks.response(result);
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
    },
  });
};
