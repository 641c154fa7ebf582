-- The event log is the audit chain: rooms append with seq null, one sequencer numbers and chains what has committed.
create table platform.event (
  id uuid not null,
  seq bigint,
  type text not null,
  version integer not null,
  object_kind text not null,
  object_id text not null,
  jurisdiction_path text[] not null,
  body jsonb not null,
  actor jsonb not null,
  on_behalf_of text,
  node text not null,
  exercise boolean not null,
  ip text,
  at timestamptz not null,
  recorded_at timestamptz not null,
  -- Place within its transaction.
  ordinal integer not null,
  hash bytea,
  constraint event_pk primary key (id),
  constraint event_seq_unique unique (seq)
);
create index event_unsequenced on platform.event (recorded_at, ordinal, id) where seq is null;
create index event_object on platform.event (object_kind, object_id, seq);

create table platform.event_head (
  only_one boolean not null default true,
  seq bigint not null,
  hash bytea not null,
  constraint event_head_pk primary key (only_one),
  constraint event_head_only_one check (only_one)
);
insert into platform.event_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Where each follower of the log stands.
create table platform.cursor (
  name text not null,
  seq bigint not null,
  constraint cursor_pk primary key (name)
);

-- Facts that a follower could not digest; shown to the engineers, never dropped.
create table platform.held_fact (
  follower text not null,
  seq bigint not null,
  error text not null,
  held_at timestamptz not null,
  constraint held_fact_pk primary key (follower, seq)
);

create table platform.setting (
  key text not null,
  value jsonb not null,
  constraint setting_pk primary key (key)
);
