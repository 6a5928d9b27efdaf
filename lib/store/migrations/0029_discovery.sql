-- Where a scope comes from, and since when one that was found is no longer called: what was read of it stays.
alter table keyledger.scope
  add column source text not null default 'configured' check (source in ('configured', 'discovered')),
  add column gone_since timestamptz(3),
  add column gone_reason text check (gone_reason in ('left', 'not_active', 'region_off')),
  add constraint scope_gone check ((gone_since is null) = (gone_reason is null));
create index scope_account on keyledger.scope (account_id);

-- Accounts as AWS Organizations told of them, and the regions that each has enabled. Their e-mail addresses are not kept.
create table keyledger.found_account (
  id text collate "C" primary key,
  name text not null,
  state text not null,
  joined_at timestamptz(3),
  found_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  left_at timestamptz(3),
  regions text[],
  regions_at timestamptz(3),
  problem jsonb
);

-- How the last discovery ended: one row.
create table keyledger.discovery (
  one boolean primary key default true check (one),
  as_of timestamptz(3),
  looked_at timestamptz(3) not null,
  problem jsonb
);
