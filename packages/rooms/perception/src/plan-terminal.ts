import type { TerminalDetails, TerminalOrder } from '@liandong/contract';
import {
  canonicalJson,
  type Datum,
  type Json,
  type LonLat,
  newId,
  type OrganisationId,
  refuse,
  type TerminalId,
} from '@liandong/words';
import { hashToken, newToken } from './credential.ts';
import { datastreamsFor } from './define-types.ts';
import type { Registry } from './registry.ts';
import type { LifeState } from './terminal.ts';
import type { FullTerminalRow, NewDatastream } from './terminal-store.ts';

/** What other rooms know of places. */
export type PlaceQuestions = {
  /** Brings degrees of a datum to WGS-84. @throws Refusal when they are none */
  toWgs84(lon: number, lat: number, datum: Datum): LonLat;
  /** Root … self of a jurisdiction; undefined when its code is unknown. */
  jurisdictionPathOf(code: string): readonly string[] | undefined;
  /** The lowest jurisdiction around a place in WGS-84; undefined when it lies in none. */
  jurisdictionAt(lon: number, lat: number): string | undefined;
};

export type Registration = TerminalOrder & {
  /** The credential when the caller chooses it; made at random otherwise. */
  readonly token?: string | undefined;
  readonly lifeState?: LifeState | undefined;
};

/** A terminal without its id and credential: what a change and its undo are about. */
export type TerminalState = Omit<FullTerminalRow, 'id' | 'token_hash'>;

export type Plan = {
  readonly row: FullTerminalRow;
  readonly before: FullTerminalRow | undefined;
  readonly outcome: 'taken' | 'changed' | 'unchanged';
  /** The new credential; undefined when an existing one stays. */
  readonly token: string | undefined;
  readonly streams: readonly NewDatastream[];
};

export const stateOf = ({ id: _id, token_hash: _token, ...state }: FullTerminalRow): TerminalState => state;

export const isSameState = (a: TerminalState, b: TerminalState): boolean =>
  canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);

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

/** What is told replaces what was told before, member by member; what is not told stays. */
const mergeDetails = (before: TerminalDetails | null, told: TerminalDetails | undefined): TerminalDetails | null => {
  const merged = { ...before, ...told };
  return Object.keys(merged).length === 0 ? null : merged;
};

const toRow = (
  order: Registration,
  id: string,
  tokenHash: Buffer,
  before: TerminalDetails | null,
  places: PlaceQuestions,
): FullTerminalRow => {
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
    details: mergeDetails(before, order.details),
  };
};

/**
 * What a registration makes of a terminal.
 * @param before the terminal of this code as the table has it
 * @throws Refusal `perception.no-such-type`, `perception.no-jurisdiction`, and what the datum refuses
 */
export const planTerminal = (
  order: Registration,
  before: FullTerminalRow | undefined,
  { registry, places }: { readonly registry: Registry; readonly places: PlaceQuestions },
): Plan => {
  const model = registry.models.get(order.typeCode);
  if (model === undefined) throw refuse('perception.no-such-type', { typeCode: order.typeCode });
  const token = order.token ?? (before === undefined ? newToken() : undefined);
  const tokenHash = token === undefined ? (before?.token_hash ?? Buffer.alloc(0)) : hashToken(token);
  const row = toRow(order, before?.id ?? newId<TerminalId>(), tokenHash, before?.details ?? null, places);
  const isKnownToken = before?.token_hash.equals(tokenHash) === true;
  const isSame = before !== undefined && isKnownToken && isSameState(stateOf(before), stateOf(row));
  return {
    row,
    before,
    outcome: before === undefined ? 'taken' : isSame ? 'unchanged' : 'changed',
    token: isKnownToken ? undefined : token,
    streams: datastreamsFor(row.id, model),
  };
};
