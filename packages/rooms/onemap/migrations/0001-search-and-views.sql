-- What can be found: one row a thing, fed by the event log; may be emptied and filled again.
create table onemap.search_entry (
  kind text not null,
  id text not null,
  name text not null,
  -- the name in three languages, when the thing has it
  names jsonb,
  -- what tells it from others of that name
  detail text not null,
  subkind text,
  code text not null,
  -- names in every language, then the address, as one normal text a word is looked for in
  text text not null,
  address text not null,
  pinyin text not null,
  initials text not null,
  lon double precision,
  lat double precision,
  jurisdiction_path text[] not null,
  weight smallint not null,
  -- pairs of letters of all of the above: what the index holds
  grams text[] not null,
  constraint search_entry_pk primary key (kind, id)
);
create index search_entry_grams on onemap.search_entry using gin (grams);

create table onemap.saved_view (
  id uuid not null,
  owner_id text not null,
  owner_name text not null,
  name text not null,
  lon double precision not null,
  lat double precision not null,
  zoom double precision not null,
  layers text[] not null,
  shared boolean not null,
  saved_at timestamptz not null,
  constraint saved_view_pk primary key (id),
  constraint saved_view_name_unique unique (owner_id, name)
);
