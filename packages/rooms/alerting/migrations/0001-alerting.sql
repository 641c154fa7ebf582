-- Rules as their profile wrote them; the room parses them again at every start.
create table alerting.rule (
  id text not null,
  definition jsonb not null,
  loaded_at timestamptz not null,
  constraint rule_pk primary key (id)
);

-- What a rule may do by itself, signed by a person; kept after it was withdrawn.
create table alerting.policy (
  id uuid not null,
  rule_id text not null,
  acts text[] not null,
  min_rank integer not null,
  minor_class text not null,
  signed_by jsonb not null,
  signed_at timestamptz not null,
  valid_until timestamptz,
  withdrawn_by jsonb,
  withdrawn_at timestamptz,
  constraint policy_pk primary key (id),
  constraint policy_rule_fk foreign key (rule_id) references alerting.rule (id),
  constraint policy_acts_known check (acts <@ array['file', 'dispatch'] and cardinality(acts) > 0),
  constraint policy_withdrawn_whole check ((withdrawn_by is null) = (withdrawn_at is null))
);

create unique index policy_in_force on alerting.policy (rule_id) where withdrawn_at is null;

-- 告警. owner_node is null for an alert of this node; otherwise the row is a read copy.
create table alerting.alert (
  id uuid not null,
  version integer not null,
  rule_id text not null,
  rule_name jsonb not null,
  state text not null,
  no_data boolean not null,
  terminal_id text not null,
  terminal_name text not null,
  characteristic text not null,
  unit text not null,
  level text not null,
  level_name jsonb not null,
  rank integer not null,
  peak_level text not null,
  peak_rank integer not null,
  value double precision,
  value_at timestamptz,
  peak_value double precision,
  threshold double precision,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  reraised_count integer not null default 0,
  acknowledged_at timestamptz,
  acknowledged_by jsonb,
  acknowledge_note text,
  lon double precision not null,
  lat double precision not null,
  address text,
  jurisdiction_code text not null,
  jurisdiction_path text[] not null,
  case_id text,
  exercise boolean not null,
  owner_node text,
  received_at timestamptz,
  constraint alert_pk primary key (id),
  constraint alert_state_known check (state in ('raised', 'cleared')),
  constraint alert_cleared_whole check ((state = 'cleared') = (cleared_at is not null)),
  constraint alert_copy_whole check ((owner_node is null) = (received_at is null))
);

-- One open alert of one object and rule (ground for "exactly once").
create unique index alert_open_once on alerting.alert (terminal_id, rule_id)
  where state = 'raised' and owner_node is null;
create index alert_newest on alerting.alert (raised_at desc, id);
create index alert_terminal on alerting.alert (terminal_id, raised_at desc);
create index alert_jurisdiction on alerting.alert using gin (jurisdiction_path);

-- What a rule remembers of one datastream, written with every transition and every few seconds.
create table alerting.rule_state (
  rule_id text not null,
  datastream_id integer not null,
  state jsonb not null,
  alert_id uuid,
  silence_id uuid,
  constraint rule_state_pk primary key (rule_id, datastream_id)
);
