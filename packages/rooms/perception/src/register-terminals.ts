import type { TerminalOrder } from '@liandong/contract';
import type { Database, Fact } from '@liandong/platform';
import {
  type ActContext,
  type Datum,
  type LonLat,
  newId,
  type OrganisationId,
  refuse,
  type TerminalId,
} from '@liandong/words';
import { hashToken, newToken } from './credential.ts';
import { datastreamsFor } from './define-types.ts';
import type { Registry } from './registry.ts';
import type { LifeState, LiveTerminal } from './terminal.ts';
import { type DatastreamRow, saveDatastreams, saveTerminals, type TerminalRow } from './terminal-store.ts';

/** What other rooms know of places. */
export type PlaceQuestions = {
  /** Brings degrees of a datum to WGS-84. @throws Refusal when they are none */
  toWgs84(lon: number, lat: number, datum: Datum): LonLat;
  /** Root … self of a jurisdiction; undefined when its code is unknown. */
  jurisdictionPathOf(code: string): readonly string[] | undefined;
  /** The lowest jurisdiction around a place in WGS-84; undefined when it lies in none. */
  jurisdictionAt(lon: number, lat: number): string | undefined;
};

export type RegisterDeps = {
  readonly database: Database;
  readonly registry: Registry;
  readonly places: PlaceQuestions;
};

export type Registration = TerminalOrder & {
  /** The credential when the caller chooses it; made at random otherwise. */
  readonly token?: string | undefined;
  readonly lifeState?: LifeState | undefined;
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
  const plans = orders.map((order) => plan(order, deps));
  checkTokens(plans, deps.registry);
  const changed = plans.filter((one) => one.outcome !== 'unchanged');
  if (changed.length > 0) {
    const streams = await store(changed, context, deps.database);
    for (const { row } of changed) deps.registry.emptyStreams(deps.registry.putTerminal(row));
    for (const stream of streams) deps.registry.putStream(stream);
  }
  return plans.map(({ row, outcome, token }) => ({ terminalId: row.id as TerminalId, outcome, token }));
};

type Plan = {
  readonly row: TerminalRow;
  readonly outcome: Registered['outcome'];
  readonly token: string | undefined;
  readonly streams: ReturnType<typeof datastreamsFor>;
};

const plan = (order: Registration, { registry, places }: RegisterDeps): Plan => {
  const model = registry.models.get(order.typeCode);
  if (model === undefined) throw refuse('perception.no-such-type', { typeCode: order.typeCode });
  const known = registry.terminalByCode(order.code);
  const token = order.token ?? (known === undefined ? newToken() : undefined);
  const tokenHash = token === undefined ? Buffer.from(known?.tokenHash ?? '', 'hex') : hashToken(token);
  const row = toRow(order, known?.id ?? newId<TerminalId>(), tokenHash, places);
  const outcome = known === undefined ? 'taken' : isSame(known, row) ? 'unchanged' : 'changed';
  return {
    row,
    outcome,
    token: tokenHash.toString('hex') === known?.tokenHash ? undefined : token,
    streams: datastreamsFor(row.id, model),
  };
};

const placeOf = (order: TerminalOrder, places: PlaceQuestions) => {
  const { lon, lat } = places.toWgs84(order.lon, order.lat, order.datum);
  const jurisdiction = order.jurisdictionCode ?? places.jurisdictionAt(lon, lat);
  const path = jurisdiction === undefined ? undefined : places.jurisdictionPathOf(jurisdiction);
  if (jurisdiction === undefined || path === undefined)
    throw refuse('perception.no-jurisdiction', { code: order.code });
  return { lon, lat, jurisdiction, path };
};

/** Root … self of the jurisdiction that an order belongs to. @throws Refusal as a registration would */
export const pathFor = (order: TerminalOrder, places: PlaceQuestions): readonly string[] => placeOf(order, places).path;

const toRow = (order: Registration, id: string, tokenHash: Buffer, places: PlaceQuestions): TerminalRow => {
  const { lon, lat, jurisdiction, path } = placeOf(order, places);
  return {
    id,
    code: order.code,
    name: order.name,
    type_code: order.typeCode,
    jurisdiction_code: jurisdiction,
    jurisdiction_path: path,
    owner_organisation_id: (order.ownerOrganisationId ?? null) as OrganisationId | null,
    lon,
    lat,
    address: order.address ?? null,
    source_lon: order.lon,
    source_lat: order.lat,
    source_datum: order.datum,
    life_state: order.lifeState ?? 'running',
    token_hash: tokenHash,
  };
};

const isSame = (known: LiveTerminal, row: TerminalRow): boolean =>
  known.name === row.name &&
  known.model.type.code === row.type_code &&
  known.jurisdictionPath.join('/') === row.jurisdiction_path.join('/') &&
  (known.ownerOrganisationId ?? null) === row.owner_organisation_id &&
  known.lon === row.lon &&
  known.lat === row.lat &&
  (known.address ?? null) === row.address &&
  known.sourceDatum === row.source_datum &&
  known.lifeState === row.life_state &&
  known.tokenHash === row.token_hash.toString('hex');

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

const store = (plans: readonly Plan[], context: ActContext, database: Database): Promise<readonly DatastreamRow[]> =>
  database.write(context, async (work) => {
    await saveTerminals(
      work,
      plans.map((one) => one.row),
      work.recordedAt,
    );
    for (const one of plans) work.record(factOf(one));
    return saveDatastreams(
      work,
      plans.flatMap((one) => one.streams),
    );
  });

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
