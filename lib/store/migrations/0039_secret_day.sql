-- How much each secret was read on which day, whoever it was: few rows, from which it is told what was read most. The sums of
-- read_day, written with them.
create table keyledger.secret_day (
  day date not null,
  secret_id text collate "C" not null,
  reads integer not null,
  denied integer not null,
  -- Of these: by people.
  people_reads integer not null,
  people_denied integer not null,
  primary key (day, secret_id) include (reads, denied, people_reads, people_denied)
);
-- A secret's days that are worked out again.
create index secret_day_secret on keyledger.secret_day (secret_id, day);
insert into keyledger.secret_day
select day, secret_id, sum(reads), sum(denied),
  coalesce(sum(reads) filter (where actor_kind in ('person', 'this-dashboard')), 0),
  coalesce(sum(denied) filter (where actor_kind in ('person', 'this-dashboard')), 0)
from keyledger.read_day group by 1, 2;
