-- The rank that the alert has reached in its present wave: it rises only, while `rank` follows the value down again.
alter table alerting.alert add column wave_rank integer not null default 0;
update alerting.alert as a set wave_rank = a.rank;
alter table alerting.alert alter column wave_rank drop default;
