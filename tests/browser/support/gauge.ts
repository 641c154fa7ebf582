import assert from 'node:assert/strict';
import { nodeRoutes } from '@liandong/contract';
import { terminalSecret } from '@liandong/sample-city';
import { type Instant, toIso } from '@liandong/words';
import { clientOf, host, type TestFederation } from '../../support/federation.ts';

/** Sends one reading of depth as the gauge itself would, by HTTP with its token, at the city's node. */
export const sendDepth = async (
  { nodes, port }: TestFederation,
  code: string,
  depthCm: number,
  at: number = Date.now(),
): Promise<void> => {
  const token = await nodes[0]?.services.secret(terminalSecret(code));
  const response = await fetch(`http://${host}:${port}/v1/devices/me/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ts: at, values: { depthCm } }),
  });
  assert.equal(response.status, 200, await response.text());
};

/** Moves the city clocks of all three nodes to an instant, from where they go on at their usual pace. */
export const moveClocks = async ({ port }: TestFederation, city: Instant): Promise<void> => {
  for (const [index, node] of ['city', 'district', 'street'].entries()) {
    const call = await clientOf(port + index, `${node}-system`);
    await call(nodeRoutes.setClock, { body: { mode: 'replay', city: toIso(city), speed: 1 } });
  }
};
