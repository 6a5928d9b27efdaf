-- Secrets that events name as changed and that nobody has described since; the sync describes them one by one.
create table keyledger.changed_secret (
  scope_id text not null,
  -- As DescribeSecret takes it: the ARN where it is known, else what the caller passed.
  ref text collate "C" not null,
  -- When the latest of the events happened.
  at timestamptz(3) not null,
  tries integer not null default 0,
  next_at timestamptz(3) not null,
  -- Why AWS did not describe it; null: not tried yet.
  problem text,
  primary key (scope_id, ref)
);
create index changed_secret_next on keyledger.changed_secret (scope_id, next_at);
