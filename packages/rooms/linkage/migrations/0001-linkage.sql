-- The nodes that this one may talk to. Who is not here, or no longer configured, is a stranger.
create table linkage.peer (
  node text not null,
  relation text not null,
  name jsonb not null,
  url text,
  -- Bound at the first contact: a second installation with the same name is refused.
  instance_id text,
  is_cut boolean not null default false,
  -- Last number given in the stream to this peer, and how far the peer has acknowledged it.
  sent_seq bigint not null default 0,
  acked_seq bigint not null default 0,
  -- Hybrid clock at the last numbering: the clock goes on from here after a restart.
  hybrid_wall_ms bigint not null default 0,
  hybrid_count bigint not null default 0,
  duplicates bigint not null default 0,
  refused bigint not null default 0,
  last_contact_at timestamptz,
  constraint peer_pk primary key (node),
  constraint peer_relation check (relation in ('superior', 'subordinate')),
  constraint peer_acked_what_was_sent check (acked_seq <= sent_seq)
);

-- Written in the sender's own transaction; numbered per peer once committed, so that the numbers have no gap and
-- nobody waits for another's transaction.
create table linkage.outbox (
  position bigint generated always as identity,
  to_node text not null,
  seq bigint,
  envelope_id uuid not null,
  envelope jsonb not null,
  bytes integer not null,
  hybrid_wall_ms bigint not null,
  hybrid_count bigint not null,
  created_at timestamptz not null,
  acked_at timestamptz,
  refused_code text,
  constraint outbox_pk primary key (position),
  constraint outbox_envelope_unique unique (envelope_id),
  constraint outbox_peer foreign key (to_node) references linkage.peer (node)
);
create unique index outbox_seq on linkage.outbox (to_node, seq) where seq is not null;
create index outbox_unnumbered on linkage.outbox (to_node, position) where seq is null;
create index outbox_unacknowledged on linkage.outbox (to_node, created_at) where acked_at is null;

-- How far each peer's stream has been applied here.
create table linkage.inbox (
  from_node text not null,
  applied_seq bigint not null default 0,
  applied bigint not null default 0,
  hybrid_wall_ms bigint not null default 0,
  hybrid_count bigint not null default 0,
  constraint inbox_pk primary key (from_node),
  constraint inbox_peer foreign key (from_node) references linkage.peer (node)
);

-- Envelopes already dealt with; the newest of each peer are kept.
create table linkage.applied (
  from_node text not null,
  seq bigint not null,
  envelope_id uuid not null,
  constraint applied_pk primary key (from_node, seq)
);
create index applied_envelope on linkage.applied (envelope_id);

-- Envelopes that were refused, here (in) or by the peer (out), and exchanges that could not be read.
create table linkage.held (
  id uuid not null,
  direction text not null,
  peer text not null,
  seq bigint,
  envelope_id text,
  code text not null,
  data jsonb not null,
  envelope jsonb,
  -- The peer's stream goes on behind it; otherwise the peer may send it again.
  is_settled boolean not null,
  held_at timestamptz not null,
  constraint held_pk primary key (id),
  constraint held_direction check (direction in ('in', 'out'))
);
create index held_of_peer on linkage.held (peer, direction, seq);

-- Heads of other nodes' chains, so that a cut tail there shows here.
create table linkage.peer_anchor (
  node text not null,
  seq bigint not null,
  hash text not null,
  heard_at timestamptz not null,
  constraint peer_anchor_pk primary key (node, seq)
);
