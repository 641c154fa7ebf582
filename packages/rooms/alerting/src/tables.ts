import type { IdColumn, InstantColumn, JsonColumn, NullableInstantColumn } from '@liandong/platform';
import type { Actor, AlertId, Brand, Json, Words } from '@liandong/words';
import type { ColumnType, Generated, Selectable } from 'kysely';

/** 规则授权 */
export type PolicyId = Brand<string, 'PolicyId'>;

/** jsonb that may be null. */
type NullableJsonColumn<T> = ColumnType<T | null, string | null, string | null>;

export type RuleTable = { id: string; definition: JsonColumn<Json>; loaded_at: InstantColumn };

export type PolicyTable = {
  id: IdColumn<PolicyId>;
  rule_id: string;
  acts: ColumnType<readonly PolicyAct[], readonly PolicyAct[], never>;
  min_rank: number;
  minor_class: string;
  signed_by: JsonColumn<Actor>;
  signed_at: InstantColumn;
  valid_until: NullableInstantColumn;
  withdrawn_by: NullableJsonColumn<Actor>;
  withdrawn_at: NullableInstantColumn;
};
export type PolicyRow = Selectable<PolicyTable>;
export type PolicyAct = 'file' | 'dispatch';

export type AlertTable = {
  id: IdColumn<AlertId>;
  version: number;
  rule_id: string;
  rule_name: JsonColumn<Words>;
  state: 'raised' | 'cleared';
  no_data: boolean;
  terminal_id: string;
  terminal_name: string;
  characteristic: string;
  unit: string;
  level: string;
  level_name: JsonColumn<Words>;
  rank: number;
  wave_rank: number;
  peak_level: string;
  peak_rank: number;
  value: number | null;
  value_at: NullableInstantColumn;
  peak_value: number | null;
  threshold: number | null;
  raised_at: InstantColumn;
  cleared_at: NullableInstantColumn;
  reraised_count: Generated<number>;
  acknowledged_at: NullableInstantColumn;
  acknowledged_by: NullableJsonColumn<Actor>;
  acknowledge_note: string | null;
  lon: number;
  lat: number;
  address: string | null;
  jurisdiction_code: string;
  jurisdiction_path: ColumnType<readonly string[], readonly string[], readonly string[]>;
  case_id: string | null;
  exercise: boolean;
  owner_node: string | null;
  received_at: NullableInstantColumn;
};
export type AlertRow = Selectable<AlertTable>;

/** The room's own tables; nobody else reads or writes them. */
export type AlertingTables = {
  'alerting.rule': RuleTable;
  'alerting.policy': PolicyTable;
  'alerting.alert': AlertTable;
};
