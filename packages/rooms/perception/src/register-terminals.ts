import type { Database, Fact, Work } from '@liandong/platform';
import { type ActContext, refuse, type TerminalId } from '@liandong/words';
import { hashToken, newToken } from './credential.ts';
import { type PlaceQuestions, type Plan, planTerminal, type Registration } from './plan-terminal.ts';
import type { Registry } from './registry.ts';
import {
  type DatastreamRow,
  type FullTerminalRow,
  readFullByCodes,
  saveDatastreams,
  saveTerminals,
  type TerminalRow,
} from './terminal-store.ts';

export type RegisterDeps = {
  readonly database: Database;
  readonly registry: Registry;
  readonly places: PlaceQuestions;
};

export type Registered = {
  readonly terminalId: TerminalId;
  readonly outcome: 'taken' | 'changed' | 'unchanged';
  /** The new credential, shown this once; undefined when an existing one stays. */
  readonly token: string | undefined;
};

/**
 * Registers terminals by their codes; a known code keeps its id, credential and readings, and takes the new data.
 * All or none: @throws Refusal of the first order that cannot be taken
 */
export const registerTerminals = async (
  orders: readonly Registration[],
  context: ActContext,
  deps: RegisterDeps,
): Promise<readonly Registered[]> => {
  const known = orders.map((order) => order.code).filter((code) => deps.registry.terminalByCode(code) !== undefined);
  const before = await readFullByCodes(deps.database.pool, known);
  const plans = orders.map((order) => planTerminal(order, before.get(order.code), deps));
  checkTokens(plans, deps.registry);
  const changed = plans.filter((one) => one.outcome !== 'unchanged');
  if (changed.length > 0) {
    const streams = await deps.database.write(context, (work) => storeTerminals(work, changed));
    putTerminals(deps.registry, changed, streams);
  }
  return plans.map(({ row, outcome, token }) => ({ terminalId: row.id as TerminalId, outcome, token }));
};

/** After the commit: memory follows the tables. */
export const putTerminals = (
  registry: Registry,
  plans: readonly Pick<Plan, 'row'>[],
  streams: readonly DatastreamRow[],
): void => {
  for (const { row } of plans) registry.emptyStreams(registry.putTerminal(row));
  for (const stream of streams) registry.putStream(stream);
};

const checkTokens = (plans: readonly Plan[], registry: Registry): void => {
  const codes = new Set<string>();
  const tokens = new Set<string>();
  for (const { row } of plans) {
    const hash = row.token_hash.toString('hex');
    const holder = registry.holderOf(hash);
    if (codes.has(row.code)) throw refuse('perception.code-taken', { code: row.code });
    if (tokens.has(hash) || (holder !== undefined && holder.id !== row.id)) throw refuse('perception.token-taken');
    codes.add(row.code);
    tokens.add(hash);
  }
};

/** Writes terminals, their datastreams and the facts; gives the datastreams back. */
export const storeTerminals = async (work: Work, plans: readonly Plan[]): Promise<readonly DatastreamRow[]> => {
  await saveTerminals(
    work,
    plans.map((one) => one.row),
    work.recordedAt,
  );
  recordTerminals(work, plans);
  return saveDatastreams(
    work,
    plans.flatMap((one) => one.streams),
  );
};

/** From so many on they are told together: the event log is no second register. */
const toldTogether = 20;
const idsPerFact = 1000;

const recordTerminals = (work: Work, plans: readonly Plan[]): void => {
  if (plans.length < toldTogether) {
    for (const one of plans) work.record(factOf(one));
    return;
  }
  recordMany(
    work,
    'TerminalsRegistered',
    plans.map((one) => one.row),
  );
};

/** One fact for up to a thousand terminals, with their ids. */
export const recordMany = (
  work: Work,
  type: 'TerminalsRegistered' | 'TerminalsRemoved',
  rows: readonly FullTerminalRow[],
): void => {
  for (let from = 0; from < rows.length; from += idsPerFact) {
    const part = rows.slice(from, from + idsPerFact);
    work.record({
      type,
      objectKind: 'terminal',
      objectId: part[0]?.id ?? '',
      jurisdictionPath: (part[0]?.jurisdiction_path ?? []).slice(0, 1),
      body: { ids: part.map((row) => row.id), codes: part.map((row) => row.code) },
    });
  }
};

const factOf = ({ row, outcome }: Plan): Fact => ({
  type: outcome === 'taken' ? 'TerminalRegistered' : 'TerminalChanged',
  objectKind: 'terminal',
  objectId: row.id,
  jurisdictionPath: row.jurisdiction_path,
  body: {
    code: row.code,
    name: row.name,
    typeCode: row.type_code,
    lon: row.lon,
    lat: row.lat,
    lifeState: row.life_state,
  },
});

/** Replaces the credential of a terminal; the old one ends at once. @throws Refusal `perception.no-such-terminal` */
export const rotateCredential = async (
  id: string,
  context: ActContext,
  { database, registry }: Pick<RegisterDeps, 'database' | 'registry'>,
): Promise<string> => {
  const terminal = registry.terminal(id);
  if (terminal === undefined) throw refuse('perception.no-such-terminal');
  const token = newToken();
  const row = await database.write(context, async (work) => {
    const { rows } = await work.client.query<TerminalRow>(
      'update perception.terminal as t set token_hash = $2 where t.id = $1 returning t.*',
      [id, hashToken(token)],
    );
    work.record({
      type: 'TerminalCredentialReplaced',
      objectKind: 'terminal',
      objectId: id,
      jurisdictionPath: terminal.jurisdictionPath,
      body: { code: terminal.code },
    });
    return rows[0];
  });
  if (row !== undefined) registry.putTerminal(row);
  return token;
};
