alter table jurisdictions.jurisdiction
  add column aliases text[] not null default '{}',
  add column derived boolean not null default false,
  add constraint jurisdiction_derived_has_geometry check (not derived or geometry is not null);

comment on column jurisdictions.jurisdiction.derived is 'geometry is the union of the children, made anew when theirs changes';

create table jurisdictions.unit_grid (
  code text not null,
  community_code text not null,
  ring polygon not null,
  constraint unit_grid_pk primary key (code),
  constraint unit_grid_community_fk foreign key (community_code)
    references jurisdictions.jurisdiction (code) deferrable initially deferred
);

comment on column jurisdictions.unit_grid.ring is 'outer ring in WGS-84 degrees (x = longitude), first position not repeated';

create index unit_grid_community on jurisdictions.unit_grid (community_code);
create index unit_grid_place on jurisdictions.unit_grid using gist (box(ring));
