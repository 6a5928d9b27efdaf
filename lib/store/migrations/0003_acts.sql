create table keyledger.rotation_run (
  id text collate "C" primary key,
  secret_id text collate "C" not null,
  arn text not null,
  scope_id text not null,
  state text not null check (state in ('started', 'running', 'succeeded', 'failed', 'abandoned', 'hung', 'unknown')),
  step text,
  message text not null,
  started_by jsonb,
  reason text,
  started_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  ended_at timestamptz(3),
  previous_version_id text
);
create index rotation_run_secret on keyledger.rotation_run (secret_id, started_at desc);
create index rotation_run_started on keyledger.rotation_run (started_at desc, id desc);
-- Two who ask at once start one rotation.
create unique index rotation_run_one_active on keyledger.rotation_run (secret_id)
  where state in ('started', 'running');
create index rotation_run_active on keyledger.rotation_run (state) where state in ('started', 'running');

create table keyledger.ledger (
  seq bigint primary key check (seq > 0),
  at timestamptz(3) not null,
  act_id text not null,
  action text not null,
  phase text not null,
  actor jsonb not null,
  secret jsonb,
  reason text,
  code text,
  request_id text,
  count integer not null check (count > 0),
  detail jsonb not null,
  prev_hash text not null,
  hash text not null unique
);
create index ledger_act on keyledger.ledger (act_id);
create index ledger_secret on keyledger.ledger ((secret ->> 'id'), seq desc);
create index ledger_actor on keyledger.ledger ((actor ->> 'id'), seq desc);
create index ledger_open on keyledger.ledger (at) where phase = 'asked';

-- How far the chain goes, so that entries cut off its end are missed.
create table keyledger.ledger_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  hash text not null
);
insert into keyledger.ledger_head (seq, hash) values (0, repeat('0', 64));

create table keyledger.refusal_fold (
  kind text primary key,
  since timestamptz(3) not null,
  last_at timestamptz(3) not null,
  count integer not null,
  entry jsonb not null
);

create table keyledger.session (
  id text primary key,
  issuer text not null,
  subject text not null,
  name text not null,
  email text,
  persona text,
  groups text[] not null,
  authenticated_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index session_ends on keyledger.session (ends_at);

create table keyledger.idempotency (
  actor_id text not null,
  key text not null,
  fingerprint text not null,
  result text,
  at timestamptz(3) not null,
  primary key (actor_id, key)
);
create index idempotency_at on keyledger.idempotency (at);
