create table jurisdictions.tier (
  code text not null,
  rank integer not null,
  name jsonb not null,
  constraint tier_pk primary key (code),
  constraint tier_rank_not_negative check (rank >= 0)
);

create table jurisdictions.jurisdiction (
  code text not null,
  parent_code text,
  tier text not null,
  name jsonb not null,
  functional boolean not null,
  geometry jsonb,
  bbox double precision[],
  source_datum text,
  imported_at timestamptz not null,
  constraint jurisdiction_pk primary key (code),
  constraint jurisdiction_parent_fk foreign key (parent_code)
    references jurisdictions.jurisdiction (code) deferrable initially deferred,
  constraint jurisdiction_tier_fk foreign key (tier) references jurisdictions.tier (code),
  constraint jurisdiction_not_its_own_parent check (parent_code <> code),
  constraint jurisdiction_geometry_whole check ((geometry is null) = (bbox is null)),
  constraint jurisdiction_datum_known check (source_datum in ('WGS-84', 'GCJ-02', 'BD-09', 'CGCS2000'))
);

comment on column jurisdictions.jurisdiction.geometry is 'GeoJSON MultiPolygon in WGS-84 degrees, whatever source_datum was';
