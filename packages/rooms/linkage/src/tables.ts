import type { Envelope } from '@liandong/laws';
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '@liandong/platform';
import type { Json, JsonObject, NodeId, Words } from '@liandong/words';
import type { ColumnType, Generated } from 'kysely';

export type Relation = 'superior' | 'subordinate';

type PeerTable = {
  readonly node: NodeId;
  readonly relation: Relation;
  readonly name: JsonColumn<Words>;
  readonly url: string | null;
  readonly instance_id: string | null;
  readonly is_cut: Generated<boolean>;
  readonly sent_seq: Generated<number>;
  readonly acked_seq: Generated<number>;
  readonly hybrid_wall_ms: Generated<number>;
  readonly hybrid_count: Generated<number>;
  readonly duplicates: Generated<number>;
  readonly refused: Generated<number>;
  readonly last_contact_at: NullableInstantColumn;
};

/** As stored: the number is a column, given after the commit. */
export type StoredEnvelope = Omit<Envelope, 'seq'>;

type OutboxTable = {
  readonly position: ColumnType<number, never, never>;
  readonly to_node: NodeId;
  readonly seq: number | null;
  readonly envelope_id: string;
  readonly envelope: JsonColumn<StoredEnvelope>;
  readonly bytes: number;
  readonly hybrid_wall_ms: number;
  readonly hybrid_count: number;
  readonly created_at: InstantColumn;
  readonly acked_at: NullableInstantColumn;
  readonly refused_code: string | null;
};

type InboxTable = {
  readonly from_node: NodeId;
  readonly applied_seq: Generated<number>;
  readonly applied: Generated<number>;
  readonly hybrid_wall_ms: Generated<number>;
  readonly hybrid_count: Generated<number>;
};

type AppliedTable = { readonly from_node: NodeId; readonly seq: number; readonly envelope_id: string };

type HeldTable = {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly peer: string;
  readonly seq: number | null;
  readonly envelope_id: string | null;
  readonly code: string;
  readonly data: JsonColumn<JsonObject>;
  readonly envelope: ColumnType<Json | null, string | null, string | null>;
  readonly is_settled: boolean;
  readonly held_at: InstantColumn;
};

export type LinkageTables = {
  'linkage.peer': PeerTable;
  'linkage.outbox': OutboxTable;
  'linkage.inbox': InboxTable;
  'linkage.applied': AppliedTable;
  'linkage.held': HeldTable;
};
