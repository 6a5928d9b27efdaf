create table keyledger.event (
  at timestamptz(3) not null,
  event_id text collate "C" not null,
  scope_id text not null,
  account_id text not null,
  region text not null,
  event_name text not null,
  action_class text not null,
  outcome text not null,
  error_code text,
  error_message text,
  ref_kind text,
  ref_value text,
  -- The reference taken apart: a full ARN, and what a name means in which account and region.
  ref_arn text collate "C",
  ref_account_id text,
  ref_region text,
  ref_name text collate "C",
  version_id text,
  version_stage text,
  principal_id text collate "C" not null,
  session text,
  actor_kind text not null,
  person text,
  workload text,
  access_key_id text,
  source_address text,
  user_agent text,
  client text,
  request_id text,
  shared_event_id text,
  raw jsonb not null,
  secret_id text collate "C",
  primary key (at, event_id)
) partition by range (at);
-- One call across accounts is two records with one sharedEventID and one time: it counts once.
create unique index event_shared on keyledger.event (at, shared_event_id);
create index event_secret on keyledger.event (secret_id, at desc, event_id desc);
create index event_rotation on keyledger.event (secret_id, at desc) where action_class = 'rotation';
create index event_principal on keyledger.event (principal_id, at desc);
create index event_unresolved on keyledger.event (ref_account_id, ref_region, at, event_id)
  where secret_id is null and ref_kind is not null;
create index event_named on keyledger.event (ref_account_id, ref_region, ref_name, at) where ref_kind <> 'arn';

-- The secret that a reference meant at that time: a name that was used again means two secrets.
create function keyledger.secret_at(arn text, account_id text, region text, name text, at timestamptz)
returns text language sql stable parallel safe
return coalesce(
  (select s.id from keyledger.secret s where s.arn = secret_at.arn),
  (select s.id from keyledger.secret s
    where s.account_id = secret_at.account_id and s.region = secret_at.region and s.name = secret_at.name
      -- CloudTrail keeps whole seconds, CreatedDate keeps parts of one.
      and (s.created_at is null or s.created_at <= secret_at.at + interval '2 seconds')
      and (s.removed_at is null or s.removed_at >= secret_at.at)
    order by s.created_at desc nulls last, s.id limit 1)
);

-- The app role may not create tables; this makes the months that are missing, and nothing else.
create function keyledger.prepare_partitions(from_at timestamptz, to_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
  month timestamptz := date_trunc('month', from_at);
  name text;
  made integer := 0;
begin
  if from_at < '2013-01-01' or to_at > now() + interval '10 years' then
    raise exception 'partition range out of bounds' using errcode = '22023';
  end if;
  while month <= to_at loop
    name := 'event_' || to_char(month, 'YYYY_MM');
    if to_regclass('keyledger.' || name) is null then
      perform pg_advisory_xact_lock(hashtext('keyledger.prepare_partitions'));
      -- Asked of the table itself: to_regclass remembers its "no" of before the wait.
      perform from pg_class where relname = name and relnamespace = 'keyledger'::regnamespace;
      if not found then
        execute format('create table if not exists keyledger.%I partition of keyledger.event for values from (%L) to (%L)',
          name, month, month + interval '1 month');
        made := made + 1;
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $$;
revoke all on function keyledger.prepare_partitions(timestamptz, timestamptz) from public;

create table keyledger.principal (
  id text collate "C" primary key,
  -- Its id in URLs.
  key text collate "C" not null unique,
  type text not null,
  account_id text,
  label text not null
);

create table keyledger.read_day (
  secret_id text collate "C" not null,
  principal_id text collate "C" not null,
  actor_kind text not null,
  day date not null,
  reads integer not null,
  denied integer not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  -- The last successful read; null where every one was denied.
  last_read_at timestamptz(3),
  primary key (secret_id, day, principal_id, actor_kind)
);
create index read_day_principal on keyledger.read_day (principal_id, day);
create index read_day_day on keyledger.read_day (day);

-- Of a secret together with its replicas.
create table keyledger.usage (
  secret_id text collate "C" primary key,
  last_read_at timestamptz(3),
  last_read_principal text,
  last_read_actor_kind text,
  reads30d integer not null,
  readers30d integer not null
);

create table keyledger.quarantine (
  scope_id text not null,
  digest text not null,
  reason text not null,
  raw jsonb,
  at timestamptz(3) not null,
  primary key (scope_id, digest)
);

create table keyledger.coverage (
  scope_id text not null references keyledger.scope (id),
  source text not null,
  from_at timestamptz(3) not null,
  to_at timestamptz(3) not null,
  primary key (scope_id, source, from_at),
  check (from_at <= to_at)
);

-- What the inventory lists: primaries, and replicas whose primary is not known.
create view keyledger.item as
select s.*, sc.account_name,
  u.last_read_at, u.last_read_principal, u.last_read_actor_kind,
  coalesce(u.reads30d, 0) as reads30d, coalesce(u.readers30d, 0) as readers30d,
  array(select s.region
    union select r ->> 'region' from jsonb_array_elements(s.replicas) r
    union select r.region from keyledger.secret r where r.primary_arn = s.arn and r.removed_at is null) as regions,
  (select jsonb_agg(jsonb_build_object('region', r.region, 'kmsKeyId', r.kms_key_id, 'lastAccessedOn', r.last_accessed_on)
      order by r.region)
    from keyledger.secret r where r.primary_arn = s.arn and r.removed_at is null) as replica_rows,
  -- The history that was read in every scope that the secret is known in.
  sc.covered * coalesce((select range_intersect_agg(rs.covered) from keyledger.secret r
    join keyledger.scope rs on rs.id = r.scope_id where r.primary_arn = s.arn and r.removed_at is null), sc.covered) as covered
from keyledger.secret s
join keyledger.scope sc on sc.id = s.scope_id and sc.configured
left join keyledger.usage u on u.secret_id = s.id
where s.removed_at is null
  and not exists (select 1 from keyledger.secret p join keyledger.scope ps on ps.id = p.scope_id and ps.configured
    where p.arn = s.primary_arn and p.removed_at is null);
