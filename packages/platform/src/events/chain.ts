import { createHash } from 'node:crypto';
import { type Actor, canonicalJson, type FactId, type Instant, type JsonObject } from '@liandong/words';

/** A fact with its place in the log. */
export type RecordedFact = {
  readonly id: FactId;
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  readonly objectKind: string;
  readonly objectId: string;
  readonly jurisdictionPath: readonly string[];
  readonly body: JsonObject;
  readonly actor: Actor;
  readonly onBehalfOf: string | undefined;
  readonly node: string;
  readonly exercise: boolean;
  readonly ip: string | undefined;
  /** City time. */
  readonly at: Instant;
  /** Machine time. */
  readonly recordedAt: Instant;
};

export const eventColumns = `e.id, e.seq, e.type, e.version, e.object_kind as "objectKind", e.object_id as "objectId",
  e.jurisdiction_path as "jurisdictionPath", e.body, e.actor, e.on_behalf_of as "onBehalfOf", e.node, e.exercise, e.ip,
  e.at, e.recorded_at as "recordedAt"`;

/** What PostgreSQL gives for eventColumns. */
export type EventRow = { readonly [Key in keyof RecordedFact]: RecordedFact[Key] | null };

export const toRecordedFact = (row: EventRow, seq?: number): RecordedFact =>
  ({
    id: row.id,
    seq: seq ?? row.seq,
    type: row.type,
    version: row.version,
    objectKind: row.objectKind,
    objectId: row.objectId,
    jurisdictionPath: row.jurisdictionPath,
    body: row.body,
    actor: row.actor,
    onBehalfOf: row.onBehalfOf ?? undefined,
    node: row.node,
    exercise: row.exercise,
    ip: row.ip ?? undefined,
    at: row.at,
    recordedAt: row.recordedAt,
  }) as RecordedFact;

/** hash(n) = SHA-256(hash(n-1) ‖ canonical JSON of record n). */
export const chainHash = (previous: Buffer, fact: RecordedFact): Buffer =>
  createHash('sha256')
    .update(previous)
    .update(canonicalJson(fact as unknown as JsonObject))
    .digest();
