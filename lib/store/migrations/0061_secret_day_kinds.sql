-- By kind of actor as well, so that a histogram of days is told from sums, too.
drop table keyledger.secret_day;
create table keyledger.secret_day (
  day date not null,
  secret_id text collate "C" not null,
  actor_kind text not null,
  reads integer not null,
  denied integer not null,
  primary key (day, secret_id, actor_kind) include (reads, denied)
);
-- A secret's days that are worked out again.
create index secret_day_secret on keyledger.secret_day (secret_id, day);
insert into keyledger.secret_day
select day, secret_id, actor_kind, sum(reads), sum(denied) from keyledger.read_day group by 1, 2, 3;

-- Beside those that are summed up by secret and day.
create index event_unsummed on keyledger.event (at) include (actor_kind, outcome, action_class, secret_id)
  where action_class <> 'read' or outcome = 'failed' or secret_id is null;
