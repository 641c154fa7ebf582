import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Route } from '@liandong/contract';
import * as contract from '@liandong/contract';
import { host, startTestFederation } from '../support/federation.ts';

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

/** Every route of the contract, whichever file it stands in. */
const routes = Object.values(contract)
  .flatMap((part): readonly unknown[] => (typeof part === 'object' && part !== null ? Object.values(part) : []))
  .filter(isRoute);

const urlOf = (port: number, route: Route): string =>
  `http://${host}:${port}${route.path.replace(':act', 'comment').replaceAll(/:\w+/g, 'x')}`;

const ask = (port: number, route: Route, headers: Record<string, string> = {}) =>
  fetch(urlOf(port, route), {
    method: route.method,
    headers: { ...headers, ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }) },
    ...(route.method === 'GET' ? {} : { body: '{}' }),
  });

describe('the routes of a node', async () => {
  it('are all refused to somebody without the right, and all written in OpenAPI', async (t) => {
    assert.ok(routes.length > 30, 'routes of the contract were found');
    const { port } = await startTestFederation(t);
    const document = (await (await fetch(`http://${host}:${port}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    // The audit administrator may read the audit chain and nothing else.
    const cookie = await sessionOf(port, 'city-audit');
    for (const route of routes) {
      const name = `${route.method} ${route.path}`;
      const documented = document.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')];
      assert.ok(documented?.[route.method.toLowerCase()], `${name} stands in OpenAPI`);
      if (route.access === 'public') continue;
      assert.equal((await ask(port, route)).status, 401, `${name} without a session`);
      if (route.access === 'signed-in' || route.access === 'device' || route.access === 'audit.read') continue;
      assert.equal((await ask(port, route, { cookie })).status, 403, `${name} without the right ${route.access}`);
    }
  });
});

const sessionOf = async (port: number, loginName: string): Promise<string> => {
  const response = await fetch(`http://${host}:${port}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName, password: 'liandong-demo' }),
  });
  assert.equal(response.status, 200);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
};
