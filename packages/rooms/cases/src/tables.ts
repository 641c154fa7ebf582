import type { CaseClass } from '@liandong/contract';
import type { AssignmentKind, AssignmentStage, CaseAct, CaseStatus } from '@liandong/laws';
import type { InstantColumn, JsonColumn, NullableInstantColumn } from '@liandong/platform';
import type { Actor, CaseId, Words } from '@liandong/words';

export type CaseSource = 'rule' | 'person' | 'superior';

/** The tables of the room; nobody else reads them. */
export type CasesTables = {
  'cases.class': {
    readonly minor: string;
    readonly major: string;
    readonly kind: 'component' | 'event';
    readonly name: JsonColumn<Words>;
    readonly filing_condition: JsonColumn<Words>;
    readonly closing_condition: JsonColumn<Words>;
    readonly limit_kind: string;
    readonly limit_value: number;
    readonly limit_verbatim: string;
    readonly source: string;
  };
  'cases.responsibility': {
    readonly minor_class: string;
    readonly jurisdiction_code: string;
    readonly organisation_id: string;
  };
  'cases.case': {
    readonly id: CaseId;
    readonly code: string;
    readonly root_id: CaseId;
    readonly version: number;
    readonly status: CaseStatus;
    readonly title: string;
    readonly description: string;
    readonly minor_class: string;
    readonly class: JsonColumn<CaseClass>;
    readonly source: CaseSource;
    readonly lon: number;
    readonly lat: number;
    readonly address: string | null;
    readonly jurisdiction_code: string;
    readonly jurisdiction_path: string[];
    readonly unit_organisation_id: string | null;
    readonly unit_node: string | null;
    readonly unit_name: JsonColumn<Words | null> | null;
    readonly reported_at: InstantColumn;
    readonly progress_at: InstantColumn;
    readonly clock_started_at: NullableInstantColumn;
    readonly due_at: NullableInstantColumn;
    readonly clock_stopped_at: NullableInstantColumn;
    readonly rework_count: number;
    readonly exercise: boolean;
    readonly parent_node: string | null;
    readonly parent_case_id: string | null;
    readonly parent_assignment_id: string | null;
  };
  'cases.assignment': {
    readonly id: string;
    readonly case_id: CaseId;
    readonly kind: AssignmentKind;
    readonly node: string;
    readonly organisation_id: string;
    readonly organisation_name: JsonColumn<Words>;
    readonly child_case_id: string | null;
    readonly stage: AssignmentStage;
    readonly heard_at: NullableInstantColumn;
    readonly made_at: InstantColumn;
  };
  'cases.case_alert': {
    readonly case_id: CaseId;
    readonly alert_id: string;
    readonly rule_id: string;
    readonly terminal_id: string;
    readonly joined_at: InstantColumn;
  };
  'cases.step': {
    readonly id: string;
    readonly case_id: CaseId;
    readonly seq: number;
    readonly act: string;
    readonly act_there: CaseAct | null;
    readonly from_status: string | null;
    readonly to_status: string;
    readonly at: InstantColumn;
    readonly recorded_at: InstantColumn;
    readonly actor: JsonColumn<Actor>;
    readonly on_behalf_of: string | null;
    readonly node: string;
    readonly receiver: JsonColumn<Words | null> | null;
    readonly note: string | null;
  };
  'cases.done_order': { readonly order_id: string; readonly case_id: CaseId };
};
