-- Thing models as data; a new version replaces the old one under the same code.
create table perception.terminal_type (
  code text not null,
  version integer not null,
  model jsonb not null,
  constraint terminal_type_pk primary key (code)
);

create table perception.terminal (
  id uuid not null,
  code text not null,
  name text not null,
  type_code text not null,
  jurisdiction_code text not null,
  jurisdiction_path text[] not null,
  owner_organisation_id text,
  -- WGS-84 degrees; the source coordinates stand beside in their own datum.
  lon double precision not null,
  lat double precision not null,
  address text,
  source_lon double precision not null,
  source_lat double precision not null,
  source_datum text not null,
  life_state text not null,
  token_hash bytea not null,
  registered_at timestamptz not null,
  constraint terminal_pk primary key (id),
  constraint terminal_code_unique unique (code),
  constraint terminal_token_unique unique (token_hash),
  constraint terminal_type_fk foreign key (type_code) references perception.terminal_type (code),
  constraint terminal_life_state check (life_state in ('planned', 'installed', 'running', 'retired'))
);
create index terminal_jurisdiction on perception.terminal using gin (jurisdiction_path);

-- A credential that sends for many terminals.
create table perception.gateway (
  id uuid not null,
  name text not null,
  -- null: for every terminal of this node
  jurisdiction_code text,
  token_hash bytea not null,
  constraint gateway_pk primary key (id),
  constraint gateway_name_unique unique (name),
  constraint gateway_token_unique unique (token_hash)
);

create table perception.datastream (
  id integer generated always as identity,
  terminal_id uuid not null,
  characteristic text not null,
  unit text not null,
  min double precision,
  max double precision,
  constraint datastream_pk primary key (id),
  constraint datastream_unique unique (terminal_id, characteristic),
  constraint datastream_terminal_fk foreign key (terminal_id) references perception.terminal (id)
);

-- One partition a UTC day, reading_YYYYMMDD, made when its first reading comes.
create table perception.reading (
  datastream_id integer not null,
  phenomenon_time timestamptz not null,
  value double precision not null,
  quality smallint not null,
  constraint reading_pk primary key (datastream_id, phenomenon_time)
) partition by range (phenomenon_time);

-- The newest reading of each datastream, written about once a second.
create table perception.latest (
  datastream_id integer not null,
  at timestamptz not null,
  value double precision not null,
  quality smallint not null,
  constraint latest_pk primary key (datastream_id)
);

-- Days that took readings since perception.latest was last written: all that a start after a crash has to look at.
create table perception.touched_day (
  day date not null,
  constraint touched_day_pk primary key (day)
);

-- The newest sign of life without a value.
create table perception.heard (
  terminal_id uuid not null,
  at timestamptz not null,
  constraint heard_pk primary key (terminal_id)
);

create table perception.dead_letter (
  id bigint generated always as identity,
  at timestamptz not null,
  source text not null,
  sender text not null,
  code text not null,
  reason text not null,
  -- how many values of the message this row stands for
  count integer not null,
  payload text not null,
  constraint dead_letter_pk primary key (id)
);
