import { maxTelemetryBytes, terminalRoutes } from '@liandong/contract';
import { answer, type Database, type RouteAnswer } from '@liandong/platform';
import { type Instant, instant, parseIso, refuse, toIso } from '@liandong/words';
import type { Perception } from './create-perception.ts';
import { messageLimit } from './ingest/ingest.ts';
import type { IngestResult } from './ingest/reading-batch.ts';
import type { CredentialHolder, Terminal } from './terminal.ts';

type Sight = {
  roots(right: string): readonly string[];
  may(right: string, path: readonly string[]): boolean;
};

/** What HTTP may ask of this room. */
export const answerPerception = (room: Perception, database: Database): readonly RouteAnswer[] => [
  ...answerReads(room, database),
  ...answerOrders(room),
  ...answerDevices(room),
];

const answerReads = ({ questions, counters, details }: Perception, database: Database): readonly RouteAnswer[] => [
  answer(terminalRoutes.types, () => [...questions.types()]),
  answer(terminalRoutes.list, ({ query, session }) =>
    questions.visible(session?.roots('terminal.read') ?? [], query).map(questions.view),
  ),
  answer(terminalRoutes.one, async ({ params, session }) => {
    const terminal = seen(questions.terminal(params.id), session);
    const told = await details(terminal.id);
    return { ...questions.view(terminal), ...(told === undefined ? {} : { details: told }) };
  }),
  answer(terminalRoutes.readings, async ({ params, query, session }) => {
    const terminal = seen(questions.terminal(params.id), session);
    const stream = questions.datastreamOf(terminal.id, query.characteristic);
    if (stream === undefined) {
      throw refuse('perception.no-such-characteristic', { characteristic: query.characteristic });
    }
    const from = timeOf(query.from, instant(0));
    const to = timeOf(query.to, instant(Number.MAX_SAFE_INTEGER));
    return questions.series(stream, from, to, query.limit ?? defaultPoints);
  }),
  answer(terminalRoutes.counters, () => ({
    accepted: counters.accepted,
    duplicates: counters.duplicates,
    deadLetters: counters.deadLetters,
    byReason: Object.fromEntries(counters.byReason),
  })),
  answer(terminalRoutes.deadLetters, () => newestDeadLetters(database)),
];

const answerOrders = (room: Perception): readonly RouteAnswer[] => [
  answer(terminalRoutes.register, async ({ body, context, session }) => {
    const known = room.questions.terminalByCode(body.code);
    if (known !== undefined) throw refuse('perception.code-taken', { code: body.code });
    const path = room.pathOf(body);
    if (session?.may('terminal.manage', path) !== true) throw refuse('http.no-right', { right: 'terminal.manage' });
    const [registered] = await room.registerTerminals([body], context);
    if (registered?.token === undefined) throw new Error(`registration of ${body.code} gave no credential`);
    return { terminalId: registered.terminalId, token: registered.token };
  }),
  answer(terminalRoutes.rotate, async ({ params, context, session }) => {
    const terminal = seen(room.questions.terminal(params.id), session);
    if (session?.may('terminal.manage', terminal.jurisdictionPath) !== true) {
      throw refuse('http.no-right', { right: 'terminal.manage' });
    }
    return { terminalId: terminal.id, token: await room.rotateCredential(terminal.id, context) };
  }),
];

const answerDevices = (room: Perception): readonly RouteAnswer[] => [
  answer(terminalRoutes.telemetry, ({ raw, headers }) => {
    const holder = holderOf(room, headers.authorization);
    // A gateway's credential says nothing about which terminal "me" is.
    if (holder.kind !== 'terminal') throw refused(room, 'perception.wrong-token');
    return take(room, holder, raw);
  }),
  answer(terminalRoutes.gatewayTelemetry, ({ raw, headers }) => {
    const holder = holderOf(room, headers.authorization);
    if (holder.kind !== 'gateway') throw refused(room, 'perception.not-a-gateway');
    return take(room, holder, raw);
  }),
];

const defaultPoints = 5000;

/** One that may not be seen looks like one that is not there. */
const seen = (terminal: Terminal | undefined, session: Sight | undefined): Terminal => {
  if (terminal === undefined || session?.may('terminal.read', terminal.jurisdictionPath) !== true) {
    throw refuse('perception.no-such-terminal');
  }
  return terminal;
};

const timeOf = (text: string | undefined, otherwise: Instant): Instant => {
  if (text === undefined) return otherwise;
  const at = parseIso(text);
  if (at === undefined) throw refuse('perception.bad-time');
  return at;
};

const refused = (room: Perception, code: 'perception.wrong-token' | 'perception.not-a-gateway'): Error => {
  room.countRefused(code);
  return refuse(code);
};

const holderOf = (room: Perception, authorization: unknown): CredentialHolder => {
  const [, token] = typeof authorization === 'string' ? (/^Bearer +(\S{1,200})$/i.exec(authorization) ?? []) : [];
  const holder = token === undefined ? undefined : room.questions.byCredential(token);
  if (holder === undefined) throw refused(room, 'perception.wrong-token');
  return holder;
};

const take = async (room: Perception, holder: CredentialHolder, raw: Buffer): Promise<IngestResult> => {
  const result = await room.ingestMessage('http', holder, raw);
  // Its dead letter is kept; a sender of such messages must hear that none of it was taken.
  const limit = messageLimit('http', holder);
  if (raw.length > limit) throw refuse('perception.too-large', { limit: limit ?? maxTelemetryBytes });
  return result;
};

type DeadLetterRow = {
  id: number;
  at: Instant;
  source: string;
  sender: string;
  code: string;
  reason: string;
  payload: string;
};

const newestDeadLetters = async (database: Database) => {
  const { rows } = await database.pool.query<DeadLetterRow>(
    `select d.id, d.at, d.source, d.sender, d.code, d.reason, d.payload from perception.dead_letter d
     order by d.id desc limit 200`,
  );
  return rows.map((row) => ({
    id: String(row.id),
    at: toIso(row.at),
    source: `${row.source} ${row.sender}`,
    code: row.code,
    text: row.reason,
    payload: row.payload,
  }));
};
