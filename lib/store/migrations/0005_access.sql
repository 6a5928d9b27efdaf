-- What few events are is found without the many: denials, people, and all but the reads of single values.
create index event_denied on keyledger.event (at desc, event_id desc) where outcome <> 'success';
create index event_people on keyledger.event (at desc, event_id desc) where actor_kind <> 'workload';
create index event_beside on keyledger.event (at desc, event_id desc) where event_name <> 'GetSecretValue';
create index event_address on keyledger.event (source_address text_pattern_ops);

-- The persons and workloads that were named behind principals, so that a part of a name is looked up among
-- few and not in every event. Made of the events.
create table keyledger.actor_name (
  principal_id text collate "C" not null,
  name text not null,
  primary key (principal_id, name)
);
insert into keyledger.actor_name
select distinct principal_id, coalesce(person, workload) from keyledger.event where coalesce(person, workload) is not null;
