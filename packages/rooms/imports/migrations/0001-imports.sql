-- Files that were brought here; their bytes lie in the data folder under their SHA-256.
create table imports.file (
  id uuid not null,
  name text not null,
  bytes bigint not null,
  sha256 text not null,
  format text not null,
  uploaded_at timestamptz not null,
  uploaded_by jsonb not null,
  constraint file_pk primary key (id)
);
create index file_sha256 on imports.file (sha256);

create table imports.import (
  id uuid not null,
  target text not null,
  file_id uuid not null,
  datum text,
  columns jsonb not null,
  settings jsonb not null,
  dry_run boolean not null,
  state text not null,
  read integer not null default 0,
  taken integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  -- left out by a setting
  passed_over integer not null default 0,
  refused_count integer not null default 0,
  -- Places of the first rows as GeoJSON features in WGS-84.
  preview jsonb not null default '[]',
  -- {code, text} when the import as a whole failed.
  failure jsonb,
  by jsonb not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  undone_at timestamptz,
  constraint import_pk primary key (id),
  constraint import_file_fk foreign key (file_id) references imports.file (id),
  constraint import_state check (state in ('running', 'done', 'failed', 'undone'))
);
create index import_started on imports.import (started_at desc);

-- What an import did to each object, so that it can be taken back.
create table imports.change (
  import_id uuid not null,
  ordinal integer not null,
  row integer not null,
  key text not null,
  before jsonb,
  after jsonb,
  undone boolean not null default false,
  constraint change_pk primary key (import_id, ordinal),
  constraint change_import_fk foreign key (import_id) references imports.import (id)
);

-- Rows that were refused by the import itself, or later by its undo.
create table imports.refused_row (
  import_id uuid not null,
  by_undo boolean not null,
  ordinal integer not null,
  row integer not null,
  key text,
  code text not null,
  text jsonb not null,
  constraint refused_row_pk primary key (import_id, by_undo, ordinal),
  constraint refused_row_import_fk foreign key (import_id) references imports.import (id)
);
