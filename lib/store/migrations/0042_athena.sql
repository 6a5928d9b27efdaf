-- Who tells what was read on a day of a scope, of the days that Athena was asked about: the groups that it gave, or the
-- events that are stored. A day that is not here is told by the events.
create table keyledger.roll_up_owner (
  scope_id text not null references keyledger.scope (id),
  day date not null,
  owner text not null check (owner in ('events', 'athena')),
  asked_at timestamptz(3) not null,
  -- Of any service, as Athena counted them: without one there may have been no trail.
  records bigint not null,
  primary key (scope_id, day)
);

-- Events of one day that are alike, as Athena counted them.
create table keyledger.roll_up_group (
  scope_id text not null references keyledger.scope (id),
  day date not null,
  event_name text not null,
  action_class text not null,
  outcome text not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  ref_arn text collate "C",
  ref_account_id text not null,
  ref_region text not null,
  ref_name text collate "C" not null,
  shared_event_id text,
  events integer not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  secret_id text collate "C"
);
create index roll_up_group_day on keyledger.roll_up_group (scope_id, day);
create index roll_up_group_secret on keyledger.roll_up_group (secret_id, day) where secret_id is not null;
create index roll_up_group_named on keyledger.roll_up_group (ref_account_id, ref_region, ref_name);
create index roll_up_group_shared on keyledger.roll_up_group (shared_event_id) where shared_event_id is not null;

-- What Athena was asked, and what it scanned for that: it is paid by bytes.
create table keyledger.athena_query (
  id text primary key,
  scope_id text not null,
  from_day date not null,
  to_day date not null,
  state text not null check (state in ('running', 'succeeded', 'failed', 'stopped')),
  bytes bigint not null,
  began_at timestamptz(3) not null,
  seen_at timestamptz(3) not null
);
create index athena_query_began on keyledger.athena_query (began_at desc);

-- How the last question ended: one row.
create table keyledger.athena (
  one boolean primary key default true check (one),
  as_of timestamptz(3),
  looked_at timestamptz(3) not null,
  problem jsonb
);

-- The times of which the events themselves are known: not those of which Athena gave counts alone.
alter table keyledger.scope add column events_covered tstzmultirange not null default '{}';
update keyledger.scope set events_covered = covered;
