import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { AlertView, CaseRow, LinkView, LiveFrame, TerminalPulse } from '@liandong/contract';
import { createHttpServer, type Session } from '@liandong/platform';
import { fakeClock, silentLog } from '@liandong/platform/testing';
import { brandId, type NodeId, type UserId } from '@liandong/words';
import { WebSocket } from 'ws';
import { createOneMap, type OneMapSource, type SlowLimits, type Timers } from '../src/index.ts';

type Cleanup = { after(run: () => Promise<void> | void): void };

const sessionOf = (grants: readonly (readonly [string, string])[], expiresAt = Number.MAX_SAFE_INTEGER): Session => ({
  userId: brandId<UserId>('u'),
  loginName: 'u',
  name: 'U',
  automatic: false,
  organisationIds: [],
  grants: grants.map(([right, jurisdictionCode]) => ({ right, jurisdictionCode })),
  expiresAt,
  roots: (right) => grants.filter(([held]) => held === right).map(([, code]) => code),
  may: (right, path) => grants.some(([held, code]) => held === right && path.includes(code)),
});

const everything = ['alert.read', 'case.read', 'terminal.read', 'link.read'] as const;
const all = (code: string) => sessionOf(everything.map((right) => [right, code] as const));

// The channel hands these through; only id, version and size matter here.
const alert = (id: string, version: number, note = '') => ({ id, version, ruleId: note }) as unknown as AlertView;
const caseRow = (id: string, version: number) => ({ id, version }) as unknown as CaseRow;
const link = (peer: string) => ({ peer, state: 'connected' }) as unknown as LinkView;
const pulse = (id: string, values: Record<string, number>): TerminalPulse => ({ id, state: 'fresh', at: 1, values });

/** Time that tests move: a timer runs when its time has come. */
const fakeTimers = () => {
  const clock = fakeClock();
  const waiting = new Set<{ at: number; readonly every: number | undefined; readonly run: () => void }>();
  const add = (ms: number, run: () => void, every?: number) => {
    const timer = { at: clock.machine() + ms, every, run };
    waiting.add(timer);
    return () => void waiting.delete(timer);
  };
  const timers: Timers = { after: (ms, run) => add(ms, run), every: (ms, run) => add(ms, run, ms) };
  const moveMs = (durationMs: number): void => {
    for (let left = durationMs; left > 0; left -= 50) {
      clock.moveMs(50);
      for (const timer of [...waiting].filter((one) => one.at <= clock.machine())) {
        if (timer.every === undefined) waiting.delete(timer);
        else timer.at += timer.every;
        timer.run();
      }
    }
  };
  return { clock, timers, moveMs };
};

const createSource = () => {
  const heard: Partial<Record<'alert' | 'case' | 'pulse' | 'links' | 'sessions', (...told: never[]) => void>> = {};
  const hear = (name: keyof typeof heard) => (listener: (...told: never[]) => void) => {
    heard[name] = listener;
    return () => delete heard[name];
  };
  const clock = { speed: 1 };
  const source = {
    onAlert: hear('alert'),
    onCase: hear('case'),
    onPulse: hear('pulse'),
    onLinks: hear('links'),
    onSessionsChanged: hear('sessions'),
    cityClock: () => ({ city: Date.UTC(2023, 8, 29), speed: clock.speed }),
  } as unknown as OneMapSource;
  const tell = (name: keyof typeof heard, ...told: unknown[]): void => heard[name]?.(...(told as never[]));
  return { source, tell };
};

type Console = {
  readonly ws: WebSocket;
  readonly frames: LiveFrame[];
  /** Waits until a frame fits. */
  until(fits: (frame: LiveFrame) => boolean): Promise<LiveFrame>;
  readonly closed: Promise<number>;
};

const openConsole = async (url: string, token: string, port: number, options: object = {}): Promise<Console> => {
  const ws = new WebSocket(url, { headers: { cookie: `liandong_session_${port}=${token}` }, ...options });
  const frames: LiveFrame[] = [];
  const waiting = new Set<() => void>();
  ws.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as LiveFrame);
    for (const check of waiting) check();
  });
  const closed = new Promise<number>((resolve) => ws.on('close', resolve));
  ws.on('error', () => undefined);
  const until = (fits: (frame: LiveFrame) => boolean) =>
    new Promise<LiveFrame>((resolve) => {
      const check = (): void => {
        const found = frames.find(fits);
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  await once(ws, 'open');
  await until((frame) => frame.seq === 1);
  return { ws, frames, until, closed };
};

/** A node with the live channel on a real socket; sessions by their token. */
const openNode = async (t: Cleanup, given: Record<string, Session>, slowLimits?: SlowLimits) => {
  const sessions = new Map(Object.entries(given));
  const { clock, timers, moveMs } = fakeTimers();
  const { source, tell } = createSource();
  const tokenOf = (session: Session) => Array.from(Object.entries(given)).find(([, one]) => one === session)?.[0] ?? '';
  const map = createOneMap({
    source,
    clock,
    timers,
    log: silentLog,
    refresh: async (session) => sessions.get(tokenOf(session)),
    ...(slowLimits === undefined ? {} : { slowLimits }),
  });
  const server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    log: silentLog,
    title: 'test',
    version: '0',
    answers: [],
    refusals: {},
    identify: async (token) => sessions.get(token),
    contextOf: () => ({ actor: { kind: 'system', id: 's', name: 's' }, node: brandId<NodeId>('n'), exercise: false }),
    upgrades: [map.upgrade],
  });
  const { port } = await server.start();
  map.start();
  t.after(async () => {
    await map.stop();
    await server.stop();
  });
  const url = `ws://127.0.0.1:${port}${map.upgrade.path}`;
  const open = (token: string, options: object = {}) => openConsole(url, token, port, options);
  return { map, tell, moveMs, open, sessions, url, port };
};

const codeOf = async (url: string, headers: Record<string, string>): Promise<number> => {
  const ws = new WebSocket(url, { headers });
  ws.on('error', () => undefined);
  const [, response] = await once(ws, 'unexpected-response');
  ws.terminate();
  return response.statusCode;
};

const ids = (things: readonly { readonly id: string }[] | undefined) => (things ?? []).map((thing) => thing.id).sort();

describe('the live channel', () => {
  it('lets in nobody without a session and no page of another site', async (t) => {
    const { url, port } = await openNode(t, { good: all('C') });
    assert.equal(await codeOf(url, {}), 401);
    assert.equal(await codeOf(url, { cookie: `liandong_session_${port}=wrong` }), 401);
    const cookie = `liandong_session_${port}=good`;
    assert.equal(await codeOf(url, { cookie, origin: 'http://elsewhere.example' }), 403);
  });

  it('tells each console only what its person may see where', async (t) => {
    const node = await openNode(t, {
      city: all('C'),
      d1: all('D1'),
      alertsOnly: sessionOf([['alert.read', 'C']]),
    });
    const [city, d1, alertsOnly] = await Promise.all([node.open('city'), node.open('d1'), node.open('alertsOnly')]);
    node.tell('alert', alert('a1', 1), ['C', 'D1']);
    node.tell('alert', alert('a2', 1), ['C', 'D2']);
    node.tell('case', caseRow('c1', 1), ['C', 'D1', 'S1']);
    node.tell('case', caseRow('c2', 1), ['C', 'D2']);
    node.tell('pulse', [
      { thing: pulse('t1', { depth: 3 }), path: ['C', 'D1'] },
      { thing: pulse('t2', { depth: 4 }), path: ['C', 'D2'] },
    ]);
    node.tell('links', [link('street')]);
    node.moveMs(250);
    const seen = async (one: Console) => {
      const frame = await one.until(({ seq }) => seq === 2);
      return [ids(frame.alerts), ids(frame.cases), ids(frame.terminals), frame.links?.length ?? 0];
    };
    assert.deepEqual(await seen(city), [['a1', 'a2'], ['c1', 'c2'], ['t1', 't2'], 1]);
    assert.deepEqual(await seen(d1), [['a1'], ['c1'], ['t1'], 1]);
    assert.deepEqual(await seen(alertsOnly), [['a1', 'a2'], [], [], 0]);
  });

  it('sends no more than four frames a second, with the newest of everything, and a clock every second', async (t) => {
    const node = await openNode(t, { city: all('C') });
    const city = await node.open('city');
    for (let version = 1; version <= 40; version += 1) {
      node.tell('alert', alert('a', version === 40 ? 38 : version), ['C']);
      node.tell('pulse', [{ thing: pulse('t', version === 20 ? { rain: 7 } : { depth: version }), path: ['C'] }]);
      node.moveMs(50);
    }
    node.moveMs(250);
    const last = await city.until((frame) => frame.alerts?.some((one) => one.version === 39) === true);
    assert.equal(last.seq <= 11, true, `${last.seq} frames within two and a quarter seconds`);
    assert.deepEqual(
      city.frames.map((frame) => frame.seq),
      city.frames.map((_, index) => index + 1),
      'no number is left out',
    );
    const rain = city.frames.find((frame) => frame.terminals?.[0]?.values.rain === 7);
    assert.notEqual(rain?.terminals?.[0]?.values.depth, undefined, 'two pulses of one terminal become one');
    const before = last.seq;
    node.moveMs(3_000);
    const quiet = await city.until((frame) => frame.seq === before + 3);
    assert.deepEqual(Object.keys(quiet).sort(), ['clock', 'epoch', 'seq']);
  });

  it('puts off status for a slow line, never alerts, and makes up for it later', async (t) => {
    const limits = { putOffBytes: 64 * 1024, cutBytes: 512 * 1024 * 1024 };
    const node = await openNode(t, { city: all('C') }, limits);
    const city = await node.open('city');
    city.ws.pause();
    const big = 'x'.repeat(500_000);
    for (let n = 1; n <= 40; n += 1) {
      node.tell('alert', alert(`a${n}`, 1, big), ['C']);
      node.tell('pulse', [{ thing: pulse('t', { depth: n, [`only${n}`]: n }), path: ['C'] }]);
      node.moveMs(250);
    }
    city.ws.resume();
    await city.until((frame) => frame.alerts?.some((one) => one.id === 'a40') === true);
    assert.equal(new Set(city.frames.flatMap((frame) => ids(frame.alerts))).size, 40, 'every alert came');
    const early = city.frames.filter((frame) => frame.terminals !== undefined).length;
    assert.equal(early < 40, true, 'some status was put off');
    node.moveMs(1_000);
    const made = await city.until((frame) => frame.terminals?.[0]?.values.depth === 40);
    assert.equal(made.alerts, undefined);
    const values = city.frames.flatMap((frame) => Object.keys(frame.terminals?.[0]?.values ?? {}));
    assert.equal(new Set(values).size, 41, 'no value was lost');
  });

  it('cuts a line that is too slow, so that it asks for everything again', async (t) => {
    const node = await openNode(t, { city: all('C') }, { putOffBytes: 1024, cutBytes: 256 * 1024 });
    const city = await node.open('city');
    city.ws.pause();
    for (let n = 1; n <= 40; n += 1) {
      node.tell('alert', alert(`a${n}`, 1, 'x'.repeat(500_000)), ['C']);
      node.moveMs(250);
    }
    city.ws.resume();
    assert.equal(await city.closed, 4001);
  });

  it('ends with the session and when rights change', async (t) => {
    const clockStart = Date.UTC(2026, 2, 2, 1);
    const short = sessionOf([['alert.read', 'C']], clockStart + 5_000);
    const node = await openNode(t, { gone: all('C'), changed: all('C'), stays: all('C'), short });
    const [gone, changed, stays, expiring] = await Promise.all([
      node.open('gone'),
      node.open('changed'),
      node.open('stays'),
      node.open('short'),
    ]);
    node.sessions.delete('gone');
    node.sessions.set('changed', all('D1'));
    node.tell('sessions');
    assert.equal(await gone.closed, 4002);
    assert.equal(await changed.closed, 4003);
    node.moveMs(6_000);
    assert.equal(await expiring.closed, 4002);
    assert.equal(stays.ws.readyState, WebSocket.OPEN);
  });

  it('lets go of a line that gives no sign of life', async (t) => {
    const node = await openNode(t, { city: all('C') });
    const [dead, alive] = [await node.open('city', { autoPong: false }), await node.open('city')];
    const pinged = once(alive.ws, 'ping');
    node.moveMs(30_000);
    await pinged;
    // Its answer to the ping has arrived when the answer to a later question comes back.
    await new Promise<void>((resolve) => alive.ws.ping('', undefined, () => alive.ws.once('pong', () => resolve())));
    node.moveMs(30_000);
    assert.equal(await dead.closed, 1006);
    assert.equal(alive.ws.readyState, WebSocket.OPEN);
    assert.equal(node.map.consoles(), 1);
  });
});
