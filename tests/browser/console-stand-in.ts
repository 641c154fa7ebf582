// A stand-in for a node while the console is being drawn: canned, invented data, nothing is kept. Never shipped.
//   node tests/browser/console-stand-in.ts --port 5180 [--points] [--replay] [--dist DIR]
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseView, LiveFrame, Problem } from '@liandong/contract';
import { type CaseAct, caseStatuses, isOpen } from '@liandong/laws';
import { WebSocketServer } from 'ws';
import { act, cases, rowOf } from './console-stand-in-cases.ts';
import * as city from './console-stand-in-city.ts';
import * as desk from './console-stand-in-desk.ts';
import { groundState, tileAt } from './console-stand-in-ground.ts';

const data = { ...city, ...desk };
const { assetKinds, assets } = city;

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '5180' },
    points: { type: 'boolean' },
    replay: { type: 'boolean' },
    dist: { type: 'string', default: join(import.meta.dirname, '../../apps/console/dist') },
  },
});
const { dist } = options;
const speed = options.replay === true ? 60 : 1;
const cityNow = (): number => data.start + (Date.now() - data.start) * speed;

const csp = (nonce: string): string =>
  `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
  "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const kinds: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};

const serveFile = async (path: string, response: ServerResponse): Promise<void> => {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('content-security-policy', csp(nonce));
  response.setHeader('x-content-type-options', 'nosniff');
  const file = normalize(path).replace(/^(\.\.[/\\])+/, '');
  const found = extname(file) === '' ? undefined : await readFile(join(dist, file)).catch(() => undefined);
  if (found !== undefined) {
    response.setHeader('content-type', kinds[extname(file)] ?? 'application/octet-stream');
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.end(found);
    return;
  }
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page.replaceAll('__NONCE__', nonce));
};

const refusal = (
  status: number,
  code: string,
  hans: string,
  hant: string,
  en: string,
): { status: number; body: Problem } => ({
  status,
  body: {
    type: `urn:liandong:refusal:${code}`,
    title: en,
    status,
    code,
    texts: { 'zh-Hans': hans, 'zh-Hant': hant, en },
  },
});

const series = (id: string, from: number, to: number) => {
  const at: number[] = [];
  const value: number[] = [];
  const grave = data.alerts.find((alert) => alert.terminalId === id)?.value ?? 6;
  const span = to - from;
  for (let t = from; t <= to; t += Math.max(60_000, span / 900)) {
    const x = (t - from) / span;
    if (x > 0.38 && x < 0.46) continue;
    at.push(Math.round(t));
    value.push(
      Math.max(0, Math.round(10 * (grave * (1 / (1 + Math.exp(-18 * (x - 0.8)))) + 2 * Math.sin(40 * x) ** 2)) / 10),
    );
  }
  return { characteristic: 'depth', unit: 'cm', at, value, quality: at.map(() => 0), truncated: false };
};

/** Without polygons the sample stands where New York is. */
const moved = <One extends { readonly place: { readonly lon: number; readonly lat: number } }>(one: One): One =>
  options.points === true
    ? {
        ...one,
        place: { ...one.place, lon: -73.94 + (one.place.lon - 113.3) * 1.1, lat: 40.7 + (one.place.lat - 23.1) },
      }
    : one;
const terminals = data.terminals.map(moved);
const jurisdictions =
  options.points === true ? data.jurisdictions.map(({ geometry: _, ...one }) => one) : data.jurisdictions;
const nodeNow = () => ({
  ...data.node,
  clock: { city: data.iso(cityNow()), machine: data.iso(Date.now()), speed, mode: speed === 1 ? 'machine' : 'replay' },
});

const audit = Array.from({ length: 60 }, (_, i) => ({
  seq: 60 - i,
  at: data.iso(data.start - i * 61_000),
  recordedAt: data.iso(data.start - i * 61_000 + 12),
  type: i % 3 === 0 ? 'AlertRaised@1' : 'CaseFiled@1',
  actor: { kind: 'user', id: 'u-1', name: '周明远' },
  node: 'city',
  objectKind: 'case',
  objectId: `c-${i % 8}`,
  body: { caseId: `c-${i % 8}`, note: 'sample' },
  hash: randomBytes(32).toString('hex'),
}));

const gets: Readonly<Record<string, (query: URLSearchParams, id: string) => unknown>> = {
  '/api/v1/node': nodeNow,
  '/api/v1/session': () => data.session,
  '/api/v1/jurisdictions': () => jurisdictions,
  '/api/v1/ground': groundState,
  '/api/v1/assets/kinds': () => assetKinds,
  '/api/v1/assets': (query) => assets.filter((one) => one.kind === query.get('kind')),
  '/api/v1/terminals': () => terminals,
  '/api/v1/terminals/:id': (_, id) => terminals.find((one) => one.id === id),
  '/api/v1/terminals/:id/readings': (query, id) => series(id, Date.parse(query.get('from') ?? ''), cityNow()),
  '/api/v1/terminal-types': () => data.terminalTypes,
  '/api/v1/alerts': () => data.alerts.map(moved),
  '/api/v1/alerts/:id': (_, id) => data.alerts.find((one) => one.id === id),
  '/api/v1/alert-rules': () => data.rules,
  '/api/v1/cases': () =>
    cases
      .filter((one) => isOpen(one.status))
      .map(rowOf)
      .map(moved),
  '/api/v1/cases/figures': () => ({
    open: cases.filter((one) => isOpen(one.status)).length,
    overdue: 1,
    roots: cases.length,
    byStatus: Object.fromEntries(
      caseStatuses.map((status) => [status, cases.filter((one) => one.status === status).length]),
    ),
  }),
  '/api/v1/cases/:id': (_, id) => cases.find((one) => one.id === id),
  '/api/v1/case-classes': () => data.classes,
  '/api/v1/links': () =>
    data.links.map((link) =>
      link.state === 'connected' ? { ...link, lastContactAt: data.iso(Date.now() - 2000) } : link,
    ),
  '/api/v1/organisations': () => data.organisations,
  '/api/v1/posts': () => data.posts,
  '/api/v1/users': () => data.users,
  '/api/v1/audit': () => audit,
  '/api/v1/ingest': () => ({
    accepted: 184_220,
    duplicates: 312,
    deadLetters: 7,
    byReason: { 'reading.not-a-number': 4, 'terminal.unknown': 3 },
  }),
  '/api/v1/ingest/dead-letters': () => [
    {
      id: 'd-1',
      at: data.iso(data.start - 90_000),
      source: 'mqtt',
      code: 'reading.not-a-number',
      text: 'value is not a finite number',
      payload: '{"depth":"NaN"}',
    },
  ],
};

const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
};

const live = new WebSocketServer({ noServer: true });
let seq = 0;
const send = (frame: Omit<LiveFrame, 'epoch' | 'seq'>): void => {
  seq += 1;
  const text = JSON.stringify({ epoch: 'stand-in', seq, ...frame });
  for (const client of live.clients) client.send(text);
};

type Order = {
  readonly method: string;
  readonly id: string;
  readonly deed: string;
  readonly name: string;
  readonly body: Record<string, unknown>;
};
type Answer = { status: number; body: unknown };
const ok = (body: unknown): Answer => ({ status: 200, body });

const orders: Readonly<Record<string, (order: Order) => Answer | undefined>> = {
  session: ({ method, body }) => {
    if (method === 'POST' && body.password !== 'demo')
      return refusal(
        401,
        'people.wrong-credentials',
        '登录名或密码不对',
        '登入名稱或密碼不正確',
        'Wrong log-in name or password',
      );
    return ok(method === 'DELETE' ? {} : data.session);
  },
  cases: ({ id, deed, name, body }) => {
    const one = cases.find((other) => other.id === id);
    if (one === undefined || deed !== 'acts') return ok(cases[0]);
    if (body.version !== one.version)
      return refusal(409, 'case.version', '案件已变化', '案件已變更', 'The case has changed');
    const next: CaseView = act(one, name as CaseAct, body as never);
    send({ cases: [rowOf(next)] });
    return ok(next);
  },
  alerts: ({ id }) => {
    const at = data.alerts.findIndex((one) => one.id === id);
    const one = data.alerts[at];
    if (one === undefined) return undefined;
    const acknowledgedBy = { kind: 'user' as const, id: 'u-1', name: '周明远' };
    const next = { ...one, version: one.version + 1, acknowledgedAt: data.iso(cityNow()), acknowledgedBy };
    data.alerts.splice(at, 1, next);
    send({ alerts: [next] });
    return ok(next);
  },
  links: ({ id, deed }) => {
    const at = data.links.findIndex((one) => one.peer === id);
    const one = data.links[at];
    if (one === undefined) return undefined;
    const { unknownSince: _, ...rest } = one;
    const cut = { ...rest, state: 'cut' as const, unknownSince: data.iso(Date.now()) };
    const next = deed === 'cut' ? cut : { ...rest, state: 'connected' as const, backlog: 0 };
    data.links.splice(at, 1, next);
    send({ links: [next] });
    return ok(next);
  },
  audit: () => ok({ intact: true, records: 1842, anchors: 31 }),
};

const notFound = (): Answer => refusal(404, 'http.not-found', '没有找到', '未能找到', 'Not found');

const read = (url: URL, parts: readonly string[]): Answer => {
  const pattern = `/api/v1/${parts.map((part, i) => (i === 1 ? ':id' : part)).join('/')}`;
  const found = (gets[url.pathname] ?? gets[pattern])?.(url.searchParams, parts[1] ?? '');
  return found === undefined ? notFound() : ok(found);
};

const answer = async (request: IncomingMessage, url: URL): Promise<Answer> => {
  const method = request.method ?? 'GET';
  const parts = url.pathname.split('/').slice(3).map(decodeURIComponent);
  const [kind = '', id = '', deed = '', name = ''] = parts;
  const isPublic = kind === 'node' || (kind === 'session' && method === 'POST');
  const signedIn = request.headers.cookie?.includes('stand-in=1') === true;
  if (!isPublic && !signedIn) return refusal(401, 'people.signed-out', '请先登录', '請先登入', 'Please log in');
  if (method === 'GET') return read(url, parts);
  const order = orders[kind] ?? (() => ok({}));
  return order({ method, id, deed, name, body: await readBody(request) }) ?? notFound();
};

const serveTile = async (path: string, response: ServerResponse): Promise<boolean> => {
  const tile = await tileAt(path);
  if (tile === undefined) return false;
  response.writeHead(tile.bytes === undefined ? 204 : 200, tile.bytes === undefined ? {} : tile.headers);
  response.end(tile.bytes);
  return true;
};

const serveApi = async (request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> => {
  if (await serveTile(url.pathname, response)) return;
  const { status, body } = await answer(request, url);
  const isSession = url.pathname === '/api/v1/session' && request.method !== 'GET' && status === 200;
  const value = request.method === 'DELETE' ? 'stand-in=0' : 'stand-in=1';
  if (isSession) response.setHeader('set-cookie', `${value}; Path=/; HttpOnly; SameSite=Strict`);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  void (url.pathname.startsWith('/api/') ? serveApi(request, url, response) : serveFile(url.pathname, response));
});
server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head, () => undefined));

setInterval(() => {
  const terminal = terminals[Math.floor(Math.random() * 7)];
  const pulse =
    terminal === undefined
      ? []
      : [
          {
            id: terminal.id,
            state: terminal.state,
            at: cityNow(),
            values: { depth: Math.round(Math.random() * 80) / 10 },
          },
        ];
  send({ clock: { city: data.iso(cityNow()), speed }, terminals: pulse });
}, 1000);
server.listen(Number(options.port), '127.0.0.1', () =>
  process.stdout.write(`stand-in on http://127.0.0.1:${options.port}\n`),
);
