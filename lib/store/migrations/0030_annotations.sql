-- Owner, note and runbook link that people keep here: of one secret (by its id), or of all whose names begin so.
create table keyledger.annotation (
  id text collate "C" primary key,
  -- null: of the secret of this id.
  prefix text collate "C" unique,
  owner text,
  note text,
  runbook text,
  -- Both in lower case, made by the store, as a secret's `search` is.
  owner_search text collate "C",
  note_search text collate "C",
  -- Another one with every change: who changes it says which one they saw.
  revision text not null,
  changed_at timestamptz(3) not null,
  changed_by text not null
);

-- Whose owner, note and runbook holds of each secret that any holds of: the nearest one's, field by field.
create table keyledger.secret_annotation (
  secret_id text collate "C" primary key,
  owner_from text collate "C",
  note_from text collate "C",
  runbook_from text collate "C",
  changed_in bigint not null default 0
);
create index secret_annotation_changed_in on keyledger.secret_annotation (changed_in);
create trigger secret_annotation_changed before insert or update on keyledger.secret_annotation
  for each row execute function keyledger.note_change();
create trigger secret_annotation_deleted after delete or truncate on keyledger.secret_annotation
  for each statement execute function keyledger.begin_epoch();

-- A secret's own comes before the longest prefix of its name.
create view keyledger.nearest_annotation as
select secret_id, name,
  (array_agg(id order by nearness desc) filter (where owner is not null))[1] as owner_from,
  (array_agg(id order by nearness desc) filter (where note is not null))[1] as note_from,
  (array_agg(id order by nearness desc) filter (where runbook is not null))[1] as runbook_from
from (
  select s.id as secret_id, s.name, a.id, a.owner, a.note, a.runbook, 1000000 as nearness
  from keyledger.secret s join keyledger.annotation a on a.id = s.id and a.prefix is null
  union all
  select s.id, s.name, a.id, a.owner, a.note, a.runbook, length(a.prefix)
  from keyledger.secret s join keyledger.annotation a on a.prefix is not null and starts_with(s.name, a.prefix)
) found
group by secret_id, name;

-- A secret that is new is below the prefixes that are there. The lock is shared by all who add secrets, and whoever
-- changes an annotation holds it alone, so that the two never miss each other.
create function keyledger.annotate_added() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from added) then return null; end if;
  perform pg_advisory_xact_lock_shared(hashtext('keyledger.annotation'));
  if not exists (select 1 from keyledger.annotation) then return null; end if;
  -- As the view, of these alone.
  insert into keyledger.secret_annotation (secret_id, owner_from, note_from, runbook_from)
  select secret_id,
    (array_agg(id order by nearness desc) filter (where owner is not null))[1],
    (array_agg(id order by nearness desc) filter (where note is not null))[1],
    (array_agg(id order by nearness desc) filter (where runbook is not null))[1]
  from (
    select s.id as secret_id, a.id, a.owner, a.note, a.runbook, 1000000 as nearness
    from added s join keyledger.annotation a on a.id = s.id and a.prefix is null
    union all
    select s.id, a.id, a.owner, a.note, a.runbook, length(a.prefix)
    from added s join keyledger.annotation a on a.prefix is not null and starts_with(s.name, a.prefix)
  ) found
  group by secret_id
  on conflict (secret_id) do update set owner_from = excluded.owner_from, note_from = excluded.note_from,
    runbook_from = excluded.runbook_from;
  return null;
end $$;
create trigger secret_added after insert on keyledger.secret referencing new table as added
  for each statement execute function keyledger.annotate_added();

-- The owner is the one that is kept here, else the tag's.
create or replace view keyledger.item as
select s.id, s.arn, s.name, s.scope_id, s.account_id, s.region, s.description, s.kms_key_id, s.tags, s.rotation_enabled,
  s.rotation_lambda_arn, s.rotation_rules, s.last_rotated_at, s.next_rotation_at, s.last_changed_at, s.created_at,
  s.last_accessed_on, s.deleted_at, s.deletion_ends_at, s.owning_service, s.primary_region, s.type, s.version_stages,
  s.replicas, s.environment, s.environment_source, s.environment_disagrees, s.service, s.leaf, s.rotation_state,
  s.rotation_reason, s.rotation_since, s.rotation_step, s.rotation_recheck_at, s.observed_at, s.described_at,
  s.versions_at, s.value_not_before, s.value_not_after, s.primary_arn, s.search, s.digest,
  coalesce(ko.owner, s.owner) as owner, s.listing_id, s.removed_at,
  sc.account_name,
  u.last_read_at, u.last_read_principal, u.last_read_actor_kind,
  coalesce(u.reads30d, 0) as reads30d, coalesce(u.readers30d, 0) as readers30d,
  array(select s.region
    union select r ->> 'region' from jsonb_array_elements(s.replicas) r
    union select r.region from keyledger.secret r where r.primary_arn = s.arn and r.removed_at is null) as regions,
  (select jsonb_agg(jsonb_build_object('region', r.region, 'kmsKeyId', r.kms_key_id, 'lastAccessedOn', r.last_accessed_on)
      order by r.region)
    from keyledger.secret r where r.primary_arn = s.arn and r.removed_at is null) as replica_rows,
  sc.covered * coalesce((select range_intersect_agg(rs.covered) from keyledger.secret r
    join keyledger.scope rs on rs.id = r.scope_id where r.primary_arn = s.arn and r.removed_at is null), sc.covered) as covered,
  -- What is kept here; of a prefix, which.
  ko.owner as kept_owner, ko.prefix as owner_prefix, kn.note as note, kn.prefix as note_prefix,
  kr.runbook as runbook, kr.prefix as runbook_prefix,
  nullif(concat_ws(E'\n', ko.owner_search, kn.note_search), '') as kept_search
from keyledger.secret s
join keyledger.scope sc on sc.id = s.scope_id and sc.configured
left join keyledger.usage u on u.secret_id = s.id
left join keyledger.secret_annotation k on k.secret_id = s.id
left join keyledger.annotation ko on ko.id = k.owner_from
left join keyledger.annotation kn on kn.id = k.note_from
left join keyledger.annotation kr on kr.id = k.runbook_from
where s.removed_at is null
  and not exists (select 1 from keyledger.secret p join keyledger.scope ps on ps.id = p.scope_id and ps.configured
    where p.arn = s.primary_arn and p.removed_at is null);
