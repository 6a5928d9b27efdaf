-- What events that are no longer kept came to: of those of one day that were alike, how many, the first and the last. Kept for
-- ever. Whatever works a day out again counts these beside the events that are still there: each is in one of both.
create table keyledger.event_day (
  scope_id text not null,
  day date not null,
  -- Of all that follows but the figures: some of it is too long for an index.
  key uuid not null,
  event_name text not null,
  action_class text not null,
  outcome text not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  ref_kind text,
  -- Null where an ARN named a secret that is known: nothing can mean another one by it.
  ref_arn text collate "C",
  ref_account_id text,
  ref_region text,
  ref_name text collate "C",
  -- Of a call across accounts, so that its other half is not counted when it comes.
  shared_event_id text,
  secret_id text collate "C",
  events integer not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (scope_id, day, key)
);
create index event_day_secret on keyledger.event_day (secret_id, day) where secret_id is not null;
create index event_day_named on keyledger.event_day (ref_account_id, ref_region, ref_name) where ref_name is not null;
create index event_day_unknown on keyledger.event_day (ref_account_id, ref_region) where secret_id is null;
create index event_day_shared on keyledger.event_day (shared_event_id) where shared_event_id is not null;

-- Days of which events of a class were deleted. What comes of them afterwards may be one of those, and is not taken.
create table keyledger.deleted_day (
  day date not null,
  scope_id text not null,
  action_class text not null,
  primary key (day, scope_id, action_class)
);

-- Old days into which events came, and when: they are left for a while, since more of an import may follow.
create table keyledger.late_day (
  day date not null,
  scope_id text not null,
  at timestamptz(3) not null,
  primary key (day, scope_id)
);

-- One row for each class of which something was deleted.
create table keyledger.unkept (
  action_class text primary key,
  -- Single events before it are not kept.
  before_at timestamptz(3) not null,
  deleted bigint not null,
  deleted_at timestamptz(3) not null
);

-- Blocks that events left otherwise than by age, so that nobody may name them any more. Added without looking, so that
-- nobody waits for anybody; one may be there many times.
create table keyledger.loose_block (id bigint not null);

-- What is deleted from a month that no new events come into leaves its space unused for ever. This writes what is left of the
-- month anew (`cluster`, which older snapshots see through, as `truncate` is not), where that is little, and where nobody is
-- in the way.
create function keyledger.compact_month(month date) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '500ms' set timezone = 'UTC' as $$
declare
  name text := 'event_' || to_char(month, 'YYYY_MM');
  place regclass := to_regclass('keyledger.' || quote_ident(name));
  kept bigint;
begin
  if place is null or pg_relation_size(place) < 16 * 1024 * 1024 then return false; end if;
  execute format('select count(*) from (select from keyledger.%I limit 100001) e', name) into kept;
  if kept > 100000 or kept * 4096 > pg_relation_size(place) then return false; end if;
  execute format('cluster keyledger.%I using %I', name,
    (select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = place and i.indisprimary));
  return true;
exception when lock_not_available then return false;
end $$;
revoke all on function keyledger.compact_month(date) from public;
