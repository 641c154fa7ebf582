-- Organisations of this node, and copies of other nodes' by name so that work can be sent to them.
create table people.organisation (
  id text not null,
  -- Without a foreign key: a copy may arrive before its parent, or the parent may never be known here.
  parent_id text,
  name jsonb not null,
  jurisdiction_code text not null,
  node text not null,
  kind text not null,
  active boolean not null,
  constraint organisation_pk primary key (id),
  constraint organisation_kind_known check (kind in ('government', 'department', 'centre', 'company', 'team'))
);

create table people.post (
  id text not null,
  organisation_id text not null,
  name jsonb not null,
  jurisdiction_code text not null,
  rights text[] not null,
  constraint post_pk primary key (id),
  constraint post_organisation_fk foreign key (organisation_id) references people.organisation (id)
);
create index post_by_organisation on people.post (organisation_id);

create table people."user" (
  id text not null,
  login_name text not null,
  name text not null,
  password_hash text not null,
  -- A password that somebody else chose works until then.
  password_until timestamptz,
  language text not null,
  automatic boolean not null,
  demonstration boolean not null,
  active boolean not null,
  last_login_at timestamptz,
  constraint user_pk primary key (id),
  constraint user_login_name_unique unique (login_name)
);

create table people.user_post (
  user_id text not null,
  post_id text not null,
  constraint user_post_pk primary key (user_id, post_id),
  constraint user_post_user_fk foreign key (user_id) references people."user" (id),
  constraint user_post_post_fk foreign key (post_id) references people.post (id)
);
create index user_post_by_post on people.user_post (post_id);

-- Only the SHA-256 of a token is kept: who reads this table cannot enter.
create table people.session (
  token_hash bytea not null,
  user_id text not null,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip text,
  constraint session_pk primary key (token_hash),
  constraint session_user_fk foreign key (user_id) references people."user" (id)
);
create index session_by_user on people.session (user_id);

-- Failures are kept under the hash of the login name, known or not: people type passwords into the wrong field.
create table people.login_guard (
  name_hash bytea not null,
  -- Machine times in epoch milliseconds, oldest first.
  failures jsonb not null,
  locked_until timestamptz,
  changed_at timestamptz not null,
  constraint login_guard_pk primary key (name_hash)
);
create index login_guard_by_change on people.login_guard (changed_at);
