import type { LinkRefusal } from '@liandong/contract';
import { type Database, toDate, type Work } from '@liandong/platform';
import { type Instant, type Json, type JsonObject, newId } from '@liandong/words';
import { isStorable } from './json-guard.ts';
import type { LinkageTables } from './tables.ts';

/** One refused envelope or exchange. */
export type Held = {
  readonly direction: 'in' | 'out';
  readonly peer: string;
  readonly seq?: number | undefined;
  readonly envelopeId?: string | undefined;
  readonly code: string;
  readonly data: JsonObject;
  readonly envelope?: unknown;
  /** The stream goes on behind it. */
  readonly settled: boolean;
};

export type HeldEntry = Held & { readonly id: string; readonly heldAt: Instant };

/** What a peer keeps sending wrongly must not fill the disk: this many unsettled ones of each peer are kept. */
const maxUnsettled = 1_000;
const maxUnsettledBytes = 64 * 1024;
/** More than can be unsettled between two nodes at any time. */
const maxTold = 1_000;

const envelopeText = ({ envelope, settled }: Held): string | null => {
  if (envelope === undefined || !isStorable(envelope)) return null;
  const text = JSON.stringify(envelope);
  return !settled && text.length > maxUnsettledBytes ? null : text;
};

const isRoomFor = async (work: Work, { peer, code, seq }: Held): Promise<boolean> => {
  const rows = work
    .tables<LinkageTables>()
    .selectFrom('linkage.held as h')
    .where('h.peer', '=', peer)
    .where('h.is_settled', '=', false);
  const same = await rows
    .select('h.id')
    .where('h.code', '=', code)
    .where('h.seq', 'is not distinct from', seq ?? null)
    .limit(1)
    .executeTakeFirst();
  if (same !== undefined) return false;
  const { count } = await rows.select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count < maxUnsettled;
};

/**
 * Keeps a refused envelope; an unsettled one that is sent again and again is kept once.
 * @returns whether it was new
 */
export const hold = async (work: Work, held: Held): Promise<boolean> => {
  if (!held.settled && !(await isRoomFor(work, held))) return false;
  await work
    .tables<LinkageTables>()
    .insertInto('linkage.held')
    .values({
      id: newId(work.recordedAt),
      direction: held.direction,
      peer: held.peer,
      seq: held.seq ?? null,
      envelope_id: held.envelopeId ?? null,
      code: held.code,
      data: JSON.stringify(held.data),
      envelope: envelopeText(held),
      is_settled: held.settled,
      held_at: toDate(work.recordedAt),
    })
    .execute();
  work.record({
    type: held.direction === 'in' ? 'EnvelopeHeld' : 'EnvelopeRefused',
    objectKind: 'envelope',
    objectId: held.envelopeId ?? `${held.peer}/${held.seq ?? '?'}`,
    jurisdictionPath: [],
    body: { peer: held.peer, seq: held.seq, code: held.code },
  });
  return true;
};

/** Settled refusals of a peer's envelopes that it may not have heard of: number above `settledTo`, up to `accepted`. */
export const refusalsToTell = async (
  database: Database,
  peer: string,
  settledTo: number,
  accepted: number,
): Promise<readonly LinkRefusal[]> => {
  const rows = await database
    .tables<LinkageTables>()
    .selectFrom('linkage.held as h')
    .select(['h.seq', 'h.envelope_id', 'h.code', 'h.data'])
    .where('h.peer', '=', peer)
    .where('h.direction', '=', 'in')
    .where('h.is_settled', '=', true)
    .where('h.seq', '>', settledTo)
    .where('h.seq', '<=', accepted)
    // The newest are the ones that can be news.
    .orderBy('h.seq', 'desc')
    .limit(maxTold)
    .execute();
  return rows.map((row) => ({
    settled: true,
    seq: row.seq ?? undefined,
    envelopeId: row.envelope_id ?? undefined,
    code: row.code,
    data: row.data,
  }));
};

/** The newest held envelopes, for the engineers. */
export const newestHeld = async (database: Database, limit: number): Promise<readonly HeldEntry[]> => {
  const rows = await database
    .tables<LinkageTables>()
    .selectFrom('linkage.held as h')
    .selectAll('h')
    .orderBy('h.held_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    direction: row.direction,
    peer: row.peer,
    seq: row.seq ?? undefined,
    envelopeId: row.envelope_id ?? undefined,
    code: row.code,
    data: row.data,
    envelope: row.envelope satisfies Json | null,
    settled: row.is_settled,
    heldAt: row.held_at,
  }));
};
