-- A replica in a region that is no scope here is read where no history tells of it: of such a secret nothing is covered.
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
  sc.covered * coalesce((select range_intersect_agg(coalesce(rs.covered, '{}')) from (
      select r.scope_id as id from keyledger.secret r where r.primary_arn = s.arn and r.removed_at is null
      union select s.account_id || ':' || (r ->> 'region') from jsonb_array_elements(s.replicas) r) m
    left join keyledger.scope rs on rs.id = m.id), sc.covered) as covered,
  -- What is kept here; of a prefix, which.
  ko.owner as kept_owner, ko.prefix as owner_prefix, kn.note as note, kn.prefix as note_prefix,
  kr.runbook as runbook, kr.prefix as runbook_prefix,
  nullif(concat_ws(E'\n', ko.owner_search, kn.note_search, lower(kr.runbook collate "C")), '') as kept_search
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
