import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { refuse } from '@liandong/words';
import type { FastifyInstance } from 'fastify';

const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const noPage = /^\/(api|v1|link|sta|ogc|assets)\//;

/** Serves a built single-page console: assets for a year (their names are hashes), the page with a fresh nonce. */
export const servePages = async (app: FastifyInstance, directory: string): Promise<void> => {
  const index = path.join(directory, 'index.html');
  await app.register(fastifyStatic, {
    root: path.join(directory, 'assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
  });
  app.get('/favicon.svg', { schema: { hide: true } }, (_request, reply) => reply.sendFile('favicon.svg', directory));
  app.setNotFoundHandler(async (request, reply) => {
    if (request.method !== 'GET' || noPage.test(request.url)) throw refuse('http.not-found', { path: request.url });
    const nonce = randomBytes(16).toString('base64');
    const html = (await readFile(index, 'utf8')).replaceAll('__NONCE__', nonce);
    return reply
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);
  });
};
