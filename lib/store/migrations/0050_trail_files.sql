-- Folders of a trail's bucket, a day of delivery of a scope each, that the worker looked into. Under another reading (another
-- place, digests asked for, a person's word given) the same day is another row, and is read again.
create table keyledger.trail_day (
  scope_id text not null references keyledger.scope (id),
  reading text collate "C" not null,
  day date not null,
  looked_at timestamptz(3) not null,
  -- It was over for long, and all that it holds is read.
  done boolean not null default false,
  -- The look ended before the folder did.
  more boolean not null default false,
  -- Files that were taken, and that cannot be read at all.
  files integer not null default 0,
  broken integer not null default 0,
  -- What digests, or names in the folder, showed to be wrong.
  troubles jsonb not null default '[]',
  primary key (scope_id, reading, day)
);

-- Files that are not read again, while their folder fills still; of those that cannot be read, for as long as it is known.
create table keyledger.trail_file (
  scope_id text not null references keyledger.scope (id),
  reading text collate "C" not null,
  day date not null,
  name text collate "C" not null,
  -- SHA-256 of what it holds, by which a digest that comes later vouches for it.
  hash bytea,
  -- Why nothing of it was taken; null: its records are in.
  reason text,
  primary key (scope_id, reading, day, name)
);
create index trail_file_broken on keyledger.trail_file (day desc) where reason is not null;

-- How it stands with the files of each scope.
create table keyledger.trail_scope (
  scope_id text primary key references keyledger.scope (id),
  reading text collate "C" not null,
  looked_at timestamptz(3) not null,
  as_of timestamptz(3),
  newest_at timestamptz(3),
  missing_days integer not null default 0,
  first_missing date,
  last_missing date,
  problem jsonb
);
