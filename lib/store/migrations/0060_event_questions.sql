-- What people asked Athena for: single events of days that it tells of, each for its asker and for an hour.
create table keyledger.event_question (
  id text primary key,
  asker_id text not null,
  scope_id text not null references keyledger.scope (id),
  days date[] not null,
  secret_id text collate "C",
  principal_id text collate "C",
  state text not null check (state in ('waiting', 'running', 'answered', 'failed', 'cancelled')),
  asked_at timestamptz(3) not null,
  -- When its asker last looked at it.
  seen_at timestamptz(3) not null,
  ended_at timestamptz(3),
  bytes bigint not null default 0,
  problem jsonb,
  more boolean not null default false,
  unreadable jsonb not null default '{}'
);
create index event_question_asker on keyledger.event_question (asker_id, asked_at desc);
create index event_question_open on keyledger.event_question (asked_at) where state in ('waiting', 'running');

-- Beside the store's own events, so that none of them counts twice.
create table keyledger.event_answer (
  question_id text not null references keyledger.event_question (id) on delete cascade,
  at timestamptz(3) not null,
  event_id text not null,
  secret_id text collate "C",
  event jsonb not null,
  primary key (question_id, event_id)
);
create index event_answer_newest on keyledger.event_answer (question_id, at desc, event_id desc);
