import { type ApiCall, type CaseRow, createClient, type LiveFrame, livePath, peopleRoutes } from '@liandong/contract';
import { sessionCookieOf } from '@liandong/platform';
import { demonstrationPassword } from '@liandong/sample-city';
import { WebSocket } from 'ws';
import { host } from '../../support/federation.ts';

export type LiveEar = {
  readonly call: ApiCall;
  close(): void;
};

/** Logs in and listens on the live channel as a console does; `onCase` hears every row that changed. */
export const openLiveEar = async (
  port: number,
  loginName: string,
  onCase: (row: CaseRow, call: ApiCall) => void,
): Promise<LiveEar> => {
  const origin = `http://${host}:${port}`;
  let cookie = '';
  const call = createClient(origin, async (address, init) => {
    const response = await fetch(address, { ...init, headers: { ...init.headers, cookie } });
    const set = response.headers.get('set-cookie');
    if (set?.startsWith(sessionCookieOf(port)) === true) cookie = set.split(';')[0] ?? '';
    return response;
  });
  await call(peopleRoutes.login, { body: { loginName, password: demonstrationPassword } });
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${livePath}`, { headers: { cookie, origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as LiveFrame;
    for (const row of frame.cases ?? []) onCase(row, call);
  });
  return { call, close: () => socket.close() };
};
