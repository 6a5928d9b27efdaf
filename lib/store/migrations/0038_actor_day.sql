-- Who did what on which day, whatever it was about: few rows, from which it is told who did most. Made of the events.
create table keyledger.actor_day (
  day date not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  action_class text not null,
  outcome text not null,
  events integer not null,
  primary key (day, principal_id, actor_kind, action_class, outcome)
);
insert into keyledger.actor_day
select (at at time zone 'UTC')::date, principal_id, actor_kind, action_class, outcome, count(*)
from keyledger.event group by 1, 2, 3, 4, 5;
