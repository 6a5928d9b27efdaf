-- Many secrets rotated one after the other, lower environments first, as one person or token.
create table keyledger.wave (
  id text collate "C" primary key,
  name text not null,
  state text not null check (state in ('draft', 'running', 'paused', 'finished', 'aborted')),
  why text,
  concurrency integer not null check (concurrency > 0),
  pause_seconds integer not null check (pause_seconds >= 0),
  -- null: whatever fails.
  stop_after integer check (stop_after > 0),
  origin jsonb not null,
  drafted_at timestamptz(3) not null,
  drafted_by text not null,
  drafted_by_id text not null,
  -- Who it rotates as, from its start on.
  starter jsonb,
  reason text,
  typed_name boolean not null default false,
  started_at timestamptz(3),
  -- Failures count from then on.
  counts_from timestamptz(3),
  ended_at timestamptz(3),
  constraint wave_start check ((state = 'draft') <= (starter is null)),
  constraint wave_end check ((state in ('finished', 'aborted')) = (ended_at is not null))
);
create index wave_drafted on keyledger.wave (drafted_at desc, id desc);
create index wave_running on keyledger.wave (id) where state = 'running';
create index wave_draft on keyledger.wave (drafted_by_id, drafted_at) where state = 'draft';

create table keyledger.wave_item (
  wave_id text collate "C" not null references keyledger.wave (id) on delete cascade,
  secret_id text collate "C" not null,
  -- As they were when it was drafted: an order that moves could be followed by nobody.
  rank integer not null,
  depth integer not null,
  name text collate "C" not null,
  environment text not null,
  depends_on jsonb not null,
  -- `begun` ends with its run, which tells how.
  state text not null default 'waiting' check (state in ('waiting', 'begun', 'failed', 'skipped')),
  why text,
  -- The request token: whoever asks AWS again asks for the same rotation.
  run_id text collate "C" unique,
  begun_at timestamptz(3),
  taken_at timestamptz(3),
  ended_at timestamptz(3),
  primary key (wave_id, secret_id),
  constraint wave_item_begun check ((state = 'begun') <= (run_id is not null and begun_at is not null))
);
create index wave_item_order on keyledger.wave_item (wave_id, rank, depth, name, secret_id);
create index wave_item_secret on keyledger.wave_item (secret_id);
create index wave_item_begun on keyledger.wave_item (begun_at) where begun_at is not null;
