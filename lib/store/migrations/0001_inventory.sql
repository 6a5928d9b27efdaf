create table keyledger.scope (
  id text primary key,
  account_id text not null,
  account_name text not null,
  region text not null,
  partition text not null,
  position integer not null,
  -- A scope that left the configuration keeps its rows and its history.
  configured boolean not null default true,
  -- The union of its coverage over all sources, so that a list of many secrets need not work it out for each.
  covered tstzmultirange not null default '{}'
);

create table keyledger.scope_health (
  scope_id text not null references keyledger.scope (id),
  kind text not null check (kind in ('inventory', 'history')),
  state text not null check (state in ('fresh', 'failing', 'waiting', 'limited')),
  as_of timestamptz(3),
  problem jsonb,
  primary key (scope_id, kind)
);

create table keyledger.listing (
  id uuid primary key,
  scope_id text not null references keyledger.scope (id),
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  added integer not null default 0,
  updated integer not null default 0,
  removed integer not null default 0
);
create index listing_scope on keyledger.listing (scope_id, started_at);

-- Half a page is left free: a listing touches every row, and finds room beside it without touching an index.
-- Columns that a query orders by are compared byte by byte: the same order on every machine.
create table keyledger.secret (
  id text collate "C" primary key,
  arn text collate "C" not null unique,
  name text collate "C" not null,
  scope_id text not null references keyledger.scope (id),
  account_id text not null,
  region text not null,
  description text,
  kms_key_id text,
  tags jsonb not null check (jsonb_typeof(tags) = 'object'),
  rotation_enabled boolean,
  rotation_lambda_arn text,
  rotation_rules jsonb,
  last_rotated_at timestamptz(3),
  next_rotation_at timestamptz(3),
  last_changed_at timestamptz(3),
  created_at timestamptz(3),
  last_accessed_on date,
  deleted_at timestamptz(3),
  deletion_ends_at timestamptz(3),
  owning_service text,
  primary_region text,
  type text,
  version_stages jsonb,
  replicas jsonb,
  environment text not null,
  environment_source text not null,
  environment_disagrees jsonb not null,
  service text,
  leaf text not null,
  rotation_state text not null,
  rotation_reason text not null,
  rotation_since timestamptz(3),
  rotation_step text,
  rotation_recheck_at timestamptz(3),
  observed_at timestamptz(3) not null,
  described_at timestamptz(3),
  versions_at timestamptz(3),
  value_not_before timestamptz(3),
  value_not_after timestamptz(3),
  -- Of a replica: the ARN of its primary; null on a primary.
  primary_arn text collate "C",
  -- Name, description, tag keys and values in lower case, made by the store, so that case does not hang on the locale.
  search text collate "C" not null,
  digest text not null,
  owner text generated always as (coalesce(tags ->> 'owner', tags ->> 'team')) stored,
  listing_id uuid,
  removed_at timestamptz(3)
) with (fillfactor = 50);
create index secret_scope on keyledger.secret (scope_id) where removed_at is null;
create index secret_name on keyledger.secret (name, id) where removed_at is null;
create index secret_next_rotation on keyledger.secret (next_rotation_at, id) where removed_at is null;
create index secret_value_age on keyledger.secret (coalesce(value_not_after, value_not_before), id) where removed_at is null;
create index secret_environment on keyledger.secret (environment) where removed_at is null;
create index secret_logical on keyledger.secret (service, leaf) where removed_at is null;
create index secret_primary on keyledger.secret (primary_arn) where primary_arn is not null;
create index secret_called on keyledger.secret (account_id, region, name, created_at);
create index secret_recheck on keyledger.secret (rotation_recheck_at) where removed_at is null;
create index secret_tags on keyledger.secret using gin (tags jsonb_path_ops);
create index secret_search on keyledger.secret using gin (search gin_trgm_ops);

create table keyledger.secret_version (
  secret_id text collate "C" not null references keyledger.secret (id),
  version_id text collate "C" not null,
  stages text[] not null,
  created_at timestamptz(3),
  last_accessed_on date,
  kms_key_ids text[] not null,
  primary key (secret_id, version_id)
);
