-- All that a count of events over time looks at, so that it need not read the events themselves.
create index event_time on keyledger.event (at) include (actor_kind, outcome, action_class, secret_id);

-- When a principal first read a secret with success, as far as is known; kept for ever, as the roll-ups are.
create table keyledger.first_read (
  secret_id text collate "C" not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  at timestamptz(3) not null,
  primary key (secret_id, principal_id)
);
create index first_read_at on keyledger.first_read (at desc);
insert into keyledger.first_read (secret_id, principal_id, actor_kind, at)
select distinct on (secret_id, principal_id) secret_id, principal_id, actor_kind, at from keyledger.event
where secret_id is not null and action_class = 'read' and outcome = 'success' order by secret_id, principal_id, at;
