create table assets.asset (
  id uuid not null,
  -- What makes a repeat the same asset: the source's own code, or one made from what the source says.
  code text not null,
  kind text not null,
  name text not null,
  name_en text,
  jurisdiction_code text not null,
  jurisdiction_path text[] not null,
  -- WGS-84 degrees; the source coordinates stand beside in their own datum.
  lon double precision not null,
  lat double precision not null,
  source_lon double precision not null,
  source_lat double precision not null,
  source_datum text not null,
  address text,
  manager text,
  department text,
  phone text,
  capacity double precision,
  area_m2 double precision,
  generated boolean not null,
  -- Outline or line in WGS-84.
  geometry jsonb,
  more jsonb,
  changed_at timestamptz not null,
  constraint asset_pk primary key (id),
  constraint asset_code_unique unique (code)
);
create index asset_jurisdiction on assets.asset using gin (jurisdiction_path);
create index asset_place on assets.asset using gist (point(lon, lat));
create index asset_kind on assets.asset (kind);
