-- How the last question about a scope ended: each scope has a word of its own, so that one that goes well hides no other.
create table keyledger.athena_scope (
  scope_id text primary key references keyledger.scope (id),
  as_of timestamptz(3),
  looked_at timestamptz(3) not null,
  problem jsonb
);
drop table keyledger.athena;

-- Under which a query is asked for again, so that it is the same one; null: its answer is no longer waited for.
alter table keyledger.athena_query add column token text;
create index athena_query_scope on keyledger.athena_query (scope_id, began_at desc);

-- A day that went back to the events has no row any more; one that is here and theirs was asked about and not taken.
delete from keyledger.roll_up_owner where owner = 'events';

create index roll_up_group_unknown on keyledger.roll_up_group (ref_account_id, ref_region) where secret_id is null;
