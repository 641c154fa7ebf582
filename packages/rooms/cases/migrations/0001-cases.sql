create table cases.class (
  minor text not null,
  major text not null,
  kind text not null,
  name jsonb not null,
  filing_condition jsonb not null,
  closing_condition jsonb not null,
  limit_kind text not null,
  limit_value double precision not null,
  limit_verbatim text not null,
  source text not null,
  constraint class_pk primary key (minor)
);

-- 权责清单: which unit answers for a class within a jurisdiction, one level down from this node.
create table cases.responsibility (
  minor_class text not null,
  jurisdiction_code text not null,
  organisation_id text not null,
  constraint responsibility_pk primary key (minor_class, jurisdiction_code)
);

create table cases.serial (
  day text not null,
  last integer not null,
  constraint serial_pk primary key (day)
);

create table cases.case (
  id uuid not null,
  code text not null,
  root_id uuid not null,
  version integer not null,
  status text not null,
  title text not null,
  description text not null,
  minor_class text not null,
  class jsonb not null,
  source text not null,
  lon double precision not null,
  lat double precision not null,
  address text,
  jurisdiction_code text not null,
  jurisdiction_path text[] not null,
  unit_organisation_id text,
  unit_node text,
  unit_name jsonb,
  reported_at timestamptz not null,
  progress_at timestamptz not null,
  clock_started_at timestamptz,
  due_at timestamptz,
  clock_stopped_at timestamptz,
  rework_count integer not null,
  exercise boolean not null,
  parent_node text,
  parent_case_id uuid,
  parent_assignment_id uuid,
  constraint case_pk primary key (id),
  constraint case_code_unique unique (code, root_id, id),
  constraint case_assignment_once unique (parent_node, parent_assignment_id),
  constraint case_parent_whole check ((parent_node is null) = (parent_case_id is null))
);
create index case_open on cases.case (progress_at) where status not in ('closed', 'voided', 'refused');
create index case_path on cases.case using gin (jurisdiction_path);
create index case_root on cases.case (root_id);

-- A child case at another node, as its receipts tell of it.
create table cases.assignment (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  node text not null,
  organisation_id text not null,
  organisation_name jsonb not null,
  child_case_id uuid,
  stage text not null,
  heard_at timestamptz,
  made_at timestamptz not null,
  constraint assignment_pk primary key (id),
  constraint assignment_case_fk foreign key (case_id) references cases.case (id)
);
create index assignment_case on cases.assignment (case_id, made_at);

create table cases.case_alert (
  case_id uuid not null,
  alert_id uuid not null,
  rule_id text not null,
  terminal_id uuid not null,
  joined_at timestamptz not null,
  constraint case_alert_pk primary key (case_id, alert_id),
  constraint case_alert_case_fk foreign key (case_id) references cases.case (id)
);
create index case_alert_alert on cases.case_alert (alert_id);
create index case_alert_object on cases.case_alert (terminal_id, rule_id);

create table cases.step (
  id uuid not null,
  case_id uuid not null,
  seq integer not null,
  act text not null,
  -- What was done at the other node, when the step tells of a receipt.
  act_there text,
  from_status text,
  to_status text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor jsonb not null,
  on_behalf_of text,
  node text not null,
  receiver jsonb,
  note text,
  constraint step_pk primary key (id),
  constraint step_order unique (case_id, seq),
  constraint step_case_fk foreign key (case_id) references cases.case (id)
);

-- Orders that were carried out, by the id the client made: the same order twice is done once.
create table cases.done_order (
  order_id text not null,
  case_id uuid not null,
  constraint done_order_pk primary key (order_id)
);
